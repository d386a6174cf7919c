import LukeAutodiff
import LukeCheckpoints
import LukeData
import LukeLayers
import LukeModel
import LukeOptimizers
import LukeSystem
import LukeTasks
import LukeText

/// Fine-tuning as a run's work: labelled examples, one loss over their classes, one stage.
package struct FineTuningWork<Task: FineTuningTask>: TrainingWork {
  package let store = ParameterStore()
  package let stages: [TrainingStage]
  package let checksums: [String: [UInt32]]
  let model: Task.Model
  let data: FineTuningData<Task>
  let order: BatchOrder
  private let cache: FeatureCache
  let tokenizer: Tokenizer
  let sample: TrainingSample<Task.Corpus>
  /// The subwords of some training examples without blank words; nil where features say as much.
  let visibleSubwords: [[Int32]]?
  package let guessing: (loss: Double, what: String)?
  package let chosen: ChosenSettings?
  package let dataRecord: [ModelRecord.Split]
  /// What the classifier begins with, and what of the settings does not go with the data, one sentence each.
  let notes: [String]

  init(
    _ recipe: Recipe, _ data: FineTuningData<Task>, _ starting: StartingModel, cache: FeatureCache,
    train: [Task.Corpus], labels: LabelSet
  ) throws {
    let given = recipe.training
    (self.data, self.cache, tokenizer) = (data, cache, starting.vocabulary.tokenizer)
    guessing = data.task.lossOptions.isPlain ? labels.guessing : nil
    model = Task.Model(starting.configuration, in: store)
    store.allocate()
    try starting.fill(store, seed: UInt64(given.seed))
    store.allocateGradients()
    order = BatchOrder(
      tokenCounts: data.train.map(data.task.tokenCount),
      batchSize: given.examplesPerBatch, accumulationCount: given.gradientAccumulationSteps,
      seed: UInt64(given.seed))
    let chosen = ChosenSettings(
      given, start: starting.start, width: starting.configuration.hiddenSize,
      stepsPerEpoch: order.stepCount(ofEpochs: 1))
    self.chosen = chosen
    let training = chosen.settings
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
    visibleSubwords = Self.visibleSubwords(data, train, tokenizer)
    sample = TrainingSample(
      train, passes: Double(stepCount) / Double(max(1, order.stepCount(ofEpochs: 1))))
    dataRecord = [
      DataNames.split("train", train, of: Task.self),
      DataNames.split("validation", data.validation.map(\.corpus), of: Task.self),
      DataNames.split("test", data.test.map(\.corpus), of: Task.self),
    ].compactMap(\.self)
    checksums = data.checksums.merging(try starting.checksums()) { first, _ in first }
    let start = starting.startsWithLabels(recipe.model) ? Self.start(model, data) : nil
    notes = [order.accumulationNote, start].compactMap(\.self)
  }

  /// Lets a classifier begin with how often the training data have each label, or with the mean of their scores.
  /// - Returns: what to say of it; nil where there is no such classifier.
  private static func start(_ model: Task.Model, _ data: FineTuningData<Task>) -> String? {
    guard let bias = model.classifierBias else { return nil }
    var prior = ClassPrior(columns: model.classCount)
    for feature in data.train { model.count(data.task.targets([feature]), in: &prior) }
    let values = prior.bias(data.task.lossOptions)
    bias.tensor.withUnsafeMutableBuffer { _ = $0.update(fromContentsOf: values) }
    if prior.isOfNumbers {
      return "the classifier begins with the mean of the scores of the training data; "
        + "model.classifier_bias of \"zeros\" begins with 0"
    }
    return "the classifier begins with how often the training data have each label; "
      + "model.classifier_bias of \"zeros\" begins with none"
  }

  package var testChecksums: [UInt32] { data.test.map(\.corpus.checksum) }

  package var sizeNote: String {
    counted(order.exampleCount, "example")
      + ", \(counted(order.stepCount(ofEpochs: 1), "step")) an epoch"
  }

  package func addGradients(of step: TrainingStep) throws -> StepLosses {
    let batches = order.batches(ofStep: step.index).map { $0.map { data.train[$0] } }
    // One normalizer for all batches of the step: accumulation equals the big batch.
    let targetCount = batches.reduce(0) { $0 + data.task.targetCount($1) }
    let sum = batches.reduce(0) { $0 + data.task.normalizer($1) }
    let normalizer = Float(sum > 0 ? sum : 1)
    let paddingID = model.luke.configuration.paddingID
    var losses = StepLosses(total: 0, wordCount: 0, targetCount: targetCount)
    for (index, batch) in batches.enumerated() {
      try InterruptFlag.current.check(canResume: true)
      let pass = UInt64(step.number * order.accumulationCount + index)
      let tape = step.settings.tape(ofPass: pass)
      let (input, targets) = losses.waiting {
        (data.task.input(batch, paddingID: paddingID), data.task.targets(batch))
      }
      let part = model.loss(
        model.outputs(input, on: tape), targets, normalizer: normalizer,
        options: data.task.lossOptions, on: tape)
      losses.total += Double(part.values[0])
      losses.note(Double(part.values[0]), ofPass: index)
      tape.backward(from: part)
      losses.wordCount += batch.reduce(0) { $0 + data.task.size(of: $1).words }
    }
    return losses
  }

  package func sample(of step: TrainingStep, pass: Int?) -> StepSample {
    let batches = order.batches(ofStep: step.index)
    let examples = pass.map { batches[$0] } ?? batches.flatMap(\.self)
    return StepSample(
      places: examples.map { .init(path: data.places[$0].file, number: data.places[$0].line) },
      json: data.task.traceable(examples.map { data.train[$0] })
        .json(for: model.luke.configuration), unit: "line")
  }

  /// Features are kept once there is a run to keep them for.
  package func runBegins(report: (String) throws -> Void) throws { try cache.save(report: report) }

  package var repeatsBatches: Bool { order.repeatsBatches(within: stages[0].stepCount) }

  package func isEnd(ofEvery count: Int, after step: Int, of stage: Int) -> Bool {
    order.isEnd(ofEvery: count, after: step)
  }

  package func epochs(after step: Int, of stage: Int) -> Double? {
    Double(step) / Double(max(1, order.stepCount(ofEpochs: 1)))
  }

  package func hasExamples(of split: EvaluationSplit) -> Bool { !files(of: split).isEmpty }

  package func score(
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
