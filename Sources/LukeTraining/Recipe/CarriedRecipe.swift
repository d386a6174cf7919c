import Foundation
import LukeCheckpoints
import LukeJSON
import LukeSettings
import LukeSystem

/// The recipe that a model carries: within an `.h5` file, or as `recipe.json` of an exported folder.
struct CarriedRecipe {
  private let recipe: StoredRecipe
  private let path: String
  private let isFolder: Bool

  init(_ recipe: StoredRecipe, of path: String) {
    (self.recipe, self.path) = (recipe, path)
    isFolder = FileStatus(path)?.isFolder ?? false
  }

  /// Reads the recipe, with keys of it changed; how the model was trained makes no difference any more.
  /// - Throws: `TrainingError.badData` where the recipe itself is wrong, `.recipe` where the changes are.
  func read(_ overrides: [RecipeOverride] = []) throws -> Recipe {
    // Nothing is wrong with the model, so there is nothing to mend.
    if let node = try? recipe.node, let unknown = UnknownTask(of: node) {
      throw TrainingError.badData("\(name): task.kind: \(unknown.reason)")
    }
    do {
      return try parse(overrides)
    } catch let error as TrainingError {
      if overrides.isEmpty || (try? parse([])) == nil { throw own(error) }
      throw error
    }
  }

  /// Throws unless the recipe is a JSON object; its task may be one that is not known here.
  func checkSyntax() throws {
    do throws(JSONSyntaxError) {
      let value = try recipe.node.value
      if value.members != nil { return }
      throw JSONSyntaxError(line: 1, column: 1, message: "is \(value.excerpt), and no recipe")
    } catch {
      throw own(.badData("\(name):\(error.line):\(error.column): \(error.message)"))
    }
  }

  /// Where the files lie whose names alone the recipe has: in the folder of the model, or beside its file.
  private var folder: String {
    isFolder ? RealPath.withoutSlashesAtEnd(path) : RealPath.folder(of: path)
  }

  private var name: String { isFolder ? path + "/" + HuggingFaceFolder.recipeName : path }

  private func parse(_ overrides: [RecipeOverride]) throws -> Recipe {
    try Recipe(
      reading: { () throws(JSONSyntaxError) in try recipe.node }, fileName: name,
      fileFolder: folder,
      currentFolder: FileManager.default.currentDirectoryPath, overrides: overrides,
      ignoring: ["training"])
  }

  /// The error for a recipe that is wrong in itself.
  private func own(_ error: TrainingError) -> TrainingError {
    let advice =
      isFolder
      ? "this is the recipe that the model was trained with, by which it reads text: put it back, or "
        + "remove it for the defaults of the model's task"
      : "this is about the recipe that the model file carries; write the file anew"
    return .several(error.lines + [advice], .badData)
  }
}

extension ModelArchive {
  /// Throws where the model carries a recipe that is none, which no copy should carry on.
  func checkRecipe(at path: String) throws {
    if let recipe { try CarriedRecipe(recipe, of: path).checkSyntax() }
  }
}
