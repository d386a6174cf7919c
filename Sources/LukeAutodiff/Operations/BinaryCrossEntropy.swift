extension Tape {
  /// Binary cross-entropy of logits, Σ of −(y · log σ(z) + (1 − y) · log(1 − σ(z))) / normalizer
  /// (`torch.nn.functional.binary_cross_entropy_with_logits`): each column is a question of its own.
  ///
  /// - logits: `[rows, columns]`; targets: y from 0 to 1 for each element, row-major, not a number where
  ///   there is none; the result is a scalar `[1, 1]`.
  /// - normalizer: nil for the number of targets (PyTorch's mean, also with class weights); with gradient
  ///   accumulation the number in all batches of the step.
  /// - options: weights of the columns; label smoothing, which moves y to (1 − ε) · y + ε / 2; focal loss.
  /// - dLogits = (σ(z) − y) / normalizer without options.
  public func binaryCrossEntropy(
    _ logits: Tensor, targets: [Float], normalizer: Float? = nil,
    options: CrossEntropyOptions = .plain
  ) -> Tensor {
    phase(.loss) {
      options.check(classes: logits.columns, "binaryCrossEntropy")
      precondition(
        targets.count == logits.count,
        "binaryCrossEntropy: \(targets.count) targets for [\(logits.rows), \(logits.columns)]")
      let factor = 1 / (normalizer ?? Float(max(1, targets.count { !$0.isNaN })))
      let total = Kernels.binaryCrossEntropy(logits, targets: targets, options: options)
      let loss = Tensor([Float(total * Double(factor))], rows: 1, columns: 1)
      return record(loss, from: [logits]) { dLoss in
        let dLogits = Tensor(rows: logits.rows, columns: logits.columns)
        Kernels.binaryCrossEntropyBackward(
          logits, targets: targets, options: options, factor: factor * dLoss.values[0],
          into: dLogits)
        logits.accumulateGradient(dLogits)
      }
    }
  }
}
