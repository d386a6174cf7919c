import Foundation
import LukeJSON
import LukeSystem
import LukeTasks

/// The folder of a sweep: `sweep.json`, `sweep.tsv`, `best.json`, and the run folders of its trials.
final class SweepFolder {
  let path: String
  private let isMade: Bool
  private let lock: FolderLock
  /// Where a sweep that is there stands.
  let found: SweepState?

  private var statePath: String { path + "/" + SweepFileName.state }

  /// Opens a folder, making it if need be; nothing in it is changed.
  /// - Throws: `TrainingError.usage` for a folder that is used otherwise, `.badData` for a state that cannot
  ///   be read, `.inputOutput` where another process has it.
  init(_ path: String, start: RunStart) throws {
    self.path = path
    isMade = !FileAccess.isFolder(path)
    if !isMade { try Self.checkIsOfNoRun(path) }
    try FileAccess.makeFolder(path)
    lock = try FolderLock(path, taken: "another luke-train is working on this sweep")
    let names = try RunFiles.list(path)
    for name in [SweepFileName.state, SweepFileName.table, SweepFileName.bestRecipe] {
      try OwnFolder.check(path + "/" + name, isFolder: false, "where a file is to be written")
    }
    guard names.contains(SweepFileName.state) else {
      found = nil
      return
    }
    if start == .new {
      throw TrainingError.usage(
        "\(path) already holds a sweep; continue it with --resume, or remove its files and begin again with "
          + "--fresh")
    }
    let file = path + "/" + SweepFileName.state
    let bytes = try FileAccess.read(file, named: file, what: "file")
    found = (try? JSONParser.parse(bytes)).flatMap { SweepState($0) }
    if found == nil {
      throw TrainingError.badData(
        "\(file): is damaged, or of another program; put it back, or remove the folder and begin again"
      )
    }
  }

  private static func checkIsOfNoRun(_ path: String) throws {
    if RunFiles.isRunFolder(path), FileStatus(path + "/" + RunFileName.recipe) != nil {
      throw TrainingError.usage("\(path): is the folder of a run; name another one with --output")
    }
  }

  /// The run folder of a trial.
  func path(of trial: SweepTrial) -> String { path + "/" + trial.folderName }

  /// Throws where the folder of a trial that is not begun holds a run of somebody's.
  func checkPlaces(of state: SweepState) throws {
    for trial in state.trials
    where trial.state == .waiting && !state.remains.contains(trial.number) {
      let path = path(of: trial)
      try OwnFolder.check(path, isFolder: true, "where the run of a trial is")
      if FileAccess.isFolder(path), RunFiles.holdRun(try RunFiles.list(path)) {
        throw TrainingError.usage(
          "\(path): holds a run that is of no sweep; move it away, or name another folder with --output"
        )
      }
    }
  }

  /// Removes the runs of an earlier sweep, and what was written of them.
  /// - Parameters:
  ///   - numbers: those of its trials.
  ///   - opened: a trial whose run folder is open already, and stays.
  func remove(_ numbers: [Int], opened: SweepTrial) throws {
    let trials = Set(numbers).sorted().map { SweepTrial(number: $0, values: []) }
    let runs = trials.filter { FileAccess.isFolder(path(of: $0)) }
    for run in runs {
      let path = path(of: run)
      try OwnFolder.check(path, isFolder: true, "where the run of a trial is")
      if run.number != opened.number, FolderLock.isTaken(path) {
        throw TrainingError.inputOutput("\(path): another luke-train is writing this run")
      }
    }
    for run in runs {
      let path = path(of: run)
      try run.number == opened.number
        ? RunFiles.removeRun(in: path) : RunFiles.removeWhole(path)
    }
    try RunFiles.remove([SweepFileName.table, SweepFileName.bestRecipe], in: path)
  }

  /// Writes how far the sweep is.
  func save(_ state: SweepState, best: Int?) throws {
    try AtomicFile.write(state.text(best: best).utf8, to: statePath)
  }

  /// Writes the trials as a table, and the recipe of the best one.
  func write(_ report: SweepReport, recipe: Recipe?) throws {
    try AtomicFile.write(report.tabbedTable.utf8, to: path + "/" + SweepFileName.table)
    if let recipe { try AtomicFile.write(recipe.resolvedText.utf8, to: report.recipePath) }
  }

  /// Does the work of the sweep; a folder that was made for it and stays empty is removed.
  func whileInPlace<Result>(_ work: () throws -> Result) throws -> Result {
    do {
      return try lock.whileInPlace(
        isGone: "the folder was removed or moved while the sweep was writing to it", work)
    } catch {
      if isMade, (try? RunFiles.list(path)) == [FolderLock.fileName] {
        try? RunFiles.remove([FolderLock.fileName], in: path)
        rmdir(path)
      }
      throw error
    }
  }
}
