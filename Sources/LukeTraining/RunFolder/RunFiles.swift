import Foundation
import LukeSystem

/// Which files of a run folder are the run's own.
enum RunFiles {
  /// The names of everything in a folder.
  static func list(_ folder: String) throws -> [String] { try AtomicFile.names(in: folder) }

  /// Whether a file is one of a run: shows that there is one, and goes with `--fresh`.
  static func isRunFile(_ name: String) -> Bool {
    ["recipe.json", "metrics.jsonl", "best.h5", "best.h5.damaged", "model.h5"].contains(name)
      || step(of: name) != nil || isNonFinite(name)
  }

  /// What the names of files begin with that are left of a step without numbers.
  static let nonFinitePrefix = "non-finite-step-"

  private static func isNonFinite(_ name: String) -> Bool {
    name.hasPrefix(nonFinitePrefix) && (name.hasSuffix(".h5") || name.hasSuffix(".json"))
  }

  /// Whether files are those of a run; a recipe alone is left by a start that failed, and there is
  /// nothing to lose.
  static func holdRun(_ names: [String]) -> Bool {
    names.contains { isRunFile($0) && $0 != "recipe.json" }
  }

  /// Whether a folder is one of a run: it has files of one, and its recipe without the configuration that
  /// exported models have beside theirs, or the lock that runs leave.
  static func isRunFolder(_ folder: String) -> Bool {
    guard let names = try? list(folder), holdRun(names) || names.contains("recipe.json") else {
      return false
    }
    return names.contains(FolderLock.fileName)
      || names.contains("recipe.json") && !names.contains("config.json") && holdRun(names)
  }

  /// The step of a checkpoint called `step-<number>.h5`, nil for every other name.
  static func step(of name: String) -> Int? {
    guard name.hasPrefix("step-"), name.hasSuffix(".h5") else { return nil }
    let digits = name.dropFirst(5).dropLast(3)
    guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return Int(digits)
  }

  /// The checkpoints among files, the newest first.
  static func checkpoints(among names: [String]) -> [(name: String, step: Int)] {
    names.compactMap { name in step(of: name).map { (name, $0) } }.sorted { $0.step > $1.step }
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
  static func removeRun(in folder: String) throws {
    try AtomicFile.write([], to: folder + "/" + removalMark)
    let names = try list(folder).filter { isRunFile($0) && $0 != "recipe.json" }
    let checkpoints = checkpoints(among: names).map(\.name)
    let (model, log) = ("model.h5", "metrics.jsonl")
    let others = names.filter { step(of: $0) == nil && ![model, log].contains($0) }
    try remove([model] + checkpoints + others + [log, removalMark], in: folder)
  }

  /// The file that is there while `--fresh` removes a run.
  static let removalMark = ".fresh"
}
