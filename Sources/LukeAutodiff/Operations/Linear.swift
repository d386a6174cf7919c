internal import LukeKernels

extension Tape {
  /// A linear layer, y = x · Wᵀ + b.
  ///
  /// - x: `[rows, in]`, weight: `[out, in]`, bias: `[1, out]` or none; y: `[rows, out]`.
  /// - dX = dY · W, dW = dYᵀ · X, db = Σ dY over rows.
  public func linear(_ x: Tensor, weight: Tensor, bias: Tensor?) -> Tensor {
    let y = Tensor(rows: x.rows, columns: weight.rows)
    let product = LinearProduct(weight, precision)
    product.forward(x, into: y) {
      [bias = bias?.shared, y = y.shared, n = y.columns] in
      guard let bias else { return }
      addBias(bias, to: y, rows: $0, columns: $1, leading: n)
    }
    return record(y, from: [x, weight] + (bias.map { [$0] } ?? [])) { dY in
      product.backward(dY, x: x, bias: bias)
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
struct LinearProduct {
  private let weight: Tensor
  /// The weight as products read it, from the forward to the backward pass.
  private let factor: ProductFactor
  private let precision: Precision

  init(_ weight: Tensor, _ precision: Precision) {
    self.weight = weight
    self.precision = precision
    factor = ProductFactor(weight, precision)
  }

  /// y = x · Wᵀ; `epilogue` finishes each block while it is in the cache.
  func forward(
    _ x: Tensor, into y: Tensor, wholeRows: Bool = false,
    epilogue: @escaping @Sendable (_ rows: Range<Int>, _ columns: Range<Int>) -> Void
  ) {
    precondition(
      x.columns == weight.columns,
      "linear: x is [\(x.rows), \(x.columns)], the weight [\(weight.rows), \(weight.columns)]")
    ProductFactor.multiply(
      ProductFactor(x, precision), factor.transposed, into: y, k: x.columns,
      wholeRows: wholeRows, epilogue: epilogue)
  }

  /// Adds dX, dW and db, each where it is wanted.
  func backward(_ dY: Tensor, x: Tensor, bias: Tensor?) {
    if let bias, bias.requiresGradient { Elementwise.addColumnSums(of: dY, toGradientOf: bias) }
    guard weight.requiresGradient || x.requiresGradient else { return }
    let gradient = ProductFactor(dY, precision)
    if weight.requiresGradient {
      let (dW, isEmpty) = weight.gradientTarget()
      ProductFactor.multiply(
        gradient.transposed, ProductFactor(x, precision), into: dW, k: x.rows,
        adding: !isEmpty)
    }
    if x.requiresGradient {
      let (dX, isEmpty) = x.gradientTarget()
      ProductFactor.multiply(gradient, factor, into: dX, k: weight.rows, adding: !isEmpty)
    }
  }
}
