import LukeAutodiff
import LukeLayers

/// Words: word + position + token type, normalized (`LukeEmbeddings`).
struct LukeEmbeddings {
  let words: Embedding
  let positions: Embedding
  let types: Embedding
  let norm: LayerNorm
  private let dropout: Float

  init(_ configuration: LukeConfiguration, in scope: ParameterScope) {
    let (size, deviation) = (configuration.hiddenSize, configuration.initializerRange)
    words = Embedding(
      rows: configuration.vocabularySize, size: size, paddingIndex: configuration.paddingID,
      standardDeviation: deviation, in: scope["word_embeddings"])
    positions = Embedding(
      rows: configuration.maximumPositionCount, size: size, paddingIndex: configuration.paddingID,
      standardDeviation: deviation, in: scope["position_embeddings"])
    types = Embedding(
      rows: configuration.typeVocabularySize, size: size, standardDeviation: deviation,
      in: scope["token_type_embeddings"])
    norm = LayerNorm(size: size, epsilon: configuration.layerNormEpsilon, in: scope["LayerNorm"])
    dropout = configuration.hiddenDropout
  }

  /// `[words, hiddenSize]`.
  func callAsFunction(_ batch: PackedBatch, on tape: Tape) -> Tensor {
    let sum = tape.embeddingSum([
      words.lookup(batch.wordIDs, on: tape), positions.lookup(batch.wordPositions, on: tape),
      types.lookup(batch.wordTypeIDs, on: tape),
    ])
    return tape.dropout(norm(sum, on: tape), probability: dropout)
  }
}

/// Entities: entity (projected to the hidden size where its own differs) + mean of the positions of
/// its mention + token type, normalized (`LukeEntityEmbeddings`; Yamada and others, 2020, section 3.1).
struct LukeEntityEmbeddings {
  let entities: Embedding
  let projection: Linear?
  let positions: Embedding
  let types: Embedding
  let norm: LayerNorm
  private let dropout: Float

  init(_ configuration: LukeConfiguration, in scope: ParameterScope) {
    let (size, deviation) = (configuration.hiddenSize, configuration.initializerRange)
    entities = Embedding(
      rows: configuration.entityVocabularySize, size: configuration.entityEmbeddingSize,
      paddingIndex: 0, standardDeviation: deviation, in: scope["entity_embeddings"])
    projection =
      configuration.entityEmbeddingSize == size
      ? nil
      : Linear(
        from: configuration.entityEmbeddingSize, to: size, hasBias: false,
        standardDeviation: deviation, in: scope["entity_embedding_dense"])
    positions = Embedding(
      rows: configuration.maximumPositionCount, size: size, standardDeviation: deviation,
      in: scope["position_embeddings"])
    types = Embedding(
      rows: configuration.typeVocabularySize, size: size, standardDeviation: deviation,
      in: scope["token_type_embeddings"])
    norm = LayerNorm(size: size, epsilon: configuration.layerNormEpsilon, in: scope["LayerNorm"])
    dropout = configuration.hiddenDropout
  }

  /// `[entities, hiddenSize]`.
  func callAsFunction(_ batch: PackedBatch, on tape: Tape) -> Tensor {
    let places = [
      positions.means(batch.entityPositions, on: tape),
      types.lookup(batch.entityTypeIDs, on: tape),
    ]
    let lookup = entities.lookup(batch.entityIDs, on: tape)
    let sum =
      if let projection {
        tape.embeddingSum(base: projection(tape.embeddingSum([lookup]), on: tape), places)
      } else {
        tape.embeddingSum([lookup] + places)
      }
    return tape.dropout(norm(sum, on: tape), probability: dropout)
  }
}
