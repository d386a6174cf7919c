/// Everything that the engine does to the memory of tensors.
///
/// An operation decides what is computed and where gradients go; how elements are read and written, in
/// which ranges and on which threads, is decided in here alone. So this list is the seam at which another
/// place to run, such as a GPU, can be put in:
///
/// - memory: `fill`, `copy`, `zeroRows`, `gatherRows`, `addRows`, `gatherElements`, `addElements`,
///   `sumLookups`, `addLookup`, `spanScores`, `addSpanScores`
/// - elementwise: `accumulate`, `addColumnSums`, `sumOfSquares`, `tanh`, `tanhBackward`, `gelu`,
///   `geluBackward`, `dropout`
/// - products (of factors that `ProductFactor` rounds): `multiply`, `linear`, `linearGELU`,
///   `linearLayerNorm`
/// - rows: `layerNorm`, `layerNormBackward`, `crossEntropy`, `crossEntropyBackward`
/// - losses: `softmaxLoss`, `softmaxLossBackward`, `binaryCrossEntropy`, `binaryCrossEntropyBackward`,
///   `squaredErrors`, `squaredErrorsBackward`
/// - attention: `attention`, `attentionBackward`
/// - vocabularies: `vocabularyLogSums`, `vocabularyRanks`, `vocabularyBackward`
/// - optimizers: `adamW`, `adamWIdle`
///
/// Beside it stand `Tensor.values`, its initializer and `withUnsafeMutableBuffer`, which bring elements
/// to and from arrays. Results depend on shapes and values alone, never on the number of threads. Shapes
/// are the caller's business: operations check them.
package enum Kernels {
  /// Elements that one worker takes at a time: enough to pay for the hand-over.
  static let chunk = 1 << 15

  /// Rows that one worker takes at a time in loops over rows; it depends on the shape alone.
  static func rowChunk(columns: Int) -> Int {
    max(1, chunk / max(1, columns))
  }

  /// Calls `body` with the ranges of elements that the workers take.
  static func elements(of x: Tensor, _ body: @Sendable (Range<Int>) -> Void) {
    WorkerPool.shared.run(over: x.count, chunk: chunk) { _, range in body(range) }
  }

  /// Calls `body` with the ranges of rows that the workers take.
  static func rows(of x: Tensor, _ body: @Sendable (Range<Int>) -> Void) {
    WorkerPool.shared.run(over: x.rows, chunk: rowChunk(columns: x.columns)) { _, range in
      body(range)
    }
  }
}
