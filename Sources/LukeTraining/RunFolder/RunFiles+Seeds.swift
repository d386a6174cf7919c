import Foundation
import LukeTasks

/// The runs of seeds within the folder of a run of several.
extension RunFiles {
  /// The names of folders with runs of seeds, besides some.
  /// - Throws: `TrainingError.inputOutput` where another process writes one, or a link has its place.
  static func runsOfSeeds(in folder: String, besides opened: Set<String>) throws -> [String] {
    let names = try list(folder).filter {
      RunFileName.isOfSeed($0) && !opened.contains($0) && isRunFolder(folder + "/" + $0)
    }
    for name in names {
      let path = folder + "/" + name
      try OwnFolder.check(path, isFolder: true, "where the run of a seed is")
      if FolderLock.isTaken(path) {
        throw TrainingError.inputOutput("\(path): another luke-train is writing this run")
      }
    }
    return names
  }

  /// The paths of all files of the runs of seeds.
  static func filesOfSeeds(in folder: String) throws -> [String] {
    try list(folder).filter(RunFileName.isOfSeed).flatMap { name in
      let path = folder + "/" + name
      return FileAccess.isFolder(path)
        ? try list(path).filter(isRunFile).map { path + "/" + $0 } : []
    }
  }

  /// Removes a run with its recipe, its lock and what it kept of its data; the folder stays where it holds
  /// something else.
  static func removeWhole(_ folder: String) throws {
    try removeRun(in: folder)
    let names = try list(folder).filter {
      [RunFileName.recipe, FolderLock.fileName].contains($0) || FeatureCache.isCache($0)
    }
    try remove(names, in: folder)
    rmdir(folder)
  }

  /// Throws where a folder holds a run of one seed and the recipe has several, or the other way round.
  static func checkKind(_ names: [String], in path: String, of recipe: Recipe) throws {
    let isOfSeeds = names.contains(RunFileName.seeds)
    let asksForSeeds = !recipe.training.seeds.isEmpty
    if isOfSeeds, !asksForSeeds {
      throw TrainingError.usage(
        "\(path): holds runs of several seeds (\(RunFileName.seeds)), and the recipe has no "
          + "training.seeds; give the seeds, name another folder with --output, or begin again with "
          + "--fresh")
    }
    let isOfOne = names.contains {
      [RunFileName.metrics, RunFileName.bestModel].contains($0)
        || RunFileName.step(ofCheckpoint: $0) != nil
    }
    if asksForSeeds, isOfOne {
      throw TrainingError.usage(
        "\(path): holds a run of one seed, and the recipe has training.seeds; leave them out, name "
          + "another folder with --output, or begin again with --fresh")
    }
  }
}
