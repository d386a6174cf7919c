internal import LukeKernels

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
      defer { extendLifetime(z) }
      GELU.backward(dY, z)
      product.backward(dY, x: x, bias: bias)
    }
  }
}

extension LinearProduct {
  /// z = x · Wᵀ + b and y = gelu(z), each block while it is in the cache.
  func forwardGELU(_ x: Tensor, bias: Tensor, z: Tensor, into y: Tensor) {
    let n = z.columns
    forward(x, into: z) { [z = z.shared, y = y.shared, b = bias.shared] in
      for row in $0 {
        let start = row * n + $1.lowerBound
        luke_bias_gelu_forward(y + start, z + start, b + $1.lowerBound, 1, $1.count)
      }
    }
  }
}

/// The exact GELU, gelu(z) = z · Φ(z), over whole tensors.
enum GELU {
  static func forward(_ z: Tensor, into y: Tensor) {
    let (from, to) = (z.shared, y.shared)
    WorkerPool.shared.run(over: z.count, chunk: Elementwise.chunk) { _, range in
      luke_bias_gelu_forward(to + range.lowerBound, from + range.lowerBound, nil, 1, range.count)
    }
  }

  /// Turns dY into dZ = dY · (Φ(z) + z · φ(z)) in place.
  static func backward(_ dY: Tensor, _ z: Tensor) {
    let (dZ, saved) = (dY.shared, z.shared)
    WorkerPool.shared.run(over: dY.count, chunk: Elementwise.chunk) { _, range in
      let start = range.lowerBound
      luke_gelu_backward(dZ + start, dZ + start, saved + start, range.count)
    }
  }
}
