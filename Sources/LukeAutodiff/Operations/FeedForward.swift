extension Tape {
  /// A layer's weight and bias.
  public struct LinearWeights {
    let weight, bias: Tensor

    /// Creates the weights of a layer: `[out, in]` and `[1, out]`.
    public init(weight: Tensor, bias: Tensor) {
      (self.weight, self.bias) = (weight, bias)
    }
  }

  /// The feed-forward half of a transformer block,
  /// y = layerNorm(dropout(gelu(x · W₁ᵀ + b₁) · W₂ᵀ + b₂) + x).
  ///
  /// - x and y: `[rows, size]`, W₁: `[inner, size]`, W₂: `[size, inner]`, gamma, beta: `[1, size]`.
  /// - Of the two matrices `[rows, inner]` only z = x · W₁ᵀ + b₁ is kept; gelu(z) is made again in
  ///   backward, which costs little beside the products. Else as `linearGELU` followed by
  ///   `linearResidualLayerNorm`, to the same bits.
  /// - Source: `BertIntermediate` and `BertOutput`.
  public func feedForward(
    _ x: Tensor, inner: LinearWeights, outer: LinearWeights, gamma: Tensor, beta: Tensor,
    epsilon: Float, dropout probability: Float = 0
  ) -> Tensor {
    let z = Tensor(rows: x.rows, columns: inner.weight.rows)
    let innerProduct = LinearProduct(inner.weight, precision)
    let outerProduct = LinearProduct(outer.weight, precision)
    let norm = LayerNormRows(
      rows: x.rows, columns: outer.weight.rows, gamma: gamma, beta: beta, epsilon: epsilon,
      dropoutKey: nextDropoutKey(probability), probability: probability)
    let y = Tensor(rows: x.rows, columns: outer.weight.rows)
    do {
      let activated = Tensor(rows: z.rows, columns: z.columns)
      innerProduct.forwardGELU(x, bias: inner.bias, z: z, into: activated)
      outerProduct.forward(activated, bias: outer.bias, residual: x, norm: norm, into: y)
    }
    let needsInner = [x, inner.weight, inner.bias].contains(where: \.requiresGradient)
    return record(
      y, from: [x, inner.weight, inner.bias, outer.weight, outer.bias, gamma, beta]
    ) { dY in
      norm.backward(dY, residual: x)
      let activated = Tensor(rows: z.rows, columns: z.columns, requiresGradient: needsInner)
      Kernels.gelu(z, into: activated)
      outerProduct.backward(dY, x: activated, bias: outer.bias)
      guard let dZ = activated.gradient else { return }
      Kernels.geluBackward(dZ, z: z)
      innerProduct.backward(dZ, x: x, bias: inner.bias)
    }
  }
}
