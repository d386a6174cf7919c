extension Tape {
  /// The rows of `first`, then those of `second`.
  ///
  /// dFirst and dSecond are the parts of dY.
  public func concatenateRows(_ first: Tensor, _ second: Tensor) -> Tensor {
    precondition(first.columns == second.columns, "concatenateRows: rows of unequal length")
    let y = Tensor(rows: first.rows + second.rows, columns: first.columns)
    Kernels.copy(first, to: y.rows(0..<first.rows))
    Kernels.copy(second, to: y.rows(first.rows..<y.rows))
    return record(y, from: [first, second]) { dY in
      first.accumulateGradient(dY.rows(0..<first.rows))
      second.accumulateGradient(dY.rows(first.rows..<dY.rows))
    }
  }
}
