internal import LukeKernels

extension Tape {
  /// Softmax cross-entropy, Σ over labelled rows of −log softmax(logits)[label] / normalizer.
  ///
  /// - logits: `[rows, classes]`; labels: one for each row, negative for rows without one (as −100 in
  ///   PyTorch); the result is a scalar `[1, 1]`.
  /// - normalizer: nil for the number of labelled rows (PyTorch's mean); with gradient accumulation
  ///   the number in all batches of the step.
  /// - dLogits = (softmax(logits) − onehot(label)) / normalizer.
  public func crossEntropy(_ logits: Tensor, labels: [Int32], normalizer: Float? = nil) -> Tensor {
    phase(.loss) { meanNegativeLogLikelihood(logits, labels: labels, normalizer: normalizer) }
  }

  private func meanNegativeLogLikelihood(
    _ logits: Tensor, labels: [Int32], normalizer: Float?
  ) -> Tensor {
    precondition(
      labels.count == logits.rows, "crossEntropy: \(labels.count) labels for \(logits.rows) rows")
    precondition(
      labels.allSatisfy { $0 < logits.columns },
      "crossEntropy: a label is not below \(logits.columns)")
    let labelled = labels.reduce(0) { $0 + ($1 >= 0 ? 1 : 0) }
    let factor = 1 / (normalizer ?? Float(max(1, labelled)))
    let (rows, columns) = (logits.rows, logits.columns)
    let losses = Tensor(rows: 1, columns: rows)
    let logSumExp = Tensor(rows: 1, columns: rows)
    let (x, each, sums) = (logits.shared, losses.shared, logSumExp.shared)
    let chunk = Elementwise.rowChunk(columns: columns)
    WorkerPool.shared.run(over: rows, chunk: chunk) { _, range in
      for row in range {
        (each[row], sums[row]) = (0, 0)
        guard labels[row] >= 0 else { continue }
        let sum = luke_log_sum_exp(x + row * columns, columns)
        sums[row] = Float(sum)
        each[row] = Float(sum - Double(x[row * columns + Int(labels[row])]))
      }
    }
    let total = losses.values.reduce(0.0) { $0 + Double($1) }
    let loss = Tensor([Float(total * Double(factor))], rows: 1, columns: 1)
    return record(loss, from: [logits]) { dLoss in
      defer { extendLifetime((logits, logSumExp)) }
      let dLogits = Tensor(rows: rows, columns: columns)
      let scale = factor * dLoss.pointer[0]
      let (x, sums, d) = (logits.shared, logSumExp.shared, dLogits.shared)
      WorkerPool.shared.run(over: rows, chunk: chunk) { _, range in
        let first = range.lowerBound
        labels.withUnsafeBufferPointer { labels in
          luke_cross_entropy_backward(
            d + first * columns, x + first * columns, sums + first, labels.baseAddress! + first,
            0, range.count, columns, scale)
        }
      }
      logits.accumulateGradient(dLogits)
    }
  }
}
