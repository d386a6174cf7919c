extension Tape {
  /// A loss of one's own, `[1, 1]`, from its value and its derivatives.
  ///
  /// - outputs: `[rows, columns]`; `body` gets its elements row by row, and gives the loss and its derivative
  ///   by each of them in the same order. Squared errors of numbers, for example:
  ///
  ///       tape.loss(of: numbers) { found in
  ///         let errors = zip(found, wanted).map { $0 - $1 }
  ///         return (errors.reduce(0) { $0 + $1 * $1 } / normalizer, errors.map { 2 * $0 / normalizer })
  ///       }
  ///
  /// - dOutputs = derivatives · dLoss.
  public func loss(
    of outputs: Tensor, _ body: ([Float]) -> (loss: Float, derivatives: [Float])
  ) -> Tensor {
    phase(.loss) {
      let (loss, derivatives) = body(outputs.values)
      precondition(
        derivatives.count == outputs.count,
        "loss: \(derivatives.count) derivatives for \(outputs.count) outputs")
      return record(Tensor([loss], rows: 1, columns: 1), from: [outputs]) { dLoss in
        let factor = dLoss.values[0]
        outputs.accumulateGradient(
          Tensor(derivatives.map { $0 * factor }, rows: outputs.rows, columns: outputs.columns))
      }
    }
  }
}
