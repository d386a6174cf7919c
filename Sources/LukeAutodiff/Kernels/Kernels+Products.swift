internal import LukeKernels

extension Kernels {
  /// C[m, n] = A[m, k] · B[k, n], or C += ….
  package static func multiply(
    _ a: ProductFactor, _ b: ProductFactor, into c: Tensor, k: Int, adding: Bool = false
  ) {
    ProductFactor.multiply(a, b, into: c, k: k, adding: adding)
  }

  /// y = x · Wᵀ + b, each block of y finished while it is in the cache; `weight` is W.
  package static func linear(
    _ x: ProductFactor, weight: ProductFactor, bias: Tensor?, into y: Tensor, k: Int
  ) {
    let (out, bias, n) = (y.shared, bias?.shared, y.columns)
    ProductFactor.multiply(x, weight.transposed, into: y, k: k) { rows, columns in
      guard let bias else { return }
      for row in rows {
        let start = columns.lowerBound
        luke_add_bias(out + row * n + start, bias + start, 1, columns.count)
      }
    }
  }

  /// z = x · Wᵀ + b and y = gelu(z).
  package static func linearGELU(
    _ x: ProductFactor, weight: ProductFactor, bias: Tensor, z: Tensor, into y: Tensor, k: Int
  ) {
    let (inner, out, b, n) = (z.shared, y.shared, bias.shared, z.columns)
    ProductFactor.multiply(x, weight.transposed, into: z, k: k) { rows, columns in
      for row in rows {
        let start = row * n + columns.lowerBound
        luke_bias_gelu_forward(
          out + start, inner + start, b + columns.lowerBound, 1, columns.count)
      }
    }
  }

  /// y = layerNorm(dropout(x · Wᵀ + b) + residual).
  package static func linearLayerNorm(
    _ x: ProductFactor, weight: ProductFactor, bias: Tensor, residual: Tensor,
    norm: LayerNormRows, into y: Tensor, k: Int
  ) {
    let finish = normalizing(norm, bias: bias, residual: residual, into: y)
    ProductFactor.multiply(x, weight.transposed, into: norm.normalized, k: k, wholeRows: true) {
      rows, _ in finish(rows)
    }
  }
}
