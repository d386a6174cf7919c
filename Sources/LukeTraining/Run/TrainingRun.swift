import Foundation
import LukeAutodiff
import LukeLayers
import LukeOptimizers
import LukeSystem
import LukeTasks

/// One training run: the loop over the steps of its stages, with evaluations and checkpoints in
/// between.
final class TrainingRun<Work: TrainingWork> {
  let recipe: Recipe
  let folder: RunFolder
  let observers: any RunObserver
  let work: Work
  let files: RunModelFiles
  var state = RunState()
  private var wordCount = 0
  private var lastCheckpointTime = ContinuousClock.now
  /// What the newest checkpoint holds.
  private var savedState: RunState?
  /// Whether the run that is resumed has come to its end before, final scores included.
  private var isFinished = false
  /// Whether it was told that gradients have vanished.
  var hasToldVanishing = false
  /// The scores of the newest evaluation, with its step.
  private var lastScores: (step: Int, scores: TaskScores)?

  init(
    _ recipe: Recipe, _ folder: RunFolder, _ observers: any RunObserver, _ work: Work,
    _ starting: StartingModel
  ) {
    (self.recipe, self.folder, self.observers, self.work) = (recipe, folder, observers, work)
    files = RunModelFiles(folder: folder, recipe: recipe, starting: starting, store: work.store)
    state.kernels = Processor.kernels
    state.inputChecksums = work.checksums
    state.fileChecksums = work.fileChecksums
    state.batchOrder = RunState.batchOrderVersion
  }

  /// Trains from wherever the run stands to its end.
  func run() throws {
    MemoryReport.note(saved: folder.checkpointNote)
    var interrupted = folder.isResumed ? try resume() : nil
    if isFinished { return try noteFinished() }
    noteStake()
    try observers.observe(.started(step: state.step, totalSteps: stepCount))
    if state.isEvaluationDue == true { try evaluate() }
    while !state.isStopped, let index = stageIndex(ofStep: state.step) {
      let stage = interrupted ?? makeStage(index)
      interrupted = nil
      if stage.steps.lowerBound == state.step { state.lossWatch = LossWatch() }
      try noteStage(index)
      try train(stage)
      // Else tables would hold on to the moments of this stage while the next one makes its own.
      stage.optimizer.finish()
    }
    try observers.observe(.stepsEnded)
    try conclude()
  }

  private func train(_ stage: RunningStage) throws {
    while state.step < stage.steps.upperBound, !state.isStopped {
      do {
        try takeStep(stage)
        try evaluateIfDue(stage)
        try saveIfDue(stage)
        try InterruptFlag.current.check(canResume: true)
      } catch let interruption as Interruption {
        try observers.observe(.stepsEnded)
        // What a step that was broken off has added up belongs to no state.
        work.store.clearGradients()
        if state != savedState { try save(stage) }
        throw Interruption(signal: interruption.signal, canResume: true)
      }
    }
  }

  /// Says what a signal would lose that is followed by another.
  private func noteStake() {
    let step = state.step
    InterruptFlag.current.heed(
      atStake: step == 0 ? "all steps so far" : "the steps after step \(step)")
  }

  // MARK: Stages

  /// The steps of all stages.
  var stepCount: Int { work.stages.reduce(0) { $0 + $1.stepCount } }

  /// The steps of each stage in the whole run.
  private var stageSteps: [Range<Int>] {
    var first = 0
    return work.stages.map { stage in
      defer { first += stage.stepCount }
      return first..<first + stage.stepCount
    }
  }

  /// The stage that takes the step of a number; nil after the last one.
  private func stageIndex(ofStep step: Int) -> Int? {
    stageSteps.firstIndex { $0.contains(step) }
  }

  private func makeStage(_ index: Int) -> RunningStage {
    RunningStage(
      work.stages[index], index: index, steps: stageSteps[index], store: work.store)
  }

  // MARK: Steps

  private func takeStep(_ stage: RunningStage) throws {
    let step = stage.step(state.step)
    work.store.clearGradients()
    let losses = try work.addGradients(of: step)
    let decision = try stage.gradientHook.decide(on: work.store, loss: losses.total)
    switch decision {
    case .update(let scale): stage.update(at: step, gradientScale: scale)
    case .vanished(let norm):
      try noteVanished(step, norm, losses)
      stage.update(at: step, gradientScale: 1)
    case .skip: try skip(step, NonFiniteStep(losses, work.store))
    }
    state.step += 1
    wordCount += losses.wordCount
    try log(decision == .skip ? nil : losses, stage.rate(at: step))
  }

  /// Steps between two lines of the run log.
  private static var logInterval: Int { 10 }

