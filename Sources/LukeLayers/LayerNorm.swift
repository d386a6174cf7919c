public import LukeAutodiff

/// Layer normalization over a row (`torch.nn.LayerNorm`).
public struct LayerNorm {
  /// γ, `[size]`.
  public let weight: Parameter
  /// β, `[size]`.
  public let bias: Parameter
  /// Added to the variance.
  public let epsilon: Float

  /// Declares `weight` (ones) and `bias` (zeros) in `scope`.
  public init(size: Int, epsilon: Float, in scope: ParameterScope) {
    weight = scope.parameter("weight", shape: [size], role: .normalization, initializer: .ones)
    bias = scope.parameter("bias", shape: [size], role: .bias, initializer: .zeros)
    self.epsilon = epsilon
  }

  /// `x`: `[rows, size]` → the same shape.
  public func callAsFunction(_ x: Tensor, on tape: Tape) -> Tensor {
    tape.layerNorm(
      x, gamma: weight.value(on: tape), beta: bias.value(on: tape), epsilon: epsilon)
  }
}
