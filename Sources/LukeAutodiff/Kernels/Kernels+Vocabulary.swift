/// A linear layer over a large vocabulary and a label for each row of x.
package struct VocabularyInput {
  let x, weight, bias: Tensor
  let labels: [Int32]
  let precision: Precision

  /// x: `[rows, in]`, weight: `[classes, in]`, bias: `[1, classes]`; labels are below `classes`.
  package init(
    _ x: Tensor, weight: Tensor, bias: Tensor, labels: [Int32], precision: Precision = .float32
  ) {
    precondition(
      x.columns == weight.columns && bias.count == weight.rows,
      "linearCrossEntropy: x is [\(x.rows), \(x.columns)], the weight [\(weight.rows), \(weight.columns)], the bias [\(bias.count)]"
    )
    (self.x, self.weight, self.bias) = (x, weight, bias)
    (self.labels, self.precision) = (labels, precision)
  }
}

extension Kernels {
  /// −log softmax(x · Wᵀ + b)[label] and the log of the sum of exp of each row, without logits that are
  /// all in memory.
  package static func vocabularyLogSums(
    _ input: VocabularyInput
  ) -> (losses: [Double], logSumExp: [Float]) {
    VocabularySlices(input).forward()
  }

  /// The place of each row's label among all classes by falling logit, from 1; of equal ones the first
  /// class comes first.
  package static func vocabularyRanks(_ input: VocabularyInput) -> [Int] {
    VocabularySlices(input).ranks()
  }

  /// With P = (softmax(x · Wᵀ + b) − onehot(label)) · factor adds Pᵀ · x to dWeight (or overwrites it
  /// where it is empty) and the sum of P over rows to dBias, each where it is given; P · W, where it is
  /// wanted, comes in parts of x's shape that are to be added in their order.
  package static func vocabularyBackward(
    _ input: VocabularyInput, logSumExp: [Float], factor: Float, wantsX: Bool,
    dWeight: (memory: Tensor, isEmpty: Bool)?, dBias: Tensor?
  ) -> [Tensor] {
    VocabularySlices(input).backward(
      logSumExp, factor: factor, wantsX: wantsX, dWeight: dWeight, dBias: dBias)
  }
}
