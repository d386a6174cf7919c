import LukeAutodiff
import LukeLayers

/// Self-attention over words and entities (`LukeSelfAttention`; Yamada and others, 2020, section 3.2).
///
/// The projections stand in memory as w2e_query, query, key, value, e2w_query, e2e_query, so that
/// what words need (the first four; without entities the second to fourth) and what entities need
/// (the last four) are each one product.
struct LukeSelfAttention {
  private let weights: ParameterStack
  private let biases: ParameterStack
  let isEntityAware: Bool
  let headCount: Int
  let headSize: Int
  private let dropout: Float

  init(_ configuration: LukeConfiguration, in scope: ParameterScope) {
    isEntityAware = configuration.usesEntityAwareAttention
    headCount = configuration.attentionHeadCount
    headSize = configuration.headSize
    dropout = configuration.attentionDropout
    typealias Query = LukeModule.Query
    let plain = [Query.plain, LukeModule.key, LukeModule.value]
    let names =
      isEntityAware
      ? [Query.wordsToEntities] + plain + [Query.entitiesToWords, Query.entitiesToEntities]
      : plain
    let size = configuration.hiddenSize
    weights = scope.stack(
      names.map { $0 + ".weight" }, shape: [size, size], role: .weight,
      initializer: .normal(standardDeviation: configuration.initializerRange))
    biases = scope.stack(
      names.map { $0 + ".bias" }, shape: [size], role: .bias, initializer: .zeros)
  }

  /// Contexts of all rows, words first: `[words + entities, hiddenSize]`.
  func callAsFunction(_ hidden: Tensor, _ batch: PackedBatch, on tape: Tape) -> Tensor {
    let size = headCount * headSize
    let words = hidden.rows(0..<batch.wordCount)
    let entities = hidden.rows(batch.wordCount..<hidden.rows)
    let plain = AttentionColumns(
      queryToWords: 0, queryToEntities: 0, key: size, value: 2 * size)
    let (wordParts, entityParts, wordColumns, entityColumns) =
      switch (isEntityAware, batch.entityCount) {
      case (false, _): (0..<3, 0..<3, plain, plain)
      // Queries that meet no entities take no part, and get no gradient.
      case (true, 0): (1..<4, 1..<4, plain, plain)
      case (true, _):
        (
          0..<4, 2..<6,
          AttentionColumns(
            queryToWords: size, queryToEntities: 0, key: 2 * size, value: 3 * size),
          AttentionColumns(
            queryToWords: 2 * size, queryToEntities: 3 * size, key: 0, value: size)
        )
      }
    let projected = tape.phase(.attentionProducts) {
      (project(words, wordParts, on: tape), project(entities, entityParts, on: tape))
    }
    return tape.phase(.attentionCore) {
      tape.entityAwareAttention(
        words: projected.0, wordColumns: wordColumns, entities: projected.1,
        entityColumns: entityColumns, segments: batch.segments, headCount: headCount,
        headSize: headSize, dropout: dropout)
    }
  }

  /// The names of a projection's matrix and bias.
  func names(of projection: String) -> (weight: String, bias: String) {
    func name(_ stack: ParameterStack, _ ending: String) -> String {
      guard let found = stack.parameters.first(where: { $0.name.hasSuffix(ending) }) else {
        preconditionFailure("there is no \(projection)")
      }
      return found.name
    }
    return (
      name(weights, ".\(projection).weight"), name(biases, ".\(projection).bias")
    )
  }

  private func project(_ x: Tensor, _ parts: Range<Int>, on tape: Tape) -> Tensor {
    tape.linear(x, weight: weights.value(parts, on: tape), bias: biases.value(parts, on: tape))
  }
}
