extension Tape {
  /// y = tanh(x), elementwise.
  ///
  /// dX = dY · (1 − y²).
  public func tanh(_ x: Tensor) -> Tensor {
    let y = Tensor(rows: x.rows, columns: x.columns)
    Kernels.tanh(x, into: y)
    return record(y, from: [x]) { dY in
      Kernels.tanhBackward(dY, y: y)
      x.accumulateGradient(dY)
    }
  }
}
