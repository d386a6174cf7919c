extension Tape {
  /// The sum of two tensors of one shape, y = a + b; dA = dB = dY.
  public func add(_ a: Tensor, _ b: Tensor) -> Tensor {
    precondition(a.rows == b.rows && a.columns == b.columns, "add: tensors of unequal shape")
    let y = Tensor(rows: a.rows, columns: a.columns)
    Kernels.copy(a, to: y)
    Kernels.accumulate(b, into: y)
    return record(y, from: [a, b]) { dY in
      // Both may be written to from here on, so only one of them takes dY over.
      if a.requiresGradient { a.addToGradient(dY) }
      b.accumulateGradient(dY)
    }
  }
}
