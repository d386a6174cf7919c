extension Tape {
  /// The output half of a transformer block: y = layerNorm(dropout(x · Wᵀ + b) + residual).
  ///
  /// - x: `[rows, in]`, weight: `[out, in]`, bias, gamma, beta: `[1, out]`, residual and y: `[rows, out]`.
  /// - The normalized rows and 1/σ are kept; the dropout mask is made again in backward.
  /// - Source: `BertSelfOutput` and `BertOutput` (post-layer-norm).
  public func linearResidualLayerNorm(
    _ x: Tensor, weight: Tensor, bias: Tensor, residual: Tensor, gamma: Tensor, beta: Tensor,
    epsilon: Float, dropout probability: Float = 0
  ) -> Tensor {
    let norm = LayerNormRows(
      rows: x.rows, columns: weight.rows, gamma: gamma, beta: beta, epsilon: epsilon,
      dropoutKey: nextDropoutKey(probability), probability: probability)
    let y = Tensor(rows: x.rows, columns: weight.rows)
    let product = LinearProduct(weight, precision)
    product.forward(x, bias: bias, residual: residual, norm: norm, into: y)
    return record(y, from: [x, weight, bias, residual, gamma, beta]) { dY in
      norm.backward(dY, residual: residual)
      product.backward(dY, x: x, bias: bias)
    }
  }

  /// Layer normalization alone, y = (x − μ) / σ · γ + β over each row (biased variance).
  ///
  /// - x and y: `[rows, columns]`; gamma, beta: `[1, columns]`. Keeps the normalized rows and 1/σ.
  public func layerNorm(_ x: Tensor, gamma: Tensor, beta: Tensor, epsilon: Float) -> Tensor {
    let norm = LayerNormRows(
      rows: x.rows, columns: x.columns, gamma: gamma, beta: beta, epsilon: epsilon,
      dropoutKey: nil, probability: 0)
    let y = Tensor(rows: x.rows, columns: x.columns)
    Kernels.layerNorm(x, norm, into: y)
    return record(y, from: [x, gamma, beta]) { dY in
      norm.backward(dY)
      x.accumulateGradient(dY)
    }
  }
}
