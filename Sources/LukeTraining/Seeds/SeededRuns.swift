import LukeCheckpoints
import LukeJSON
import LukeSystem
import LukeTasks

/// A run of several seeds: one ordinary run after the other, each in a folder within the run folder.
///
/// `seeds.json` keeps the scores of each that has come to its end, and `model.h5` is the model of the best.
/// Which runs are over is known by their own folders: to resume is to resume each.
final class SeededRuns {
  private let recipe: Recipe
  private let folder: RunFolder
  private let observer: any RunObserver
  /// Tells what is the same for all seeds once.
  private let once: NotesOnce
  private let sameData: SameData
  private var report: SeedReport
  /// The seed whose model is in its place already.
  private let bestBefore: Int?
  private var hasBegun = false
  /// How long the runs took that this process has trained from their first step.
  private var durations: [Duration] = []

  private var seeds: [Int] { recipe.training.seeds }
  private var reportPath: String { folder.path + "/" + RunFileName.seeds }

  /// - Throws: `TrainingError.badData` where the scores of a run that is resumed cannot be read.
  init(_ recipe: Recipe, in folder: RunFolder, _ observer: any RunObserver) throws {
    (self.recipe, self.folder) = (recipe, folder)
    (self.observer, once) = (observer, NotesOnce(observer))
    report = try SeedReport(of: recipe, in: folder)
    bestBefore = report.best
    sameData = SameData(
      report.data, advice: "put the old content back, or begin again with --fresh")
  }

  /// Trains with each seed, and keeps the best model.
  /// - Throws: an `Interruption` that says how to go on: what is over is kept.
  func train() throws {
    do {
      try folder.whileInPlace {
        try (folder.notes + seedNotes).forEach(observer.note)
        for (index, seed) in seeds.enumerated() { try train(seed, at: index) }
        try conclude()
      }
    } catch let error as Interruption {
      throw Interruption(signal: error.signal, canResume: true)
    }
  }

  private var seedNotes: [String] {
    recipe.training.seed == TrainingSettings().seed
      ? [] : ["training.seed \(recipe.training.seed) is not used, as training.seeds names seeds"]
  }

  private func train(_ seed: Int, at index: Int) throws {
    if index > 0 { try look() }
    let name = RunFileName.folder(ofSeed: seed)
    let path = folder.path + "/" + name
    try OwnFolder.check(path, isFolder: true, "where the run of a seed is")
    let recipe = recipe.ofSeed(seed, in: folder.path)
    let run = try RunFolder.open(path, for: recipe, start: folder.start)
    if !hasBegun { run.willBegin = { [self] in try begin(opened: name) } }
    let known = report[seed]
    run.scoresAgain = known == nil
    if known == nil, run.hasResultAlone { throw unknownScores(of: run) }
    try observer.note(
      "run \(index + 1) of \(seeds.count): seed \(seed), in \(path)\(left(from: index))")
    let scores = RunScores()
    let start = ContinuousClock.now
    do {
      try Run.train(
        recipe, in: run, observers: [scores, sameData, PartOfRuns(run, observer, once)],
        features: folder.path)
    } catch {
      run.removeIfUnused()
      throw error
    }
    guard scores.isOver else { return try observer.note("seed \(seed): is finished already") }
    try sameData.look(at: run)
    if !run.isResumed { durations.append(ContinuousClock.now - start) }
    report[seed] = SeedReport.Record(
      seed: seed, lastLoss: run.lastLoss, validation: scores.validation, test: scores.test)
    try save()
  }

  /// Ends here after a signal; one that comes while nothing is trained ends the process soon.
  private func look() throws {
    InterruptFlag.current.heed(
      atStake: nil, within: .seconds(2), advice: "continue with --resume")
    try InterruptFlag.current.check(canResume: true)
  }

  /// Changes the run folder once the first run is about to change its own.
  private func begin(opened name: String?) throws {
    if hasBegun { return }
    hasBegun = true
    folder.openedRuns = Set([name].compactMap(\.self))
    try folder.begin()
    report.best = nil
    try save()
  }

  private func save() throws {
    report.data = sameData.checksums
    try AtomicFile.write(report.text.utf8, to: reportPath)
  }

  /// How long the rest takes, as long as the runs before.
  private func left(from index: Int) -> String {
    guard !durations.isEmpty else { return "" }
    let seconds = durations.reduce(.zero, +) / Duration.seconds(durations.count)
    return "; about \(NumberText.duration(seconds * Double(seeds.count - index))) left"
  }

  private func unknownScores(of run: RunFolder) -> TrainingError {
    .usage(
      "\(run.path): is finished and has no checkpoint any more, and \(reportPath) has no scores of it; put "
        + "a checkpoint or that file back, or begin again with --fresh")
  }

  // MARK: The end

  /// Keeps the best model as that of the run, and tells what the seeds come to.
  private func conclude() throws {
    guard let choice = report.choice else { return }
    let isThere =
      bestBefore == choice.record.seed && (try? ModelFile.verify(folder.finalModelPath)) != nil
    try begin(opened: nil)
    if !isThere {
      let path =
        folder.path + "/" + RunFileName.folder(ofSeed: choice.record.seed) + "/"
        + RunFileName.finalModel
      try ModelFile.write(
        ModelFile.read(path), to: folder.finalModelPath,
        compression: recipe.training.compression)
    }
    report.best = choice.record.seed
    try save()
    try observer.observe(.summary(report.table(modelPath: folder.finalModelPath)))
    try observer.observe(.finished(modelPath: folder.finalModelPath))
  }
}

extension SeedReport {
  /// What a run folder knows of the seeds of a recipe.
  fileprivate init(of recipe: Recipe, in folder: RunFolder) throws {
    let (seeds, path) = (recipe.training.seeds, folder.path + "/" + RunFileName.seeds)
    guard folder.isResumed, FileStatus(path) != nil else {
      self.init(seeds: seeds)
      return
    }
    let bytes = try FileAccess.read(path, named: path, what: "file")
    guard let json = try? JSONParser.parse(bytes), let report = SeedReport(json, seeds: seeds)
    else {
      throw TrainingError.badData(
        "\(path): is damaged; remove it, and --resume scores the models of the seeds again")
    }
    self = report
  }
}
