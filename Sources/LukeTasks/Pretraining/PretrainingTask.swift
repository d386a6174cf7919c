public import LukeAutodiff
import LukeCorpus
public import LukeModel
public import LukeText

/// Pretraining: a model learns to tell hidden words and entities of any text (Yamada and others, 2020,
/// section 3.2).
public struct PretrainingTask: Sendable {
  /// What the section `task` of a recipe says.
  public typealias Settings = PretrainingSettings
  /// What the section `data` says.
  public typealias Data = CorpusDataSettings
  /// The model that is trained.
  public typealias Head = LukeForMaskedLM

  /// The name in recipes: `task.kind`.
  public static let kind = "pretraining"

  /// The files that the settings name, with their keys.
  public static func inputs(_ settings: Settings) -> [(key: String, path: String)] {
    [
      ("task.entity_vocabulary.file", settings.entityVocabulary.file),
      ("task.entity_vocabulary.white_list", settings.entityVocabulary.whiteList),
    ].compactMap { key, path in path.map { (key, $0) } }
  }

  private let masking: Masking
  private let candidates: CandidateSampler?
  /// The id of `<pad>`.
  public let paddingID: Int

  /// Sets the task up for a tokenizer and the entities of a model.
  /// - Parameters:
  ///   - settings: what the section `task` of a recipe says.
  ///   - tokenizer: that of the sequences.
  ///   - maskEntityID: the id of `[MASK]` among the entities.
  ///   - configuration: of the model.
  public init(
    _ settings: Settings, tokenizer: Tokenizer, maskEntityID: Int32,
    _ configuration: LukeConfiguration
  ) {
    paddingID = configuration.paddingID
    masking = Masking(
      settings.masking, tokenizer: tokenizer, maskEntityID: maskEntityID,
      entityCount: configuration.entityVocabularySize)
    candidates = settings.sampledEntities.map {
      CandidateSampler(
        first: Int(maskEntityID) + 1, entityCount: configuration.entityVocabularySize,
        drawCount: $0)
    }
  }

  /// Hides words and entities of an example; the same for the same seed.
  package func masked(_ example: PretrainingExample, seed: UInt64) -> Masking.Result {
    masking(example, seed: seed)
  }

  /// Packs masked sequences.
  public func batch(_ sequences: ArraySlice<Masking.Result>) -> MaskedBatch {
    MaskedBatch(sequences, paddingID: paddingID)
  }

  /// The losses of the hidden words and of the hidden entities, each summed and divided by its
  /// normalizer; nil where none is hidden.
  /// - Parameters:
  ///   - batch: masked sequences.
  ///   - model: predicts what is hidden.
  ///   - normalizers: what the sums are divided by, the hidden words and entities of a whole step.
  ///   - seed: of the entities that a sampled softmax compares with.
  ///   - tape: records what is computed.
  public func losses(
    _ batch: MaskedBatch, _ model: Head, normalizers: (words: Float, entities: Float), seed: UInt64,
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

  /// Adds how well the model finds what a batch hides.
  /// - Returns: Whether the model's answers are numbers.
  public func score(
    _ batch: MaskedBatch, _ model: Head, addingTo scores: inout PretrainingScores
  ) -> Bool {
    let states = model.luke(batch.packed, on: Tape(.inference))
    guard states.all.values.allSatisfy(\.isFinite) else { return false }
    if !batch.words.rows.isEmpty {
      scores.add(words: model.wordScores(states, batch.words), labels: batch.words.labels)
    }
    if !batch.entities.rows.isEmpty {
      scores.add(
        entities: model.entityScores(states, batch.entities), labels: batch.entities.labels)
    }
    return true
  }

  /// Masked sequences in the form that batches are traced in: what is hidden is an argument of
  /// transformers' forward.
  public func traceable(_ sequences: ArraySlice<Masking.Result>) -> TraceableBatch {
    func labels(_ hidden: [Masking.HiddenToken], _ count: Int) -> [Int32] {
      TraceableBatch.labels(hidden.map { ($0.place, $0.id) }, of: count)
    }
    let words = sequences.map { labels($0.words, $0.example.wordIDs.count) }
    let entities = sequences.map { labels($0.entities, $0.example.entityIDs.count) }
    let arguments: [TraceableBatch.Argument] =
      [.wordLabels(words)]
      + (entities.allSatisfy(\.isEmpty) ? [] : [.entityLabels(entities, named: "entity_labels")])
    return TraceableBatch(sequences.map(\.example), arguments)
  }
}
