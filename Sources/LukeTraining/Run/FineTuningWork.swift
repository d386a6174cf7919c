import LukeAutodiff
import LukeData
import LukeLayers
import LukeModel
import LukeOptimizers
import LukeTasks

/// Fine-tuning as a run's work: labelled examples, one loss over their classes, one stage.
struct FineTuningWork<Task: FineTuningTask>: TrainingWork {
  let store = ParameterStore()
  let stages: [TrainingStage]
  let checksums: [String: [UInt32]]
  private let model: Task.Model
  private let data: FineTuningData<Task>
  private let order: BatchOrder

  init(_ recipe: Recipe, _ data: FineTuningData<Task>, _ starting: StartingModel) throws {
    let training = recipe.training
    self.data = data
    model = data.task.makeModel(starting.configuration, in: store)
    store.allocate()
    try starting.fill(store, seed: UInt64(training.seed))
    store.allocateGradients()
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
    stages = [
      TrainingStage(
        settings: training, stepCount: stepCount,
        isTrained: try FrozenParameters(training, in: store).isTrained)
    ]
    checksums = data.checksums.merging(try starting.checksums()) { first, _ in first }
  }

  var sizeNote: String {
    "\(order.exampleCount) examples, \(order.stepCount(ofEpochs: 1)) steps an epoch"
  }

  func addGradients(of step: TrainingStep) throws -> StepLosses {
    let batches = order.batches(ofStep: step.index).map { $0.map { data.train[$0] } }
    let targets = batches.map(data.task.targets)
    let labelled = targets.reduce(0) { $0 + $1.count { $0 >= 0 } }
    var losses = StepLosses(total: 0, wordCount: 0)
    for (index, batch) in batches.enumerated() {
      try InterruptFlag.shared.check(canResume: true)
      let pass = UInt64(step.number * order.accumulationCount + index)
      let tape = step.settings.tape(ofPass: pass)
      // One normalizer for all batches of the step: accumulation equals the big batch.
      let part = tape.crossEntropy(
        data.task.logits(batch, model, on: tape), labels: targets[index],
        normalizer: Float(max(1, labelled)))
      losses.total += Double(part.values[0])
      losses.note(Double(part.values[0]), ofPass: index)
      tape.backward(from: part)
      losses.wordCount += batch.reduce(0) { $0 + data.task.size(of: $1).words }
    }
    return losses
  }

  func sample(of step: TrainingStep, pass: Int?) -> StepSample {
    let batches = order.batches(ofStep: step.index)
    let examples = pass.map { batches[$0] } ?? batches.flatMap(\.self)
    return StepSample(
      places: examples.map { .init(path: data.places[$0].file, number: data.places[$0].line) },
      json: data.task.traceable(examples.map { data.train[$0] })
        .json(paddingID: model.luke.configuration.paddingID), unit: "line")
  }

  var repeatsBatches: Bool { order.repeatsBatches(within: stages[0].stepCount) }

  func isEnd(ofEvery count: Int, after step: Int, of stage: Int) -> Bool {
    order.isEnd(ofEvery: count, after: step)
  }

  func hasExamples(of split: EvaluationSplit) -> Bool { !files(of: split).isEmpty }

  func score(
    _ split: EvaluationSplit, onProgress: (Int, Int) throws -> Void
  ) throws -> TaskScores {
    try data.score(files(of: split), model, onProgress: onProgress)
  }

  private func files(of split: EvaluationSplit) -> [FineTuningData<Task>.Split] {
    switch split {
    case .validation: data.validation
    case .test: data.test
    }
  }
}

extension TrainingSettings {
  /// A tape for a pass of training; passes of a run are numbered from 0.
  func tape(ofPass pass: UInt64) -> Tape {
    Tape(
      .training(seed: UInt64(seed), step: pass), precision: precision,
      usesCheckpointing: gradientCheckpointing)
  }
}
