public import LukeAutodiff

/// A linear layer, y = x · Wᵀ + b (`torch.nn.Linear`).
public struct Linear {
  /// `[out, in]`.
  public let weight: Parameter
  /// `[out]`, if the layer has one.
  public let bias: Parameter?

  /// Declares `weight` (normal) and `bias` (zeros) in `scope`.
  public init(
    from inputSize: Int, to outputSize: Int, hasBias: Bool = true,
    standardDeviation: Float, in scope: ParameterScope
  ) {
    weight = scope.parameter(
      "weight", shape: [outputSize, inputSize], role: .weight,
      initializer: .normal(standardDeviation: standardDeviation))
    bias =
      hasBias
      ? scope.parameter("bias", shape: [outputSize], role: .bias, initializer: .zeros) : nil
  }

  /// `x`: `[rows, in]` → `[rows, out]`.
  public func callAsFunction(_ x: Tensor, on tape: Tape) -> Tensor {
    tape.linear(x, weight: weight.value(on: tape), bias: bias?.value(on: tape))
  }

  /// gelu(x · Wᵀ + b) in one pass, of a layer that has a bias.
  public func gelu(_ x: Tensor, on tape: Tape) -> Tensor {
    guard let bias else { preconditionFailure("\(weight.name) has no bias to go with its GELU") }
    return tape.linearGELU(x, weight: weight.value(on: tape), bias: bias.value(on: tape))
  }
}
