public import LukeAutodiff
public import LukeLayers

/// LUKE that predicts hidden words and entities (`LukeForMaskedLM`): what pretraining trains.
///
/// Both decoders are the tables that words and entities are looked up in, as in the official code.
/// (transformers 5 keeps a word decoder of its own, which begins as the table in every LUKE that was
/// published.) Only the rows that have something to predict go through the heads.
public struct LukeForMaskedLM {
  /// The name transformers knows it by.
  public static let architecture = "LukeForMaskedLM"
  /// The encoder, whose names begin with `luke.`.
  public let luke: LukeEncoder
  let wordHead: VocabularyHead
  let entityHead: VocabularyHead

  /// Declares the encoder and both heads.
  public init(_ configuration: LukeConfiguration, in store: ParameterStore) {
    luke = LukeEncoder(configuration, belowHeadIn: store)
    let words = store.root.head(LukeModule.wordHead)
    wordHead = VocabularyHead(
      configuration, to: configuration.hiddenSize, classes: configuration.vocabularySize,
      dense: words[LukeModule.wordHeadDense], norm: words[LukeModule.wordHeadNorm], in: words)
    let entities = store.root.head(LukeModule.entityHead)
    entityHead = VocabularyHead(
      configuration, to: configuration.entityEmbeddingSize,
      classes: configuration.entityVocabularySize, dense: entities["transform.dense"],
      norm: entities["transform.LayerNorm"], in: entities)
    words[LukeModule.decoder].alias("weight", of: luke.wordTable.weight)
    words[LukeModule.decoder].alias("bias", of: wordHead.bias)
    entities[LukeModule.decoder].alias("weight", of: luke.entityTable.weight)
  }

  /// The parameters with a row for each word.
  var wordParameters: [Parameter] { [luke.wordTable.weight, wordHead.bias] }
  /// The bias of each entity.
  var entityBias: Parameter { entityHead.bias }

  /// Something to predict: rows of packed words, or of packed entities, and what stands behind each.
  public struct Targets: Hashable, Sendable {
    /// Rows, in any order.
    public var rows: [Int32]
    /// The id that each row hides.
    public var labels: [Int32]

    /// Creates targets; there is one label for each row.
    public init(rows: [Int32], labels: [Int32]) {
      precondition(rows.count == labels.count, "\(rows.count) rows, \(labels.count) labels")
      (self.rows, self.labels) = (rows, labels)
    }
  }

  /// Mean of −log p(word) over the hidden words, or over `normalizer` of them (`mlm_loss`), `[1, 1]`.
  public func wordLoss(
    _ states: LukeHiddenStates, _ targets: Targets, normalizer: Float? = nil, on tape: Tape
  ) -> Tensor {
    wordHead.loss(states.words, targets, table: luke.wordTable, normalizer: normalizer, on: tape)
  }

  /// Mean of −log p(entity) over the hidden entities, or over `normalizer` of them (`mep_loss`),
  /// `[1, 1]`.
  ///
  /// With `candidates`, which must have every label among them, p is a softmax over these alone.
  public func entityLoss(
    _ states: LukeHiddenStates, _ targets: Targets, candidates: ClassCandidates? = nil,
    normalizer: Float? = nil, on tape: Tape
  ) -> Tensor {
    entityHead.loss(
      states.entities, targets, candidates: candidates, table: luke.entityTable,
      normalizer: normalizer, on: tape)
  }

  /// How well hidden words are found among all words.
  public func wordScores(_ states: LukeHiddenStates, _ targets: Targets) -> VocabularyScores {
    wordHead.scores(states.words, targets, table: luke.wordTable)
  }

  /// How well hidden entities are found among all entities.
  public func entityScores(_ states: LukeHiddenStates, _ targets: Targets) -> VocabularyScores {
    entityHead.scores(states.entities, targets, table: luke.entityTable)
  }

  /// Logits over the words of every word row, `[words, vocab_size]`, for small vocabularies.
  public func wordLogits(_ states: LukeHiddenStates, on tape: Tape) -> Tensor {
    wordHead.logits(states.words, table: luke.wordTable, on: tape)
  }

  /// Logits over the entities of every entity row, `[entities, entity_vocab_size]`, for small
  /// vocabularies.
  public func entityLogits(_ states: LukeHiddenStates, on tape: Tape) -> Tensor {
    entityHead.logits(states.entities, table: luke.entityTable, on: tape)
  }
}

/// layerNorm(gelu(dense(x))) and a decoder whose matrix is a table of the encoder
/// (`LukeLMHead`, `EntityPredictionHead`).
struct VocabularyHead {
  let dense: Linear
  let norm: LayerNorm
  let bias: Parameter

  init(
    _ configuration: LukeConfiguration, to size: Int, classes: Int, dense: ParameterScope,
    norm: ParameterScope, in scope: ParameterScope
  ) {
    self.dense = Linear(
      from: configuration.hiddenSize, to: size,
      standardDeviation: configuration.initializerRange, in: dense)
    self.norm = LayerNorm(size: size, epsilon: configuration.layerNormEpsilon, in: norm)
    bias = scope.parameter("bias", shape: [classes], role: .bias, initializer: .zeros)
  }

  func loss(
    _ states: Tensor, _ targets: LukeForMaskedLM.Targets, candidates: ClassCandidates? = nil,
    table: Embedding, normalizer: Float?, on tape: Tape
  ) -> Tensor {
    let hidden = hidden(states, targets, on: tape)
    guard let candidates else {
      return tape.linearCrossEntropy(
        hidden, weight: table.weight.value(on: tape), bias: bias.value(on: tape),
        labels: targets.labels, normalizer: normalizer)
    }
    guard let labels = candidates.places(of: targets.labels) else {
      preconditionFailure("a label is not among the candidates")
    }
    let (weight, offset) = tape.phase(.heads) {
      (
        tape.embeddingSum([table.classWeights(candidates.classes, on: tape)]),
        tape.gatherBias(
          bias.value(on: tape), indices: candidates.classes, offsets: candidates.offsets)
      )
    }
    return tape.linearCrossEntropy(
      hidden, weight: weight, bias: offset, labels: labels, normalizer: normalizer)
  }

  func scores(
    _ states: Tensor, _ targets: LukeForMaskedLM.Targets, table: Embedding
  ) -> VocabularyScores {
    let tape = Tape(.inference)
    return VocabularyScores(
      hidden(states, targets, on: tape), weight: table.weight.value(on: tape),
      bias: bias.value(on: tape), labels: targets.labels)
  }

  private func hidden(
    _ states: Tensor, _ targets: LukeForMaskedLM.Targets, on tape: Tape
  ) -> Tensor {
    tape.phase(.heads) {
      transformed(tape.gatherRows([.init(states, rows: targets.rows)]), on: tape)
    }
  }

  func logits(_ states: Tensor, table: Embedding, on tape: Tape) -> Tensor {
    tape.phase(.heads) {
      tape.linear(
        transformed(states, on: tape), weight: table.weight.value(on: tape),
        bias: bias.value(on: tape))
    }
  }

  private func transformed(_ states: Tensor, on tape: Tape) -> Tensor {
    norm(dense.gelu(states, on: tape), on: tape)
  }
}
