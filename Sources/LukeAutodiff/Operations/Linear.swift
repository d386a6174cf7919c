internal import LukeKernels

extension Tape {
  /// A linear layer, y = x · Wᵀ + b.
  ///
  /// - x: `[rows, in]`, weight: `[out, in]`, bias: `[1, out]` or none; y: `[rows, out]`.
  /// - dX = dY · W, dW = dYᵀ · X, db = Σ dY over rows.
  public func linear(_ x: Tensor, weight: Tensor, bias: Tensor?) -> Tensor {
    let y = Tensor(rows: x.rows, columns: weight.rows)
    LinearProduct.forward(x, weight, into: y) {
      [bias = bias?.shared, y = y.shared, n = y.columns] in
      guard let bias else { return }
      addBias(bias, to: y, rows: $0, columns: $1, leading: n)
    }
    return record(y, from: [x, weight] + (bias.map { [$0] } ?? [])) { dY in
      LinearProduct.backward(dY, x: x, weight: weight, bias: bias)
    }
  }
}

private func addBias(
  _ bias: FloatPointer, to y: FloatPointer, rows: Range<Int>, columns: Range<Int>, leading: Int
) {
  for row in rows {
    let start = columns.lowerBound
    luke_add_bias(y + row * leading + start, bias + start, 1, columns.count)
  }
}

/// The products of a linear layer, shared by the operations that fuse something to it.
enum LinearProduct {
  /// y = x · Wᵀ; `epilogue` finishes each block while it is in the cache.
  static func forward(
    _ x: Tensor, _ weight: Tensor, into y: Tensor, wholeRows: Bool = false,
    epilogue: @escaping @Sendable (_ rows: Range<Int>, _ columns: Range<Int>) -> Void
  ) {
    precondition(
      x.columns == weight.columns,
      "linear: x is [\(x.rows), \(x.columns)], the weight [\(weight.rows), \(weight.columns)]")
    MatrixProduct.run(
      .init(x), .init(weight, isTransposed: true), into: y, k: x.columns, wholeRows: wholeRows,
      epilogue: epilogue)
  }

  /// Adds dX, dW and db, each where it is wanted.
  static func backward(_ dY: Tensor, x: Tensor, weight: Tensor, bias: Tensor?) {
    if let bias, bias.requiresGradient { Elementwise.addColumnSums(of: dY, toGradientOf: bias) }
    if weight.requiresGradient {
      let (dW, isEmpty) = weight.gradientTarget()
      MatrixProduct.run(
        .init(dY, isTransposed: true), .init(x), into: dW, k: x.rows, adding: !isEmpty)
    }
    if x.requiresGradient {
      let (dX, isEmpty) = x.gradientTarget()
      MatrixProduct.run(.init(dY), .init(weight), into: dX, k: weight.rows, adding: !isEmpty)
    }
  }
}
