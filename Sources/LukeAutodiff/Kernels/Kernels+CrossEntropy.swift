internal import LukeKernels

extension Kernels {
  /// For each row −log softmax(logits)[label] and the log of the sum of exp(logits), as `[1, rows]`;
  /// zeros where the label is negative.
  package static func crossEntropy(
    _ logits: Tensor, labels: [Int32], losses: Tensor, logSumExp: Tensor
  ) {
    let (x, each, sums) = (logits.shared, losses.shared, logSumExp.shared)
    let columns = logits.columns
    rows(of: logits) { range in
      for row in range {
        (each[row], sums[row]) = (0, 0)
        guard labels[row] >= 0 else { continue }
        let sum = luke_log_sum_exp(x + row * columns, columns)
        sums[row] = Float(sum)
        each[row] = Float(sum - Double(x[row * columns + Int(labels[row])]))
      }
    }
  }

  /// dLogits = (softmax(logits) − onehot(label)) · factor, zeros for rows whose label is negative.
  package static func crossEntropyBackward(
    _ logits: Tensor, labels: [Int32], logSumExp: Tensor, factor: Float, into dLogits: Tensor
  ) {
    let (x, sums, d) = (logits.shared, logSumExp.shared, dLogits.shared)
    let columns = logits.columns
    rows(of: logits) { range in
      let first = range.lowerBound
      labels.withUnsafeBufferPointer { labels in
        luke_cross_entropy_backward(
          d + first * columns, x + first * columns, sums + first, labels.baseAddress! + first,
          0, range.count, columns, factor)
      }
    }
  }
}
