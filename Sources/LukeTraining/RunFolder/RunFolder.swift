import Foundation
import LukeSystem
import LukeTasks

/// The folder of one run: `recipe.json`, `metrics.jsonl`, `run.log`, `timings.jsonl`, `step-*.h5`, `best.h5`,
/// `model.h5`.
///
/// While it is open, a lock keeps other processes out; the system releases the lock when the
/// process ends, however it ends.
public final class RunFolder {
  /// The path of the folder.
  public let path: String
  /// Whether the folder held a run that this one continues.
  public let isResumed: Bool
  /// Whether the run that it continues has its final model, and no checkpoint any more.
  let hasResultAlone: Bool
  /// What the user should know of what was found there, one sentence each.
  public let notes: [String]
  /// Where the recipe asks for another length than the run that it continues has had, one key each.
  let lengthChanges: [String]
  /// Whether it was made when it was opened.
  private let isMade: Bool
  private let lock: FolderLock
  /// What is trained, with all that was chosen as soon as it is.
  var recipe: Recipe
  /// What becomes of a run that is there; `.fresh` also where such a start was broken off.
  let start: RunStart
  /// Done before anything in the folder changes, for whoever begins with this run.
  var willBegin: () throws -> Void = {}
  /// The names of folders within it whose runs are open already: those of seeds.
  var openedRuns: Set<String> = []
  /// Whether a run that has come to its end scores its final model again, for nobody noted how.
  var scoresAgain = false

  private init(
    path: String, isResumed: Bool, hasResultAlone: Bool, isMade: Bool, found: RunRecipes.Result,
    lock: FolderLock, recipe: Recipe, start: RunStart
  ) {
    self.path = path
    self.isResumed = isResumed
    self.hasResultAlone = hasResultAlone
    self.isMade = isMade
    (notes, lengthChanges) = (found.notes, found.lengthChanges)
    self.lock = lock
    self.recipe = recipe
    self.start = start
  }

  /// The resolved recipe.
  public var recipePath: String { path + "/" + RunFileName.recipe }
  /// The run log, one JSON object a line.
  public var metricsPath: String { path + "/" + RunFileName.metrics }
  /// What was said while the run went on, a line each, with the time of day.
  public var diaryPath: String { path + "/" + RunFileName.diary }
  /// How long steps and scoring took, one JSON object a line.
  public var timingsPath: String { path + "/" + RunFileName.timings }
  /// A page on the run.
  public var reportPath: String { path + "/" + RunFileName.report }
  /// The final model's answers to the data of a split, beside what is annotated, one JSON object a line.
  public func answersPath(of split: EvaluationSplit) -> String {
    path + "/" + RunFileName.answers(to: split)
  }
  /// The best model by validation score.
  public var bestModelPath: String { path + "/" + RunFileName.bestModel }
  /// The final model, for inference.
  public var finalModelPath: String { path + "/" + RunFileName.finalModel }

  /// The batch of a step whose loss or gradients are no numbers, as `trace` reads it.
  public func nonFiniteBatchPath(step: Int) -> String {
    path + "/" + RunFileName.nonFiniteBatch(step: step)
  }
  /// The model that such a step was to change.
  public func nonFiniteModelPath(step: Int) -> String {
    path + "/" + RunFileName.nonFiniteModel(step: step)
  }

