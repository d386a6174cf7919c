extension Tape {
  /// A linear layer followed by the exact GELU, y = gelu(x · Wᵀ + b), gelu(z) = z · Φ(z).
  ///
  /// - x: `[rows, in]`, weight: `[out, in]`, bias: `[1, out]`; y: `[rows, out]`.
  /// - dZ = dY · (Φ(z) + z · φ(z)), then as in `linear`. z is kept.
  public func linearGELU(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor {
    let z = Tensor(rows: x.rows, columns: weight.rows)
    let y = Tensor(rows: x.rows, columns: weight.rows)
    let product = LinearProduct(weight, precision)
    product.forwardGELU(x, bias: bias, z: z, into: y)
    return record(y, from: [x, weight, bias]) { dY in
      Kernels.geluBackward(dY, z: z)
      product.backward(dY, x: x, bias: bias)
    }
  }
}
