extension Tape {
  /// Softmax cross-entropy, Σ over labelled rows of −log softmax(logits)[label] / normalizer.
  ///
  /// - logits: `[rows, classes]`; labels: one for each row, negative for rows without one (as −100 in
  ///   PyTorch); the result is a scalar `[1, 1]`.
  /// - normalizer: nil for PyTorch's mean (``CrossEntropyOptions/normalizer(of:)``: the number of labelled
  ///   rows, with class weights the sum of those of the labels); with gradient accumulation that of all
  ///   batches of the step.
  /// - options: class weights, label smoothing and focal loss.
  /// - dLogits = (softmax(logits) − onehot(label)) / normalizer without options.
  public func crossEntropy(
    _ logits: Tensor, labels: [Int32], normalizer: Float? = nil,
    options: CrossEntropyOptions = .plain
  ) -> Tensor {
    phase(.loss) {
      precondition(
        labels.count == logits.rows,
        "crossEntropy: \(labels.count) labels for \(logits.rows) rows")
      precondition(
        labels.allSatisfy { $0 < logits.columns },
        "crossEntropy: a label is not below \(logits.columns)")
      return options.isPlain
        ? meanNegativeLogLikelihood(logits, labels: labels, normalizer: normalizer)
        : weighted(logits, labels: labels, normalizer: normalizer, options: options)
    }
  }

  private func meanNegativeLogLikelihood(
    _ logits: Tensor, labels: [Int32], normalizer: Float?
  ) -> Tensor {
    let labelled = labels.reduce(0) { $0 + ($1 >= 0 ? 1 : 0) }
    let factor = 1 / (normalizer ?? Float(max(1, labelled)))
    let losses = Tensor(rows: 1, columns: logits.rows)
    let logSumExp = Tensor(rows: 1, columns: logits.rows)
    Kernels.crossEntropy(logits, labels: labels, losses: losses, logSumExp: logSumExp)
    let total = losses.values.reduce(0.0) { $0 + Double($1) }
    let loss = Tensor([Float(total * Double(factor))], rows: 1, columns: 1)
    return record(loss, from: [logits]) { dLoss in
      let dLogits = Tensor(rows: logits.rows, columns: logits.columns)
      Kernels.crossEntropyBackward(
        logits, labels: labels, logSumExp: logSumExp, factor: factor * dLoss.values[0],
        into: dLogits)
      logits.accumulateGradient(dLogits)
    }
  }

  private func weighted(
    _ logits: Tensor, labels: [Int32], normalizer: Float?, options: CrossEntropyOptions
  ) -> Tensor {
    options.check(classes: logits.columns, "crossEntropy")
    let divisor = Double(normalizer ?? options.normalizer(of: labels))
    return softmaxLoss(
      logits,
      labels.enumerated().map { row, label in
        SoftmaxSlice(
          first: row * logits.columns, stride: 1, count: logits.columns, label: Int(label),
          factor: divisor > 0 ? 1 / divisor : 1)
      }, options: options)
  }
}
