extension Tape {
  /// Dropout: each element is zeroed with the given probability, the others scaled by 1 / (1 − p).
  ///
  /// The mask is a function of seed, step, the operation's place on the tape and the element's index;
  /// nothing is stored, and dX is the same mask on dY. Outside training it returns `x` itself.
  public func dropout(_ x: Tensor, probability: Float) -> Tensor {
    guard let key = nextDropoutKey(probability) else { return x }
    let y = Tensor(rows: x.rows, columns: x.columns)
    Kernels.dropout(x, into: y, key: key, probability: probability)
    return record(y, from: [x]) { dY in
      Kernels.dropout(dY, into: dY, key: key, probability: probability)
      x.accumulateGradient(dY)
    }
  }
}