  /// Takes the losses of a step, nil for one that was left out.
  private func log(_ losses: StepLosses?, _ rate: Double) throws {
    if let losses {
      state.add(losses)
      try watch(losses)
    }
    let isLogged = state.step % Self.logInterval == 0 || isLastStep
    try observers.observe(
      .step(
        RunStep(
          step: state.step, totalSteps: stepCount, loss: state.meanLoss,
          parts: state.meanLossParts, learningRate: rate, words: wordCount,
          skippedSteps: state.skippedSteps, isLogged: isLogged)))
    if isLogged { state.forgetLosses() }
  }

  // MARK: Evaluation

  private func evaluateIfDue(_ stage: RunningStage) throws {
    guard work.hasExamples(of: .validation),
      isDue(stage.settings.evaluateEvery, in: stage) || isLastStep
    else { return }
    try evaluate()
  }

  /// Scores the validation data; a checkpoint of a run that is interrupted meanwhile knows that it is
  /// still to be done.
  private func evaluate() throws {
    state.isEvaluationDue = true
    let scores = try explainingLackOfNumbers(of: .validation) { try score(.validation) }
    state.isEvaluationDue = nil
    lastScores = (state.step, scores)
    try send(scores, of: .validation)
    try judge(scores)
  }

  private var isLastStep: Bool { state.step == stepCount }

  /// Keeps the best model, of equally good ones the newest, and ends the run when it gets no better.
  private func judge(_ scores: TaskScores) throws {
    let score = scores.rank
    let least = recipe.training.earlyStopping?.minimumImprovement ?? 0
    let isBetter = state.bestScore.map { score > $0 + least } ?? true
    if isBetter || score == state.bestScore {
      state.bestScore = score
      state.bestStep = state.step
      if recipe.training.keepBest {
        try observers.during(.saving) { try files.writeModel(to: folder.bestModelPath) }
      }
    }
    state.evaluationsWithoutImprovement = isBetter ? 0 : state.evaluationsWithoutImprovement + 1
    if isBetter { return }
    if let stopping = recipe.training.earlyStopping,
      state.evaluationsWithoutImprovement >= stopping.patience
    {
      state.isStopped = true
      try note(
        "step \(state.step): no better for \(state.evaluationsWithoutImprovement) evaluations; "
          + "training ends")
    }
  }

  private func score(_ split: EvaluationSplit) throws -> TaskScores {
    let activity = RunActivity.scoring(split)
    return try observers.during(activity) {
      try work.score(split) { [observers] done, total in
        try InterruptFlag.current.check(canResume: true)
        try observers.observe(.advanced(activity, RunProgress(done, of: total, .examples)))
      }
    }
  }

  private func send(_ scores: TaskScores, of split: EvaluationSplit) throws {
    try observers.observe(
      .evaluation(
        RunEvaluation(
          step: state.step, split: split, scores: scores,
          fileChecksums: split == .test ? work.testChecksums : [])))
  }

  func note(_ text: String) throws { try observers.note(text) }
  func warn(_ text: String) throws { try observers.warn(text) }

  // MARK: Checkpoints

  private func isDue(_ interval: Interval?, in stage: RunningStage) -> Bool {
    switch interval {
    case .epochs(let count):
      work.isEnd(ofEvery: count, after: state.step - stage.steps.lowerBound, of: stage.index)
    case .steps(let count): state.step % count == 0
    case .minutes(let count):
      ContinuousClock.now - lastCheckpointTime >= .seconds(count * 60)
    case nil: false
    }
  }

  /// The step after which there is a checkpoint for certain: the first that is due by steps or epochs,
  /// or the end of the first stage.
  private var firstCheckpoint: Int {
    for (index, stage) in work.stages.enumerated() where stage.stepCount > 0 {
      let due = (1...stage.stepCount).first { step in
        switch stage.settings.checkpointEvery {
        case .epochs(let count): work.isEnd(ofEvery: count, after: step, of: index)
        case .steps(let count): (stageSteps[index].lowerBound + step) % count == 0
        case .minutes, nil: false
        }
      }
      return stageSteps[index].lowerBound + (due ?? stage.stepCount)
    }
    return stepCount
  }

  private func saveIfDue(_ stage: RunningStage) throws {
    if isDue(stage.settings.checkpointEvery, in: stage) || state.step == stage.steps.upperBound
      || state.isStopped
    {
      try observers.during(.saving) { try save(stage) }
    }
  }

  private func save(_ stage: RunningStage) throws {
    try folder.synchronizeMetrics()
    try files.writeCheckpoint(state, stage.optimizer)
    MemoryReport.note(saved: folder.checkpointNote)
    try removeOldCheckpoints()
    lastCheckpointTime = .now
    savedState = state
    noteStake()
    try observers.observe(
      .checkpoint(step: state.step, path: folder.checkpointPath(step: state.step)))
  }

