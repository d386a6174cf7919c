import LukeAutodiff
import LukeLayers
import LukeOptimizers
import LukeSystem
import LukeTasks

/// Finds out what a run will cost before it begins.
///
/// It reads the data, makes the model, and takes a few steps on them, the largest batch among them. Nothing is
/// written.
public struct RunPlan: Sendable {
  private let tried: TriedRecipe

  /// A plan for the recipe in a file.
  /// - Throws: one `TrainingError` with every fault of the recipe; `.usage` for pretraining whose data are not
  ///   prepared.
  public init(recipeFile: String, overrides: [RecipeOverride] = []) throws {
    tried = try TriedRecipe(file: recipeFile, overrides: overrides)
  }

  /// Takes the steps, and tells how far it is.
  /// - Throws: any `UserError` of a run; what an observer throws.
  public func run(observer: any RunObserver = RunObservers()) throws -> PlanReport {
    let beginning = ContinuousClock.now
    let context = try tried.context(observer)
    return try run(context.recipe.taskOfModel, context, since: beginning)
  }

  private func run<Choice: AnyTaskChoice>(
    _ choice: Choice, _ context: RunContext, since beginning: ContinuousClock.Instant
  ) throws -> PlanReport {
    let (recipe, work, starting) = try Run.makeWork(of: choice, context)
    try starting.notes(on: work.store).forEach(context.observer.note)
    var report = PlanReport(recipe, work)
    report.readingSeconds = (ContinuousClock.now - beginning) / .seconds(1)
    MemoryReport.note(work: .training)
    let (start, used) = (ContinuousClock.now, Processor.seconds)
    try context.observer.during(.timingSteps) {
      for index in work.stages.indices {
        report.stages.append(try time(work, stage: index, context.observer))
      }
      for split in [EvaluationSplit.validation, .test] where work.hasExamples(of: split) {
        report.scoringSeconds[split] = try timeScoring(work, split)
      }
    }
    report.peakBytes = Processor.peakResidentBytes
    report.processorShare =
      (Processor.seconds - used)
      / ((ContinuousClock.now - start) / .seconds(1) * Double(WorkerPool.shared.threadCount))
    return report
  }

  // MARK: Steps

  /// Steps before those that are timed, the fewest and the most that are, and the seconds after which the fewest
  /// are enough.
  private static let (warmUp, fewest, most, enough) = (2, 6, 40, 10.0)

  private func time<Work: TrainingWork>(
    _ work: Work, stage index: Int, _ observer: any RunObserver
  ) throws -> PlanReport.Stage {
    let stage = work.stages[index]
    let first = work.stages[..<index].reduce(0) { $0 + $1.stepCount }
    let running = RunningStage(
      stage, index: index, steps: first..<first + stage.stepCount, plan: StagePlan(stage),
      store: work.store)
    defer { running.optimizer.finish() }
    let words = work.wordCounts(ofStage: index)
    let largest = words?.indices.max { (words?[$0] ?? 0) < (words?[$1] ?? 0) }
    let spread = words?.count ?? stage.stepCount
    let planned = (0..<Self.most).map { $0 * spread / Self.most }
    let order = [largest ?? 0] + (0..<Self.warmUp) + planned
    var (times, seconds) = (StepTimes(), 0.0)
    for (number, step) in order.enumerated() where step < stage.stepCount {
      let start = ContinuousClock.now
      let count = try takeStep(running, work, first + step)
      let duration = (ContinuousClock.now - start) / .seconds(1)
      try observer.observe(
        .advanced(.timingSteps, RunProgress(number + 1, of: order.count, .steps)))
      if number <= Self.warmUp { continue }
      times.add(words: words?[step] ?? count, seconds: duration)
      seconds += duration
      if seconds >= Self.enough, times.count >= (duration > Self.enough / 4 ? 2 : Self.fewest) {
        break
      }
    }
    let mean = words.map { Double($0.reduce(0, +)) / Double(max(1, $0.count)) }
    return PlanReport.Stage(
      stepCount: stage.stepCount, stepsPerEpoch: work.stepsPerEpoch, settings: stage.settings,
      trainedCount: work.store.parameters.filter(stage.isTrained).reduce(0) { $0 + $1.count },
      secondsPerStep: times.seconds(ofWords: mean ?? 0), wordsPerStep: mean)
  }

  private func takeStep<Work: TrainingWork>(
    _ stage: RunningStage, _ work: Work, _ number: Int
  ) throws -> Int {
    try InterruptFlag.current.check()
    work.store.clearGradients()
    let step = stage.step(number)
    let losses = try work.addGradients(of: step)
    switch try stage.gradientHook.decide(on: work.store, loss: losses.total) {
    case .update(let scale, _): stage.update(at: step, gradientScale: scale)
    case .vanished: stage.update(at: step, gradientScale: 1)
    case .skip: break
    }
    return losses.wordCount
  }

  // MARK: Scoring

  private struct Enough: Error {}

  /// The seconds of scoring a split whole, from those of a part where it takes long.
  private func timeScoring(_ work: some TrainingWork, _ split: EvaluationSplit) throws -> Double {
    if let (share, seconds) = try work.timeScoring(split) { return seconds / share }
    let start = ContinuousClock.now
    var share = 1.0
    do {
      _ = try work.score(split) { done, total in
        try InterruptFlag.current.check()
        guard (ContinuousClock.now - start) / .seconds(1) > Self.enough / 2, done < total else {
          return
        }
        share = Double(done) / Double(total)
        throw Enough()
      }
    } catch is Enough {}
    return (ContinuousClock.now - start) / .seconds(1) / share
  }
}
