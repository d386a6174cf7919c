import Foundation
import LukeCheckpoints
import LukeSystem

/// Which files of a run folder are the run's own.
enum RunFiles {
  /// The names of everything in a folder.
  static func list(_ folder: String) throws -> [String] { try AtomicFile.names(in: folder) }

  /// Whether a file is one of a run: shows that there is one, and goes with `--fresh`.
  static func isRunFile(_ name: String) -> Bool {
    RunFileName.fixed.contains(name) || RunFileName.step(ofCheckpoint: name) != nil
      || RunFileName.isNonFinite(name) || RunFileName.isOfEvents(name)
  }

  /// Whether files are those of a run; a recipe alone is left by a start that failed, and there is
  /// nothing to lose.
  static func holdRun(_ names: [String]) -> Bool {
    names.contains { isRunFile($0) && $0 != RunFileName.recipe }
  }

  /// Whether a folder is one of a run: it has files of one, and its recipe without the configuration that
  /// exported models have beside theirs, or the lock that runs leave.
  static func isRunFolder(_ folder: String) -> Bool {
    guard let names = try? list(folder), holdRun(names) || names.contains(RunFileName.recipe)
    else { return false }
    return names.contains(FolderLock.fileName)
      || names.contains(RunFileName.recipe)
        && !names.contains(HuggingFaceFolder.configurationName) && holdRun(names)
  }

  /// Whether files are those of a run that has a model, by which it is known where its recipe is gone or damaged: the
  /// model carries it, too.
  static func haveModelOfRun(_ names: [String]) -> Bool {
    [FolderLock.fileName, RunFileName.metrics, RunFileName.seeds].contains(where: names.contains)
      && names.contains {
        [RunFileName.finalModel, RunFileName.bestModel].contains($0)
          || RunFileName.step(ofCheckpoint: $0) != nil
      }
  }

  /// The checkpoints among files, the newest first.
  static func checkpoints(among names: [String]) -> [(name: String, step: Int)] {
    names.compactMap { name in RunFileName.step(ofCheckpoint: name).map { (name, $0) } }
      .sorted { $0.step > $1.step }
  }

  static func remove(_ names: [String], in folder: String) throws {
    for name in names where unlink(folder + "/" + name) != 0 && errno != ENOENT {
      throw FileAccess.failure("cannot remove", folder + "/" + name)
    }
  }

  /// Removes all files of a run but the recipe, by which one sees whose folder it is: it may be the one
  /// that is read, and is replaced in one step.
  ///
  /// A mark that is made before and removed at the end says that all of it was to go: what is killed in
  /// between and resumed begins anew, and is not taken for a run whose checkpoints somebody has deleted.
  ///
  /// Runs of seeds go with it; those of `opened` are this process's own, and keep their folders.
  static func removeRun(in folder: String, opened: Set<String> = []) throws {
    let seeds = try runsOfSeeds(in: folder, besides: opened)
    try AtomicFile.write([], to: folder + "/" + RunFileName.removalMark)
    for name in seeds { try removeWhole(folder + "/" + name) }
    for name in opened { try removeRun(in: folder + "/" + name) }
    let names = try list(folder).filter { isRunFile($0) && $0 != RunFileName.recipe }
    let checkpoints = checkpoints(among: names).map(\.name)
    let (model, log) = (RunFileName.finalModel, RunFileName.metrics)
    let others = names.filter {
      RunFileName.step(ofCheckpoint: $0) == nil && ![model, log].contains($0)
    }
    try remove([model] + checkpoints + others + [log, RunFileName.removalMark], in: folder)
  }
}
