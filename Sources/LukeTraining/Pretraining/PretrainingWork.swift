import LukeAutodiff
import LukeCheckpoints
import LukeLayers
import LukeModel
import LukeSystem
import LukeTasks
import LukeText

/// Pretraining as a run's work: hidden words and entities, in stages.
package struct PretrainingWork: TrainingWork {
  package let store = ParameterStore()
  package let stages: [TrainingStage]
  package let checksums: [String: [UInt32]]
  package let fileChecksums: [String: [UInt32]]?
  package let testChecksums: [UInt32]
  package let dataRecord: [ModelRecord.Split]
  private let model: LukeForMaskedLM
  private let task: PretrainingTask
  private let tokenizer: Tokenizer
  private let order: PretrainingOrder
  private let ahead: ReadAhead<PretrainingOrder.Step, [Masking.Result]>
  private let train: PretrainingExamples
  private let heldOut: PretrainingExamples?
  private let test: PretrainingExamples?
  /// Held as long as there are steps, so that what they read is what was prepared.
  private let folder: PreparedFolder
  private let seed: UInt64
  private let metric: PretrainingMetric
  private let unusedLength: String?

  init(
    _ recipe: Recipe, _ settings: PretrainingSettings, _ data: PretrainingData,
    _ starting: StartingModel
  ) throws {
    let configuration = starting.configuration
    (train, heldOut, test) = (data.train, data.validation, data.test)
    folder = data.folder
    (fileChecksums, testChecksums) = (data.fileChecksums, data.testChecksums)
    dataRecord = Self.record(recipe, data)
    seed = UInt64(recipe.training.seed)
    metric = settings.metric ?? .loss
    let task = PretrainingTask(
      settings, tokenizer: starting.vocabulary.tokenizer,
      maskEntityID: starting.vocabulary.maskEntityID, configuration)
    self.task = task
    tokenizer = starting.vocabulary.tokenizer
    model = LukeForMaskedLM(configuration, in: store)
    store.allocate()
    try starting.fill(store, seed: seed)
    store.allocateGradients()
    let frozen = try FrozenParameters(recipe.training, in: store)
    let list = settings.stages.isEmpty ? [PretrainingStage()] : settings.stages
    stages = list.map { stage in
      let training = recipe.training.with(stage)
      return TrainingStage(
        settings: training, stepCount: data.train.stepCount(training),
        isTrained: { stage.trained.contains($0) && frozen.isTrained($0) })
    }
    unusedLength = recipe.training.lengthNote(ifUnusedBy: settings.stages)
    let order = PretrainingOrder(data.train, seed: seed)
    self.order = order
    // A single thread is what was asked for where there is but one.
    ahead = ReadAhead(isAhead: WorkerPool.shared.threadCount > 1) { step in
      try order.sequences(of: step).map { task.masked($0, seed: $1) }
    }
    checksums = data.checksums.merging(try starting.checksums()) { first, _ in first }
  }

  /// The files of the recipe, and the sequences that they became.
  private static func record(_ recipe: Recipe, _ data: PretrainingData) -> [ModelRecord.Split] {
    let files = Dictionary(
      recipe.data.filesByKey.map { ($0.key, $0.files) }, uniquingKeysWith: { first, _ in first })
    let splits: [(name: String, examples: PretrainingExamples?)] = [
      ("train", data.train), ("validation", data.validation), ("test", data.test),
    ]
    return splits.compactMap { name, examples -> ModelRecord.Split? in
      guard let examples else { return nil }
      let key = "data." + name
      let (paths, sums) = (files[key] ?? [], data.fileChecksums[key] ?? [])
      return ModelRecord.Split(
        name: name, examples: .init(examples.count, "sequences"),
        files: paths.enumerated().map { index, path in
          // What can be read once only has none.
          .init(
            name: DataNames.name(of: path),
            checksum: sums.count == paths.count && sums[index] != 0 ? sums[index] : nil)
        })
    }
  }

  package func epochs(after step: Int, of stage: Int) -> Double? {
    Double(step * stages[stage].settings.sequencesPerStep) / Double(max(1, train.count))
  }

  package var sizeNote: String {
    counted(train.count, "sequence") + (heldOut.map { ", \($0.count) held out" } ?? "")
  }

  package func runBegins(report: (String) throws -> Void) throws {
    if let unusedLength { try report(unusedLength) }
  }

  // MARK: Steps

  /// A step of a stage, counted from 0.
  private func place(stage: Int, index: Int) -> PretrainingOrder.Step {
    .init(stage: stage, index: index, size: stages[stage].settings.sequencesPerStep)
  }

  private func place(of step: TrainingStep) -> PretrainingOrder.Step {
    place(stage: step.stage, index: step.index)
  }

  /// The step after one; nil after the last.
  private func place(after step: TrainingStep) -> PretrainingOrder.Step? {
    if step.index + 1 < stages[step.stage].stepCount {
      return place(stage: step.stage, index: step.index + 1)
    }
    return stages.indices.first { $0 > step.stage && stages[$0].stepCount > 0 }
      .map { place(stage: $0, index: 0) }
  }

  package func sample(of step: TrainingStep, pass: Int?) throws -> StepSample {
    let place = place(of: step)
    let size = step.settings.batchSize ?? TrainingSettings.defaultBatchSize
    let part = pass.map { $0 * size..<($0 + 1) * size } ?? 0..<place.size
    return StepSample(
      places: order.numbers(of: place)[part].map { .init(path: train.folder, number: $0) },
      json: task.traceable(try ahead.value(of: place, next: nil)[part])
        .json(paddingID: task.paddingID), unit: "sequence")
  }

  package func addGradients(of step: TrainingStep) throws -> StepLosses {
    let settings = step.settings
    let size = settings.sequencesPerStep
    let stageSeed = order.seed(ofStage: step.stage)
    let start = ContinuousClock.now
    let masked = try ahead.value(of: place(of: step), next: place(after: step))
    let readingTime = ContinuousClock.now - start
    // One normalizer for all passes of the step: accumulation equals the big batch.
    let wordCount = masked.reduce(0) { $0 + $1.words.count }
    let entityCount = masked.reduce(0) { $0 + $1.entities.count }
    var sums = (words: 0.0, entities: 0.0)
    var result = StepLosses(
      total: 0, wordCount: masked.reduce(0) { $0 + $1.example.wordIDs.count },
      targetCount: wordCount + entityCount, dataWait: readingTime)
    let batchSize = settings.batchSize ?? TrainingSettings.defaultBatchSize
    for (index, start) in stride(from: 0, to: size, by: batchSize).enumerated() {
      try InterruptFlag.current.check(canResume: true)
      let batch = result.waiting { task.batch(masked[start..<min(size, start + batchSize)]) }
      let pass = UInt64(step.number * settings.gradientAccumulationSteps + index)
      let tape = settings.tape(ofPass: pass)
      let losses = task.losses(
        batch, model, normalizers: (Float(max(1, wordCount)), Float(max(1, entityCount))),
        seed: SplitMix64.number(pass, ofSeed: stageSeed), on: tape)
      let (words, entities) = (losses.words?.values[0] ?? 0, losses.entities?.values[0] ?? 0)
      sums.words += Double(words)
      sums.entities += Double(entities)
      result.note(Double(words + entities), ofPass: index)
      if let total = tape.sum(losses.words, losses.entities) { tape.backward(from: total) }
    }
    if wordCount > 0 { result.parts.append(("word_loss", sums.words)) }
    if entityCount > 0 { result.parts.append(("entity_loss", sums.entities)) }
    result.total = sums.words + sums.entities
    return result
  }

  package func isEnd(ofEvery count: Int, after step: Int, of stage: Int) -> Bool {
    // An epoch may end within a step; it is over with that step.
    let size = stages[stage].settings.sequencesPerStep
    let epoch = { (step: Int) in step * size / max(1, train.count) / count }
    return step > 0 && epoch(step) > epoch(step - 1)
  }

  // MARK: Evaluation

  package func hasExamples(of split: EvaluationSplit) -> Bool { examples(of: split) != nil }

  private func examples(of split: EvaluationSplit) -> PretrainingExamples? {
    switch split {
    case .validation: heldOut
    case .test: test
    }
  }

  /// Hides the same words and entities in every evaluation, so that scores can be compared.
  package func score(
    _ split: EvaluationSplit, onProgress: (Int, Int) throws -> Void
  ) throws -> TaskScores {
    var scores = PretrainingScores()
    guard let examples = examples(of: split) else { return scores.taskScores(decidedBy: metric) }
    var batch: [Masking.Result] = []
    var tokens = 0
    func flush() throws {
      if batch.isEmpty { return }
      guard task.score(task.batch(batch[...]), model, addingTo: &scores) else {
        throw EvaluationLoop.answersAreNoNumbers
      }
      batch = []
      tokens = 0
    }
    for number in 0..<examples.count {
      let masked = task.masked(
        try examples.sequence(number),
        seed: SplitMix64.number(UInt64(number), ofSeed: seed ^ 0x5eed))
      let size = masked.example.wordIDs.count + masked.example.entityIDs.count
      if tokens + size > EvaluationLoop.mostTokens {
        try flush()
        try onProgress(number, examples.count)
      }
      batch.append(masked)
      tokens += size
    }
    try flush()
    return scores.taskScores(decidedBy: metric)
  }
}

