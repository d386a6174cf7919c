extension Tape {
  /// A linear layer over a large vocabulary and the softmax cross-entropy of its logits,
  /// Σ over rows of −log softmax(x · Wᵀ + b)[label] / normalizer, whose logits are never all in memory.
  ///
  /// - x: `[rows, in]`, weight: `[classes, in]`, bias: `[1, classes]`; labels: one class for each row;
  ///   the result is a scalar `[1, 1]`.
  /// - normalizer: nil for the number of rows; with gradient accumulation the number in all batches
  ///   of the step.
  /// - Works through slices of the vocabulary; only the log-sum of each row is kept, and the backward
  ///   pass computes the logits of a slice again. With P = (softmax − onehot) / normalizer:
  ///   dX = P · W, dW = Pᵀ · x, db = Σ P over rows.
  public func linearCrossEntropy(
    _ x: Tensor, weight: Tensor, bias: Tensor, labels: [Int32], normalizer: Float? = nil
  ) -> Tensor {
    phase(.loss) {
      precondition(
        labels.count == x.rows && labels.allSatisfy { (0..<Int32(weight.rows)).contains($0) },
        "linearCrossEntropy: \(x.rows) rows need a label each, below \(weight.rows)")
      let factor = 1 / (normalizer ?? Float(max(1, labels.count)))
      let input = VocabularyInput(
        x, weight: weight, bias: bias, labels: labels, precision: precision)
      let (losses, logSumExp) = Kernels.vocabularyLogSums(input)
      let loss = Tensor([Float(losses.reduce(0, +) * Double(factor))], rows: 1, columns: 1)
      return record(loss, from: [x, weight, bias]) { dLoss in
        guard x.rows > 0 else { return }
        let parts = Kernels.vocabularyBackward(
          input, logSumExp: logSumExp, factor: factor * dLoss.values[0],
          wantsX: x.requiresGradient,
          dWeight: weight.requiresGradient ? weight.gradientTarget() : nil,
          dBias: bias.requiresGradient ? bias.zeroFilledGradient() : nil)
        for part in parts { x.addToGradient(part) }
      }
    }
  }
}
