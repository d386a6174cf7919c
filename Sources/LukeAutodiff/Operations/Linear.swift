extension Tape {
  /// A linear layer, y = x · Wᵀ + b.
  ///
  /// - x: `[rows, in]`, weight: `[out, in]`, bias: `[1, out]` or none; y: `[rows, out]`.
  /// - dX = dY · W, dW = dYᵀ · X, db = Σ dY over rows.
  public func linear(_ x: Tensor, weight: Tensor, bias: Tensor?) -> Tensor {
    let y = Tensor(rows: x.rows, columns: weight.rows)
    let product = LinearProduct(weight, precision)
    product.forward(x, bias: bias, into: y)
    return record(y, from: [x, weight] + (bias.map { [$0] } ?? [])) { dY in
      product.backward(dY, x: x, bias: bias)
    }
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

  /// y = x · Wᵀ + b.
  func forward(_ x: Tensor, bias: Tensor?, into y: Tensor) {
    Kernels.linear(input(x), weight: factor, bias: bias, into: y, k: x.columns)
  }

  /// z = x · Wᵀ + b and y = gelu(z).
  func forwardGELU(_ x: Tensor, bias: Tensor, z: Tensor, into y: Tensor) {
    Kernels.linearGELU(input(x), weight: factor, bias: bias, z: z, into: y, k: x.columns)
  }

  /// y = layerNorm(dropout(x · Wᵀ + b) + residual).
  func forward(
    _ x: Tensor, bias: Tensor, residual: Tensor, norm: LayerNormRows, into y: Tensor
  ) {
    Kernels.linearLayerNorm(
      input(x), weight: factor, bias: bias, residual: residual, norm: norm, into: y, k: x.columns)
  }

  private func input(_ x: Tensor) -> ProductFactor {
    precondition(
      x.columns == weight.columns,
      "linear: x is [\(x.rows), \(x.columns)], the weight [\(weight.rows), \(weight.columns)]")
    return ProductFactor(x, precision)
  }

  /// Adds dX, dW and db, each where it is wanted.
  func backward(_ dY: Tensor, x: Tensor, bias: Tensor?) {
    if let bias, bias.requiresGradient {
      Kernels.addColumnSums(of: dY, to: bias.zeroFilledGradient())
    }
    guard weight.requiresGradient || x.requiresGradient else { return }
    let gradient = ProductFactor(dY, precision)
    if weight.requiresGradient {
      let (dW, isEmpty) = weight.gradientTarget()
      Kernels.multiply(
        gradient.transposed, ProductFactor(x, precision), into: dW, k: x.rows, adding: !isEmpty)
    }
    if x.requiresGradient {
      let (dX, isEmpty) = x.gradientTarget()
      Kernels.multiply(gradient, factor, into: dX, k: weight.rows, adding: !isEmpty)
    }
  }
}