  func removeOldCheckpoints() throws {
    try folder.removeCheckpoints(
      keepingLast: max(1, recipe.training.keepLast), upTo: state.step)
  }

  /// Restores the newest checkpoint; returns the stage that it is in the middle of.
  private func resume() throws -> RunningStage? {
    var stage: RunningStage?
    let restored = try files.readNewestCheckpoint(report: warn) { [state] found in
      // Other data may ask for other weights, which would be the fault that is named.
      try found.checkInputs(against: state.inputChecksums, of: recipe)
    } optimizer: { state in
      // Between two stages there is no optimizer: the next one begins with a fresh state.
      guard let index = stageIndex(ofStep: state.step), stageSteps[index].lowerBound < state.step
      else { return nil }
      stage = makeStage(index)
      return stage?.optimizer
    }
    guard var restored else {
      try RunRemains.checkNothingIsLost(folder.path, firstCheckpoint: firstCheckpoint)
      try note("\(folder.path): no checkpoint yet; starting at step 0")
      try folder.truncateMetrics(toStep: -1)
      return nil
    }
    if restored.batchOrder != RunState.batchOrderVersion, work.repeatsBatches {
      throw TrainingError.usage(
        "\(folder.path): an earlier version of luke-train began this run, which would have read the "
          + "examples of later epochs in other batches (training.batch_tokens); finish it with that "
          + "version, or begin again with --fresh")
    }
    if recipe.training.keepBest, let step = restored.bestStep {
      let hasEnded = restored.isStopped || restored.step == stepCount
      if try !files.restoreBestModel(ofStep: step, hasEnded: hasEnded, report: warn) {
        restored.forgetBest()
      }
    }
    if let step = files.stepOfCheckpoint(folder.finalModelPath) {
      try warn(
        "\(folder.finalModelPath): is the checkpoint of step \(step), and no final model; the final one "
          + "is written in its place")
    }
    isFinished = isFinished(restored)
    if isFinished {
      state = restored
      return nil
    }
    if let change = restored.note(onKernels: Processor.kernels) { try warn(change) }
    state = restored
    state.kernels = Processor.kernels
    state.batchOrder = RunState.batchOrderVersion
    state.fileChecksums = work.fileChecksums
    savedState = state
    try folder.truncateMetrics(
      toStep: state.step, withScoresOfLastStep: state.isEvaluationDue != true)
    try note("resuming after step \(state.step) of \(stepCount)")
    return stage
  }

  /// Writes the final model and scores it on the test files.
  private func conclude() throws {
    InterruptFlag.current.heed(atStake: "the scores of the final model")
    if let count = state.skippedSteps { try warn(skippedNote(count)) }
    var finalStep = state.step
    if recipe.training.keepBest, let step = state.bestStep, step != state.step {
      try files.readModel(from: folder.bestModelPath)
      finalStep = step
      try note("the final model is that of step \(step), the best on the validation data")
    }
    try files.writeModel(to: folder.finalModelPath)
    // What a run that was broken off after its last checkpoint has left.
    try removeOldCheckpoints()
    if work.hasExamples(of: .validation) {
      let known = lastScores.flatMap { $0.step == finalStep ? $0.scores : nil }
      let scores = try explainingLackOfNumbers(of: .validation) { try known ?? score(.validation) }
      try observers.observe(.finalScores(.validation, scores))
    }
    if work.hasExamples(of: .test) {
      let scores = try explainingLackOfNumbers(of: .test) { try score(.test) }
      try send(scores, of: .test)
      try observers.observe(.finalScores(.test, scores))
    }
    try observers.observe(.finished(modelPath: folder.finalModelPath))
  }
}

extension TrainingRun {
  /// One line on the size of the run.
  var summary: String {
    let trained = work.stages.count == 1 ? ", " + trainedNote(work.stages[0]) : ""
    return "\(work.store.valueCount) parameters\(trained); \(work.sizeNote), "
      + "\(counted(stepCount, "step")), " + counted(WorkerPool.shared.threadCount, "thread")
  }

  private func trainedNote(_ stage: TrainingStage) -> String {
    let trained = work.store.parameters.filter(stage.isTrained).reduce(0) { $0 + $1.count }
    return "\(trained) of them trained"
  }

  private func noteStage(_ index: Int) throws {
    guard work.stages.count > 1 else { return }
    let stage = work.stages[index]
    try note(
      "stage \(index + 1) of \(work.stages.count): \(counted(stage.stepCount, "step")), "
        + "\(work.store.valueCount) parameters, \(trainedNote(stage))")
  }
}
