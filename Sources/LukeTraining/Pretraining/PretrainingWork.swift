import LukeAutodiff
import LukeData
import LukeLayers
import LukeModel
import LukeSystem
import LukeTasks

/// Pretraining as a run's work: hidden words and entities, in stages.
package struct PretrainingWork: TrainingWork {
  package let store = ParameterStore()
  package let stages: [TrainingStage]
  package let checksums: [String: [UInt32]]
  package let testChecksums: [UInt32]
  private let model: LukeForMaskedLM
  private let masking: Masking
  private let candidates: CandidateSampler?
  private let train: PretrainingExamples
  private let heldOut: PretrainingExamples?
  private let test: PretrainingExamples?
  private let paddingID: Int
  private let seed: UInt64

  init(
    _ recipe: Recipe, _ settings: PretrainingSettings, _ data: PretrainingData,
    _ starting: StartingModel
  ) throws {
    let configuration = starting.configuration
    (train, heldOut, test) = (data.train, data.validation, data.test)
    testChecksums = data.testChecksums
    (paddingID, seed) = (configuration.paddingID, UInt64(recipe.training.seed))
    masking = Masking(
      settings.masking, tokenizer: starting.vocabulary.tokenizer,
      maskEntityID: starting.vocabulary.maskEntityID,
      entityCount: configuration.entityVocabularySize)
    candidates = settings.sampledEntities.map {
      CandidateSampler(
        first: Int(starting.vocabulary.maskEntityID) + 1,
        entityCount: configuration.entityVocabularySize, drawCount: $0)
    }
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
    checksums = data.checksums.merging(try starting.checksums()) { first, _ in first }
  }

  package var sizeNote: String {
    "\(train.count) sequences" + (heldOut.map { ", \($0.count) held out" } ?? "")
  }

  // MARK: Steps

  /// The positions in the endless order that a step reads, and the seed of that order.
  private func place(of step: TrainingStep) -> (positions: Range<Int>, seed: UInt64) {
    let size = step.settings.sequencesPerStep
    return (
      step.index * size..<(step.index + 1) * size,
      SplitMix64.number(UInt64(step.stage), ofSeed: seed)
    )
  }

  private func masked(_ step: TrainingStep) throws -> [Masking.Result] {
    let (positions, stageSeed) = place(of: step)
    return try zip(positions, train.sequences(positions, seed: stageSeed)).map {
      masking($1, seed: SplitMix64.number(UInt64($0), ofSeed: stageSeed))
    }
  }

  package func sample(of step: TrainingStep, pass: Int?) throws -> StepSample {
    let (positions, stageSeed) = place(of: step)
    let size = step.settings.batchSize ?? TrainingSettings.defaultBatchSize
    let part = pass.map { $0 * size..<($0 + 1) * size } ?? 0..<positions.count
    let sequences = try masked(step)[part]
    return StepSample(
      places: train.numbers(positions, seed: stageSeed)[part].map {
        .init(path: train.folder, number: $0)
      },
      json: TraceableBatch(sequences.map(\.example), Self.labels(sequences))
        .json(paddingID: paddingID), unit: "sequence")
  }

  /// What is hidden, as arguments of transformers' forward.
  private static func labels(
    _ sequences: ArraySlice<Masking.Result>
  ) -> [TraceableBatch.Argument] {
    func labels(_ hidden: [Masking.HiddenToken], _ count: Int) -> [Int32] {
      TraceableBatch.labels(hidden.map { ($0.place, $0.id) }, of: count)
    }
    let words = sequences.map { labels($0.words, $0.example.wordIDs.count) }
    let entities = sequences.map { labels($0.entities, $0.example.entityIDs.count) }
    return [.wordLabels(words)]
      + (entities.allSatisfy(\.isEmpty)
        ? [] : [.entityLabels(entities, named: "entity_labels")])
  }

  package func addGradients(of step: TrainingStep) throws -> StepLosses {
    let settings = step.settings
    let size = settings.sequencesPerStep
    let stageSeed = place(of: step).seed
    let masked = try masked(step)
    // One normalizer for all passes of the step: accumulation equals the big batch.
    let wordCount = masked.reduce(0) { $0 + $1.words.count }
    let entityCount = masked.reduce(0) { $0 + $1.entities.count }
    var sums = (words: 0.0, entities: 0.0)
    var result = StepLosses(
      total: 0, wordCount: masked.reduce(0) { $0 + $1.example.wordIDs.count })
    let batchSize = settings.batchSize ?? TrainingSettings.defaultBatchSize
    for (index, start) in stride(from: 0, to: size, by: batchSize).enumerated() {
      try InterruptFlag.current.check(canResume: true)
      let batch = MaskedBatch(masked[start..<min(size, start + batchSize)], paddingID: paddingID)
      let pass = UInt64(step.number * settings.gradientAccumulationSteps + index)
      let tape = settings.tape(ofPass: pass)
      let losses = losses(
        batch, normalizers: (Float(max(1, wordCount)), Float(max(1, entityCount))),
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

  private func losses(
    _ batch: MaskedBatch, normalizers: (words: Float, entities: Float), seed: UInt64,
    on tape: Tape
  ) -> (words: Tensor?, entities: Tensor?) {
    let states = model.luke(batch.packed, on: tape)
    let words =
      batch.words.rows.isEmpty
      ? nil : model.wordLoss(states, batch.words, normalizer: normalizers.words, on: tape)
    let entities =
      batch.entities.rows.isEmpty
      ? nil
      : model.entityLoss(
        states, batch.entities,
        candidates: candidates?.candidates(labels: batch.entities.labels, seed: seed),
        normalizer: normalizers.entities, on: tape)
    return (words, entities)
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
    guard let examples = examples(of: split) else { return scores.taskScores }
    var batch: [Masking.Result] = []
    var tokens = 0
    func flush() throws {
      if batch.isEmpty { return }
      try add(MaskedBatch(batch[...], paddingID: paddingID), to: &scores)
      batch = []
      tokens = 0
    }
    for number in 0..<examples.count {
      let masked = masking(
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
    return scores.taskScores
  }

  private func add(_ batch: MaskedBatch, to scores: inout PretrainingScores) throws {
    let states = model.luke(batch.packed, on: Tape(.inference))
    guard states.all.values.allSatisfy(\.isFinite) else { throw EvaluationLoop.answersAreNoNumbers }
    if !batch.words.rows.isEmpty {
      scores.add(words: model.wordScores(states, batch.words), labels: batch.words.labels)
    }
    if !batch.entities.rows.isEmpty {
      scores.add(
        entities: model.entityScores(states, batch.entities), labels: batch.entities.labels)
    }
  }
}

/// Sequences with hidden tokens, packed.
private struct MaskedBatch {
  let packed: PackedBatch
  let words, entities: LukeForMaskedLM.Targets

  init(_ sequences: ArraySlice<Masking.Result>, paddingID: Int) {
    packed = PackedBatch(sequences.map(\.example), paddingID: paddingID)
    var (words, entities) = ([Masking.HiddenToken](), [Masking.HiddenToken]())
    for (sequence, segment) in zip(sequences, packed.segments) {
      words += sequence.words.map { $0.moved(by: segment.words.lowerBound) }
      entities += sequence.entities.map { $0.moved(by: segment.entities.lowerBound) }
    }
    self.words = .init(rows: words.map { Int32($0.place) }, labels: words.map(\.id))
    self.entities = .init(rows: entities.map { Int32($0.place) }, labels: entities.map(\.id))
  }
}

extension Masking.HiddenToken {
  fileprivate func moved(by distance: Int) -> Self {
    var moved = self
    moved.place += distance
    return moved
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
