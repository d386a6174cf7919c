/// What attention over a packed batch reads (see `Tape.entityAwareAttention`).
package struct AttentionInput {
  /// Projected rows of words and of entities.
  let words, entities: Tensor
  let wordColumns, entityColumns: AttentionColumns
  let segments: [AttentionSegment]
  let headCount: Int
  let headSize: Int
  let dropoutKey: UInt64?
  let probability: Float

  package init(
    words: Tensor, wordColumns: AttentionColumns, entities: Tensor,
    entityColumns: AttentionColumns, segments: [AttentionSegment], headCount: Int, headSize: Int,
    dropoutKey: UInt64? = nil, probability: Float = 0
  ) {
    (self.words, self.entities, self.segments) = (words, entities, segments)
    (self.wordColumns, self.entityColumns) = (wordColumns, entityColumns)
    (self.headCount, self.headSize) = (headCount, headSize)
    (self.dropoutKey, self.probability) = (dropoutKey, probability)
  }

  /// Floating-point operations of the forward.
  fileprivate var flop: Int {
    segments.reduce(0) { $0 + $1.length * $1.length } * 4 * headCount * headSize
  }

  fileprivate func heads(output: Tensor, logSums: Tensor) -> AttentionHeads {
    AttentionHeads(
      words: .init(words.shared, leading: words.columns, columns: wordColumns),
      entities: .init(entities.shared, leading: entities.columns, columns: entityColumns),
      wordCount: words.rows, segments: segments, headCount: headCount, headSize: headSize,
      output: output.shared, logSums: logSums.shared, logSumLength: logSums.columns,
      dropoutKey: dropoutKey, probability: probability)
  }
}

extension Kernels {
  /// Contexts `[words + entities, heads · headSize]`, and the log of each row's sum by head,
  /// `[heads, words + entities]`.
  package static func attention(_ input: AttentionInput, into output: Tensor, logSums: Tensor) {
    defer { extendLifetime((input, output, logSums)) }
    let heads = input.heads(output: output, logSums: logSums)
    WorkerPool.shared.run(input.segments.count * input.headCount) { heads.forward($0) }
    MatrixProduct.count(flop: input.flop)
  }

  /// Gradients of the projected rows, whole: scores are made again from the logs of their sums.
  package static func attentionBackward(
    _ dOutput: Tensor, _ input: AttentionInput, output: Tensor, logSums: Tensor, dWords: Tensor,
    dEntities: Tensor
  ) {
    defer { extendLifetime((input, output, logSums)) }
    let heads = input.heads(output: output, logSums: logSums)
    heads.zeroUnwritten(dWords: dWords, dEntities: dEntities)
    let (dO, dW, dE) = (dOutput.shared, dWords.shared, dEntities.shared)
    WorkerPool.shared.run(input.segments.count * input.headCount) {
      heads.backward($0, dOutput: dO, dWords: dW, dEntities: dE)
    }
    MatrixProduct.count(flop: 2 * input.flop)
  }
}