  /// Opens the folder at `path` for a run, making it if need be; nothing in it is changed before
  /// `begin()`, so that a start that fails loses nothing.
  /// - Parameters:
  ///   - path: the run folder.
  ///   - recipe: what is to be trained.
  ///   - recipeFile: the file that the recipe was read from, if any.
  ///   - start: what to do with a run that is already there.
  /// - Throws: `TrainingError.usage` when the folder holds a run and `start` is `.new`, when a
  ///   resumed run's recipe differs, is unknown or leaves out seeds that are trained, when a model in it is of another
  ///   run, or when the folder has a recipe that is of no run; `.inputOutput` when another process writes the run, or
  ///   something else has the place of one of its files.
  public static func open(
    _ path: String, for recipe: Recipe, from recipeFile: String? = nil, start: RunStart
  ) throws -> RunFolder {
    let isMade = !FileAccess.isFolder(path)
    // Before anything is put there: a folder of others stays as it is.
    if !isMade { try RunFiles.checkRecipe(in: path, recipe, from: recipeFile) }
    try FileAccess.makeFolder(path)
    let lock = try FolderLock(path, taken: "another luke-train is writing this run")
    try RunFiles.checkPlaces(in: path)
    try RunFiles.checkRecipe(in: path, recipe, from: recipeFile)
    let files = try RunFiles.list(path)
    // A removal that was broken off is brought to its end before anything else.
    let isBeingRemoved = files.contains(RunFileName.removalMark)
    let start: RunStart =
      isBeingRemoved && (start == .resume || !RunFiles.holdRun(files)) ? .fresh : start
    let (isResumed, known) = try check(path, files, for: recipe, start: start)
    var found = known
    if isBeingRemoved { found.notes.append(removalNote(path)) }
    let hasResultAlone =
      isResumed && recipe.training.seeds.isEmpty ? try RunRemains.isFinished(path, files) : false
    let folder = RunFolder(
      path: path, isResumed: isResumed, hasResultAlone: hasResultAlone, isMade: isMade,
      found: found, lock: lock, recipe: recipe, start: start)
    // What cannot be written is better known before than after the work.
    try AtomicFile.checkRoom(forFile: folder.finalModelPath)
    return folder
  }

  private static func removalNote(_ path: String) -> String {
    "\(path): --fresh was broken off while it removed the run that was there; the rest of it is removed, "
      + "and the run begins anew"
  }

  /// Does the work of the run, with an error that says so where the folder is gone meanwhile.
  func whileInPlace<Result>(_ work: () throws -> Result) throws -> Result {
    try lock.whileInPlace(
      isGone: "the run folder was removed or moved while the run was writing to it", work)
  }

  /// Removes the folder again after a start that failed, if it was made for it and nothing was put there.
  func removeIfUnused() {
    guard isMade, (try? RunFiles.list(path)) == [FolderLock.fileName] else { return }
    try? RunFiles.remove([FolderLock.fileName], in: path)
    rmdir(path)
  }

  /// Brings the folder into the state that the start asks for and puts the resolved recipe there.
  public func begin() throws {
    try willBegin()
    if start == .fresh {
      try RunFiles.removeRun(in: path, opened: openedRuns)
    }
    AtomicFile.removeAbandonedPartials(in: path)
    try AtomicFile.write(recipe.resolvedText.utf8, to: recipePath)
  }

  /// Whether the folder can be used as `start` asks; returns whether a run is resumed, and what is known of its
  /// recipe.
  private static func check(
    _ path: String, _ files: [String], for recipe: Recipe, start: RunStart
  ) throws -> (isResumed: Bool, found: RunRecipes.Result) {
    let holdsRun = RunFiles.holdRun(files)
    switch start {
    case .new where holdsRun:
      throw TrainingError.usage(
        "\(path.shownOnOneLine) already holds a run; continue it with --resume, or remove its files and begin again with --fresh"
      )
    case .fresh:
      let ours = Set(
        (files.filter(RunFiles.isRunFile).map { path + "/" + $0 }
          + (try RunFiles.filesOfSeeds(in: path))).compactMap { FileStatus($0)?.identity })
      if let input = recipe.inputs.map(\.path).first(where: { input in
        FileStatus(input).map { ours.contains($0.identity) } ?? false
      }) {
        throw TrainingError.usage(
          "\(input) is a file of the run that --fresh would remove; copy it elsewhere first")
      }
    case .resume where holdsRun:
      try RunFiles.checkKind(files, in: path, of: recipe)
      try RunFiles.checkSeeds(files, in: path, of: recipe)
      return (true, try RunRecipes.check(recipe, in: path, files))
    case .new, .resume: break
    }
    return (false, .init())
  }
}
