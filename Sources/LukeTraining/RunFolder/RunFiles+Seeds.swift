import Foundation
import LukeJSON
import LukeSystem
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

  /// Throws where a recipe leaves out seeds that are trained: the best model may be of one of them, and a worse one
  /// would take its place.
  ///
  /// One that has not come to its end has no model to choose, and may be given up.
  static func checkSeeds(_ names: [String], in path: String, of recipe: Recipe) throws {
    let asked = recipe.training.seeds
    if asked.isEmpty { return }
    let trained = trainedSeeds(names, in: path)
    let leftOut = trained.filter { !asked.contains($0) }
    if leftOut.isEmpty { return }
    let all = trained + asked.filter { !trained.contains($0) }
    func list(_ seeds: [Int]) -> String { seeds.map(String.init).joined(separator: ",") }
    throw TrainingError.usage(
      "\(path): has trained \(leftOut.count == 1 ? "seed" : "seeds") \(list(leftOut)), and training.seeds has "
        + "\(list(asked)) alone, so that a worse model could take the place of the best; give all "
        + "(--set training.seeds=[\(list(all))]), name another folder with --output, or begin again with --fresh"
    )
  }

  /// The seeds that have come to their end: those with scores, in the order of these, and those with a model.
  private static func trainedSeeds(_ names: [String], in path: String) -> [Int] {
    let file = path + "/" + RunFileName.seeds
    // One that is damaged is told where it is read.
    let report =
      names.contains(RunFileName.seeds)
      ? (try? FileAccess.read(file, named: file, what: "file")) : nil
    let scored = report.flatMap { try? JSONParser.parse($0) }?["seeds"]?.elements ?? []
    let seeds = scored.compactMap { $0["seed"]?.wholeNumber }
    let others = names.compactMap(RunFileName.seed(ofFolder:)).filter {
      let model = path + "/" + RunFileName.folder(ofSeed: $0) + "/" + RunFileName.finalModel
      return !seeds.contains($0) && FileStatus(model)?.isFile == true
    }
    return seeds + others.sorted()
  }
}
