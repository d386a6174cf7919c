internal import LukeKernels

extension Tape {
  /// A linear layer followed by the exact GELU, y = gelu(x · Wᵀ + b), gelu(z) = z · Φ(z).
  ///
  /// - x: `[rows, in]`, weight: `[out, in]`, bias: `[1, out]`; y: `[rows, out]`.
  /// - dZ = dY · (Φ(z) + z · φ(z)), then as in `linear`. z is kept.
  public func linearGELU(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor {
    let z = Tensor(rows: x.rows, columns: weight.rows)
    let y = Tensor(rows: x.rows, columns: weight.rows)
    let n = z.columns
    let product = LinearProduct(weight, precision)
    product.forward(x, into: z) { [z = z.shared, y = y.shared, b = bias.shared] in
      for row in $0 {
        let start = row * n + $1.lowerBound
        luke_bias_gelu_forward(y + start, z + start, b + $1.lowerBound, 1, $1.count)
      }
    }
    return record(y, from: [x, weight, bias]) { dY in
      defer { extendLifetime(z) }
      let (dZ, saved) = (dY.shared, z.shared)
      WorkerPool.shared.run(over: dY.count, chunk: Elementwise.chunk) { _, range in
        let start = range.lowerBound
        luke_gelu_backward(dZ + start, dZ + start, saved + start, range.count)
      }
      product.backward(dY, x: x, bias: bias)
    }
  }
}
