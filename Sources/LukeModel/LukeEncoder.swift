public import LukeAutodiff
public import LukeLayers

/// LUKE without a head: embeddings, encoder and pooler (`LukeModel` of transformers).
///
/// Of a plain encoder (`BertModel`, `RobertaModel`) the same without what reads entities.
public struct LukeEncoder {
  /// Sizes and switches.
  public let configuration: LukeConfiguration
  let words: LukeEmbeddings
  let entities: LukeEntityEmbeddings?
  let layers: [LukeLayer]
  let pooler: Linear?

  /// Declares the parameters of a bare model in `scope`, the root.
  public init(_ configuration: LukeConfiguration, in scope: ParameterScope) {
    self.init(configuration, in: scope, pooler: .read)
  }

  /// Declares the parameters below a head, in names that begin with `luke.`.
  ///
  /// Most heads read hidden states alone, so files may lack the pooler.
  public init(
    _ configuration: LukeConfiguration, belowHeadIn store: ParameterStore,
    pooler: LukePooler = .unread
  ) {
    self.init(configuration, in: store.root[LukeModule.luke], pooler: pooler)
  }

  private init(
    _ configuration: LukeConfiguration, in scope: ParameterScope, pooler use: LukePooler
  ) {
    self.configuration = configuration
    words = LukeEmbeddings(configuration, in: scope.encoderPart(LukeModule.words))
    entities =
      configuration.usesEntities
      ? LukeEntityEmbeddings(configuration, in: scope.encoderPart(LukeModule.entities)) : nil
    let list = scope.encoderPart(LukeModule.encoder)[LukeModule.layers]
    layers = (0..<configuration.layerCount).map { LukeLayer(configuration, in: list[$0]) }
    pooler =
      use == .absent
      ? nil
      : Linear(
        from: configuration.hiddenSize, to: configuration.hiddenSize,
        standardDeviation: configuration.initializerRange,
        in: scope.encoderPart(LukeModule.pooler, isOptional: use == .unread)["dense"])
  }

  private var embeddingsOfEntities: LukeEntityEmbeddings {
    guard let entities else { preconditionFailure("\(configuration.family) has no entities") }
    return entities
  }

  /// The table of words, which is also the decoder of the word head.
  var wordTable: Embedding { words.words }
  /// The table of entities, which is also the decoder of the entity head.
  var entityTable: Embedding { embeddingsOfEntities.entities }
  /// The names of all tables.
  var tableNames: LukeNames.Tables {
    let entities = embeddingsOfEntities
    return .init(
      words: words.words.weight.name, wordPositions: words.positions.weight.name,
      wordTypes: words.types.weight.name, entities: entities.entities.weight.name,
      entityPositions: entities.positions.weight.name, entityTypes: entities.types.weight.name)
  }

  /// The names of the arrays that normalize words, each with that of the one that does so to entities; none
  /// without entities.
  var normalizationNames: [(words: String, entities: String)] {
    guard let entities else { return [] }
    return [
      (words.norm.weight.name, entities.norm.weight.name),
      (words.norm.bias.name, entities.norm.bias.name),
    ]
  }

  /// Last hidden states of a batch.
  public func callAsFunction(_ batch: PackedBatch, on tape: Tape) -> LukeHiddenStates {
    var hidden = tape.phase(.embedding) {
      let words = words(batch, on: tape)
      return batch.entityCount > 0
        ? tape.concatenateRows(words, embeddingsOfEntities(batch, on: tape)) : words
    }
    for layer in layers {
      hidden =
        tape.usesCheckpointing
        ? tape.checkpointing(hidden) { layer($0, batch, on: $1) } : layer(hidden, batch, on: tape)
    }
    return LukeHiddenStates(all: hidden, wordCount: batch.wordCount)
  }

  /// tanh(dense(first word of each example)), `[examples, hiddenSize]` (`pooler_output`).
  public func pool(_ states: LukeHiddenStates, _ batch: PackedBatch, on tape: Tape) -> Tensor {
    pool(states, rows: batch.segments.map { Int32($0.words.lowerBound) }, on: tape)
  }

  /// tanh(dense(word)) of some rows of packed words, `[rows, hiddenSize]`.
  public func pool(_ states: LukeHiddenStates, rows: [Int32], on tape: Tape) -> Tensor {
    pool(states, rows: rows, dropout: 0, on: tape)
  }

  /// The same, with dropout before the dense layer.
  func pool(
    _ states: LukeHiddenStates, rows: [Int32], dropout: Float, on tape: Tape
  ) -> Tensor {
    guard let pooler else { preconditionFailure("this encoder has no pooler") }
    return tape.phase(.heads) {
      let words = tape.gatherRows([.init(states.words, rows: rows)])
      return tape.tanh(pooler(tape.dropout(words, probability: dropout), on: tape))
    }
  }
}

/// Hidden states of a packed batch.
public struct LukeHiddenStates {
  /// Words, then entities: `[words + entities, hiddenSize]`.
  public let all: Tensor
  private let wordCount: Int

  init(all: Tensor, wordCount: Int) {
    self.all = all
    self.wordCount = wordCount
  }

  /// `last_hidden_state`, `[words, hiddenSize]`.
  public var words: Tensor { all.rows(0..<wordCount) }
  /// `entity_last_hidden_state`, `[entities, hiddenSize]`.
  public var entities: Tensor { all.rows(wordCount..<all.rows) }
}
