import Foundation
import LukeAutodiff
import LukeData
import LukeLayers
import LukeModel
import LukeOptimizers
import LukeTasks

/// One fine-tuning run: the loop over steps, with evaluations and checkpoints in between.
final class FineTuning<Task: FineTuningTask> {
  let recipe: Recipe
  let folder: RunFolder
  let reporter: ProgressReporter
  let data: FineTuningData<Task>
  let store: ParameterStore
  let model: Task.Model
  let optimizer: AdamW
  let files: RunModelFiles
  let order: BatchOrder
  let schedule: LearningRateSchedule
  var state = RunState()
  var wordCount = 0
  private var lastCheckpointTime = ContinuousClock.now
  /// The scores of the newest evaluation, with its step.
  private var lastScores: (step: Int, scores: TaskScores)?

  init(
    _ recipe: Recipe, _ folder: RunFolder, _ reporter: ProgressReporter,
    _ data: FineTuningData<Task>, _ starting: StartingModel
  ) throws {
    let training = recipe.training
    (self.recipe, self.folder, self.reporter, self.data) = (recipe, folder, reporter, data)
    store = ParameterStore()
    model = data.task.makeModel(starting.configuration, in: store)
    store.allocate()
    try starting.fill(store, seed: UInt64(training.seed))
    store.allocateGradients()
    try Self.freeze(store, training.frozen)
    for (index, rate) in training.learningRates.enumerated() {
      try Self.requireMatch(
        rate.pattern, in: store, of: "training.learning_rates[\(index)].pattern")
    }
    order = BatchOrder(
      tokenCounts: data.train.map(data.task.tokenCount),
      batchSize: training.examplesPerBatch, accumulationCount: training.gradientAccumulationSteps,
      seed: UInt64(training.seed))
    let stepCount =
      switch training.length {
      case .epochs(let count): order.stepCount(ofEpochs: count)
      case .steps(let count): count
      case .minutes: order.stepCount(ofEpochs: 1)
      }
    schedule = LearningRateSchedule(
      training.schedule.shape, warmupStepCount: training.warmupStepCount(totalSteps: stepCount),
      stepCount: stepCount)
    optimizer = AdamW(
      store, settings: training.optimizerSettings, rateFactor: training.rateFactor)
    files = RunModelFiles(folder: folder, recipe: recipe, starting: starting, store: store)
    state.kernels = Processor.kernels
    state.inputChecksums = data.checksums.merging(try starting.checksums()) { first, _ in first }
  }

  /// Trains from wherever the run stands to its end.
  func run() throws {
    if folder.isResumed { try resume() }
    reporter.start(firstStep: state.step)
    while state.step < schedule.stepCount, !state.isStopped {
      try takeStep()
      try evaluateIfDue()
      try saveIfDue()
      if InterruptFlag.shared.isRaised {
        reporter.finish()
        try save()
        try InterruptFlag.shared.check(canResume: true)
      }
    }
    reporter.finish()
    try conclude()
  }

  // MARK: Steps

  private func takeStep() throws {
    let batches = order.batches(ofStep: state.step).map { $0.map { data.train[$0] } }
    let targets = batches.map(data.task.targets)
    let labelled = targets.reduce(0) { $0 + $1.count { $0 >= 0 } }
    store.clearGradients()
    var loss: Double = 0
    for (index, batch) in batches.enumerated() {
      let pass = UInt64(state.step * order.accumulationCount + index)
      let tape = Tape(
        .training(seed: UInt64(recipe.training.seed), step: pass),
        precision: recipe.training.precision,
        savesMemory: recipe.training.gradientCheckpointing)
      // One normalizer for all batches of the step: accumulation equals the big batch.
      let part = tape.crossEntropy(
        data.task.logits(batch, model, on: tape), labels: targets[index],
        normalizer: Float(max(1, labelled)))
      loss += Double(part.values[0])
      tape.backward(from: part)
      wordCount += batch.reduce(0) { $0 + data.task.size(of: $1).words }
    }
    guard loss.isFinite else { throw notFinite(loss) }
    let maximumNorm = recipe.training.clippingNorm
    let scale =
      maximumNorm == nil
      ? 1 : GradientClipping.scale(norm: optimizer.gradientNorm(), maximumNorm: maximumNorm)
    let rate = recipe.training.learningRate * Double(schedule.factor(at: state.step))
    optimizer.step(learningRate: Float(rate), gradientScale: scale)
    state.step += 1
    try log(loss, rate)
  }

  private func notFinite(_ loss: Double) -> TrainingError {
    .badData(
      "the loss became \(loss.isNaN ? "nan" : "infinite") at step \(state.step + 1); lower training.learning_rate or set "
        + "training.max_gradient_norm")
  }

  /// Steps between two lines of the run log.
  private static var logInterval: Int { 10 }

  private func log(_ loss: Double, _ rate: Double) throws {
    state.lossSum += loss
    state.lossCount += 1
    reporter.update(
      ProgressState(
        step: state.step, totalSteps: schedule.stepCount,
        loss: state.lossSum / Double(state.lossCount), learningRate: rate, words: wordCount))
    guard state.step % Self.logInterval == 0 || state.step == schedule.stepCount else { return }
    try folder.appendMetrics(
      MetricsLine.step(state, loss: state.lossSum / Double(state.lossCount), learningRate: rate))
    (state.lossSum, state.lossCount) = (0, 0)
  }

  // MARK: Evaluation

