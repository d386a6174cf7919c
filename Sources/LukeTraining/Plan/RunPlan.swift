import LukeAutodiff
import LukeLayers
import LukeOptimizers
import LukeSystem
import LukeTasks

/// Finds out what a run will cost before it begins.
///
/// It reads the data, makes the model, and takes some steps on them, the largest batch among them. Nothing is
/// written but a checkpoint and a model that are timed, into the folder for temporary files, and removed again.
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
        let stage = try time(work, stage: index, context.observer) { running in
          // Nothing is shown of it: even a large model takes seconds.
          if index == 0 { report.writing = try WritingTimes(recipe, work, starting, running) }
          // A run scores beside gradients and moments, which all take memory at once.
          guard index == work.stages.count - 1 else { return }
          for split in [EvaluationSplit.validation, .test] where work.hasExamples(of: split) {
            report.scoringSeconds[split] = try timeScoring(work, split)
          }
        }
        report.stages.append(stage)
      }
    }
    report.peakBytes = Processor.peakResidentBytes
    report.processorShare =
      (Processor.seconds - used)
      / ((ContinuousClock.now - start) / .seconds(1) * Double(WorkerPool.shared.threadCount))
    return report
  }

  // MARK: Steps

  /// Steps before those that are timed.
  private static let warmUp = 2
  /// The most steps that are timed.
  private static let most = 2000

  /// How many steps are to be timed, by what those so far took: five seconds of them, for the speed of a machine
  /// varies from one moment to the next, and 40 steps where ten seconds have room for them.
  private static func wantedCount(after count: Int, seconds: Double) -> Int {
    guard count > 0, seconds > 0 else { return most }
    let each = seconds / Double(count)
    let few = max(each > 2.5 ? 2 : 6, Int(10 / each))
    return min(most, max(Int((5 / each).rounded(.up)), min(40, few)))
  }

  /// Numbers from 0 that are spread evenly however many of them are taken: each lies a golden section further.
  private static func spread(_ count: Int, below limit: Int) -> [Int] {
    (0..<count).map { number in
      let place = Double(number) * 0.618_033_988_749_895
      return Int((place - place.rounded(.down)) * Double(limit))
    }
  }

  /// Times steps from all over the first pass, and calls `whenTimed` with the stage as they leave it.
  ///
  /// Steps whose sizes nobody knows are read while the one before is taken, and drawn from all over by themselves: they
  /// are timed in their order.
  private func time<Work: TrainingWork>(
    _ work: Work, stage index: Int, _ observer: any RunObserver,
    whenTimed: (RunningStage) throws -> Void
  ) throws -> PlanReport.Stage {
    let stage = work.stages[index]
    let running = work.running(index)
    defer { running.optimizer.finish() }
    let words = work.wordCounts(ofStage: index)
    let largest = words?.indices.max { (words?[$0] ?? 0) < (words?[$1] ?? 0) }
    let order: [Int] =
      if let words {
        [largest ?? 0] + (0..<Self.warmUp) + Self.spread(Self.most, below: words.count)
      } else {
        Array(0..<min(stage.stepCount, 1 + Self.warmUp + Self.most))
      }
    var (times, seconds) = (StepTimes(), 0.0)
    for (number, step) in order.enumerated() where step < stage.stepCount {
      let start = ContinuousClock.now
      let count = try running.take(running.steps.lowerBound + step, of: work).wordCount
      let duration = (ContinuousClock.now - start) / .seconds(1)
      if number > Self.warmUp {
        times.add(words: words?[step] ?? count, seconds: duration)
        seconds += duration
      }
      let wanted = Self.wantedCount(after: times.count, seconds: seconds)
      try observer.observe(
        .advanced(.timingSteps, RunProgress(min(times.count, wanted), of: wanted, .steps)))
      if times.count >= wanted { break }
    }
    try whenTimed(running)
    let mean = words.map { Double($0.reduce(0, +)) / Double(max(1, $0.count)) }
    return PlanReport.Stage(
      stepCount: stage.stepCount, stepsPerEpoch: work.stepsPerEpoch, settings: stage.settings,
      trainedCount: work.store.parameters.filter(stage.isTrained).reduce(0) { $0 + $1.count },
      secondsPerStep: mean.map(times.seconds) ?? times.meanSeconds, wordsPerStep: mean)
  }

  // MARK: Scoring

  private struct Enough: Error {}

  /// The seconds of scoring after which the rest is reckoned.
  private static let scoringSeconds = 5.0

  /// The seconds of scoring a split whole, from those of a part where it takes long.
  private func timeScoring(_ work: some TrainingWork, _ split: EvaluationSplit) throws -> Double {
    if let (share, seconds) = try work.timeScoring(split) { return seconds / share }
    let start = ContinuousClock.now
    var share = 1.0
    do {
      _ = try work.score(split) { done, total in
        try InterruptFlag.current.check()
        guard (ContinuousClock.now - start) / .seconds(1) > Self.scoringSeconds, done < total else {
          return
        }
        share = Double(done) / Double(total)
        throw Enough()
      }
    } catch is Enough {}
    return (ContinuousClock.now - start) / .seconds(1) / share
  }
}
