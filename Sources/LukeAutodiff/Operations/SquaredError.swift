extension Tape {
  /// Squared error, Σ (x − y)² / normalizer (`torch.nn.functional.mse_loss`).
  ///
  /// - x: `[rows, columns]`; targets: y for each element, row-major, not a number where there is none; the
  ///   result is a scalar `[1, 1]`.
  /// - normalizer: nil for the number of targets (the mean); with gradient accumulation the number in all
  ///   batches of the step.
  /// - dX = 2 · (x − y) / normalizer.
  public func squaredError(_ x: Tensor, targets: [Float], normalizer: Float? = nil) -> Tensor {
    phase(.loss) {
      precondition(
        targets.count == x.count,
        "squaredError: \(targets.count) targets for [\(x.rows), \(x.columns)]")
      let factor = 1 / (normalizer ?? Float(max(1, targets.count { !$0.isNaN })))
      let total = Kernels.squaredErrors(x, targets: targets)
      let loss = Tensor([Float(total * Double(factor))], rows: 1, columns: 1)
      return record(loss, from: [x]) { dLoss in
        let dX = Tensor(rows: x.rows, columns: x.columns)
        Kernels.squaredErrorsBackward(
          x, targets: targets, factor: factor * dLoss.values[0], into: dX)
        x.accumulateGradient(dX)
      }
    }
  }
}
