import Foundation

extension RunFiles {
  /// Throws where something that is no file has the name of one of a run: better known now than when
  /// that file is written.
  static func checkPlaces(in folder: String) throws {
    for name in try list(folder) where isRunFile(name) {
      try OwnFolder.check(
        folder + "/" + name, isFolder: false, "where the run writes a file")
    }
  }

  /// Throws where a recipe stands alone in a folder and was not put there by a start that failed, for a
  /// run there would replace it.
  ///
  /// Such a start leaves what resolving its recipe gives, and no other recipe is that.
  /// - Parameter file: the file that the recipe of the run was read from.
  static func checkRecipe(in folder: String, _ recipe: Recipe, from file: String?) throws {
    let path = folder + "/" + RunFileName.recipe
    guard let found = FileStatus(path), found.isFile, !holdRun(try list(folder)) else { return }
    let text = try FileAccess.read(path, named: path, what: "recipe")
    let resolved = try? Recipe(
      bytes: text, fileName: path, fileFolder: "/", currentFolder: "/"
    ).resolvedText
    if let resolved, text.elementsEqual(resolved.utf8) { return }
    if let file, FileStatus(file)?.identity == found.identity {
      throw TrainingError.usage(
        "\(file): the run would write its own \(RunFileName.recipe) over it; rename the recipe, or name "
          + "another run folder with --output")
    }
    throw TrainingError.usage(
      "\(path): is not of a run, and a run here would replace it; move it away, or name another "
        + "folder with --output")
  }
}
