import Foundation

/// What Tests/Goldens/manifest.json says: the recorded cases, and how close one must come to them.
public struct GoldenManifest: Decodable, Sendable {
  /// One recorded model with one batch.
  public struct Case: Decodable, Sendable, CustomStringConvertible {
    /// The name of the case's folder.
    public let name: String

    /// The class of transformers, as in the configuration's `architectures`.
    public let architecture: String

    /// The number of labels of the head; 2 for the bare model.
    public let labels: Int

    /// Parameters that take no part: no gradient, and left alone by AdamW, weight decay included.
    public let withoutGradient: Set<String>

    /// Parameters whose gradient is exactly zero: AdamW still decays them.
    public let zeroGradient: Set<String>

    /// Parameters whose gradient is mathematically zero and whose recorded gradient is rounding.
    public let roundingGradient: Set<String>

    enum CodingKeys: String, CodingKey {
      case name, architecture, labels
      case withoutGradient = "without_gradient"
      case zeroGradient = "zero_gradient"
      case roundingGradient = "rounding_gradient"
    }

    /// The name, by which a failing test says which case it is.
    public var description: String { name }
  }

  /// The settings of the recorded AdamW steps; no decay for biases and layer norms.
  public struct Optimizer: Decodable, Sendable {
    /// The constant learning rate.
    public let learningRate: Double

    /// The decoupled weight decay.
    public let weightDecay: Double

    /// The number added to the root of the second moment.
    public let epsilon: Double

    /// The number of steps taken.
    public let steps: Int

    enum CodingKeys: String, CodingKey {
      case learningRate = "learning_rate"
      case weightDecay = "weight_decay"
      case epsilon, steps
    }
  }

  /// The cases in the order they were recorded.
  public let cases: [Case]

  /// The optimizer of `loss_per_step` and `parameters/<name>`.
  public let optimizer: Optimizer

  /// How far from each kind of value one may be.
  public let tolerances: GoldenTolerances

  /// The manifest of this package's goldens.
  public static func load() throws -> GoldenManifest {
    try JSONDecoder().decode(
      GoldenManifest.self, from: Data(contentsOf: Goldens.folder.appending(path: "manifest.json")))
  }
}