extension PretrainingWork {
  /// The sequences that are looked at.
  private static var sampleCount: Int { 100 }

  package func tokenSample() -> TokenSample? {
    let step = max(1, train.count / Self.sampleCount)
    // What is damaged is told where it is trained on.
    let examples = stride(from: 0, to: train.count, by: step).compactMap {
      try? train.sequence($0).words
    }
    var sample = TokenSample(examples, tokenizer)
    // A tokenizer that is learned has as many subwords as it was asked for.
    sample.wordCount = 0
    return sample
  }
}

extension Tape {
  /// The sum of the losses that there are.
  fileprivate func sum(_ one: Tensor?, _ other: Tensor?) -> Tensor? {
    guard let one, let other else { return one ?? other }
    return add(one, other)
  }
}

extension TrainingSettings {
  /// What to say of a length that is given where every stage has one of its own.
  func lengthNote(ifUnusedBy stages: [PretrainingStage]) -> String? {
    if stages.isEmpty || stages.contains(where: { $0.steps == nil && $0.epochs == nil }) {
      return nil
    }
    let key = steps != nil ? "steps" : "epochs"
    if steps == nil, epochs == nil { return nil }
    let keys = stages.indices.map {
      "task.stages[\($0)].\(stages[$0].steps != nil ? "steps" : "epochs")"
    }
    return "training.\(key): is not used, for every stage has a length of its own "
      + "(\(keys.joined(separator: ", ")))"
  }

  /// These settings with what a stage says otherwise.
  fileprivate func with(_ stage: PretrainingStage) -> TrainingSettings {
    var settings = self
    if stage.epochs != nil || stage.steps != nil {
      (settings.epochs, settings.steps) = (stage.epochs, stage.steps)
    }
    if let rate = stage.learningRate { settings.learningRate = rate }
    if let count = stage.warmupSteps { (settings.warmupSteps, settings.warmupRatio) = (count, nil) }
    return settings
  }

  /// Sequences of one optimizer step.
  var sequencesPerStep: Int { (batchSize ?? Self.defaultBatchSize) * gradientAccumulationSteps }
}