  private func evaluateIfDue() throws {
    guard !data.validation.isEmpty, isDue(recipe.training.evaluateEvery) || isLastStep else {
      return
    }
    try reporter.pause {
      let scores = try score(data.validation, name: "validation")
      lastScores = (state.step, scores)
      try note(scores, of: "validation")
      try judge(scores.deciding.value)
    }
  }

  private var isLastStep: Bool { state.step == schedule.stepCount }

  /// Keeps the best model, of equally good ones the newest, and ends the run when it gets no better.
  private func judge(_ score: Double) throws {
    let least = recipe.training.earlyStopping?.minimumImprovement ?? 0
    let isBetter = state.bestScore.map { score > $0 + least } ?? true
    if isBetter || score == state.bestScore {
      state.bestScore = score
      state.bestStep = state.step
      if recipe.training.keepBest { try files.writeModel(to: folder.bestModelPath) }
    }
    state.evaluationsWithoutImprovement = isBetter ? 0 : state.evaluationsWithoutImprovement + 1
    if isBetter { return }
    if let stopping = recipe.training.earlyStopping,
      state.evaluationsWithoutImprovement >= stopping.patience
    {
      state.isStopped = true
      reporter.note(
        "step \(state.step): no better for \(state.evaluationsWithoutImprovement) evaluations; "
          + "training ends")
    }
  }

  func score(_ split: [FineTuningData<Task>.Split], name: String) throws -> TaskScores {
    try data.score(split, model) { [reporter] done, total in
      reporter.show(passing: "scoring \(name) \(done)/\(total)")
    }
  }

  func note(_ scores: TaskScores, of split: String) throws {
    reporter.note(
      "step \(state.step)  \(split) \(scores.deciding.name) "
        + ProgressMeter.fixed(scores.deciding.value * 100, 2))
    try folder.appendMetrics(MetricsLine.scores(state, split: split, scores))
  }

  // MARK: Checkpoints

  private func isDue(_ interval: Interval?) -> Bool {
    switch interval {
    case .epochs(let count): order.isEnd(ofEvery: count, after: state.step)
    case .steps(let count): state.step % count == 0
    case .minutes(let count):
      ContinuousClock.now - lastCheckpointTime >= .seconds(count * 60)
    case nil: false
    }
  }

  private func saveIfDue() throws {
    if isDue(recipe.training.checkpointEvery) || isLastStep || state.isStopped {
      try reporter.pause { try save() }
    }
  }

  private func save() throws {
    try files.writeCheckpoint(state, optimizer)
    try folder.removeCheckpoints(keepingLast: max(1, recipe.training.keepLast))
    lastCheckpointTime = .now
  }

  private func resume() throws {
    guard let restored = try files.readNewestCheckpoint(into: optimizer, report: reporter.warn)
    else {
      reporter.note("\(folder.path): no checkpoint yet; starting at step 0")
      try folder.truncateMetrics(toStep: -1)
      return
    }
    try restored.checkInputs(against: state.inputChecksums, of: recipe)
    if recipe.training.keepBest, let step = restored.bestStep {
      try files.checkBestModel(ofStep: step)
    }
    if let note = restored.note(onKernels: Processor.kernels) { reporter.warn(note) }
    state = restored
    state.kernels = Processor.kernels
    try folder.truncateMetrics(toStep: state.step)
    reporter.note("resuming after step \(state.step) of \(schedule.stepCount)")
  }

  /// Writes the final model and scores it on the test files.
  private func conclude() throws {
    var finalStep = state.step
    if recipe.training.keepBest, let step = state.bestStep, step != state.step {
      try files.readModel(from: folder.bestModelPath)
      finalStep = step
      reporter.note("the final model is that of step \(step), the best on the validation data")
    }
    try files.writeModel(to: folder.finalModelPath)
    if !data.validation.isEmpty {
      let known = lastScores.flatMap { $0.step == finalStep ? $0.scores : nil }
      show(try known ?? score(data.validation, name: "validation"), of: "validation")
    }
    if !data.test.isEmpty {
      let scores = try score(data.test, name: "test")
      try note(scores, of: "test")
      show(scores, of: "test")
    }
    reporter.result("\nmodel: \(folder.finalModelPath)")
  }

  private func show(_ scores: TaskScores, of split: String) {
    reporter.result("\n\(split) scores of the final model\n\(scores.table)")
  }
}

extension FineTuning {
  /// One line on the size of the run.
  var summary: String {
    let trained = store.parameters.filter(\.isTrainable).reduce(0) { $0 + $1.count }
    return "\(store.valueCount) parameters, \(trained) of them trained; "
      + "\(order.exampleCount) examples, \(order.stepCount(ofEpochs: 1)) steps an epoch, "
      + "\(schedule.stepCount) steps, \(counted(WorkerPool.shared.threadCount, "thread"))"
  }

  private static func freeze(_ store: ParameterStore, _ patterns: [String]) throws {
    for pattern in patterns { try requireMatch(pattern, in: store, of: "training.frozen") }
    let parsed = patterns.map(NamePattern.init)
    store.setTrainable { parameter in !parsed.contains { $0.matches(parameter.name) } }
    if !store.parameters.contains(where: \.isTrainable) {
      throw TrainingError.usage("training.frozen: the patterns leave nothing to train")
    }
  }

  private static func requireMatch(_ text: String, in store: ParameterStore, of key: String) throws
  {
    let pattern = NamePattern(text)
    if store.parameters.contains(where: { pattern.matches($0.name) }) { return }
    throw TrainingError.usage(
      "\(key): \"\(text)\" matches no parameter of the model; names look like "
        + "luke.encoder.layer.0.output.dense.weight")
  }
}
