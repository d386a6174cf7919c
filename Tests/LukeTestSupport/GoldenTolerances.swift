/// How far from the recorded values an implementation in Float32 may be.
public struct GoldenTolerances: Decodable, Sendable {
  /// The tolerance for every element of an output.
  public let outputs: Tolerance

  /// The tolerance for the loss.
  public let loss: Tolerance

  /// The tolerance for the losses before each step.
  public let lossPerStep: Tolerance

  private let gradients: Gradients
  private let parameters: Parameters

  private struct Gradients: Decodable {
    let relative: Float
    let floor: Float
  }

  private struct Parameters: Decodable {
    let absolute: Float
    let rounding: Float

    enum CodingKeys: String, CodingKey {
      case absolute
      case rounding = "rounding_absolute"
    }
  }

  enum CodingKeys: String, CodingKey {
    case outputs, loss, gradients, parameters
    case lossPerStep = "loss_per_step"
  }

  /// The tolerance for a gradient of a model whose largest gradient of all is `largest`.
  public func gradient(largest: Float) -> Tolerance {
    Tolerance(absolute: gradients.floor * largest, relativeToLargest: gradients.relative)
  }

  /// The tolerance for a parameter after the recorded steps.
  public func parameter(_ name: String, of golden: GoldenManifest.Case) -> Tolerance {
    let isRounding = golden.roundingGradient.contains(name)
    return Tolerance(absolute: isRounding ? parameters.rounding : parameters.absolute)
  }
}
