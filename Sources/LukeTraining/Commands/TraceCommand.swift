/// `luke-train trace MODEL BATCH.json OUT.h5`: every output, and on request every gradient, of one
/// batch.
public enum TraceCommand {
  /// AdamW steps on the batch, at a constant rate, without dropout and clipping.
  public struct Steps: Hashable, Sendable {
    /// The number of steps.
    public var count: Int
    /// The learning rate.
    public var learningRate: Double
    /// The decoupled decay.
    public var weightDecay: Double
    /// The term in the denominator.
    public var epsilon: Double

    /// Creates the settings of the steps.
    public init(count: Int, learningRate: Double, weightDecay: Double, epsilon: Double) {
      self.count = count
      self.learningRate = learningRate
      self.weightDecay = weightDecay
      self.epsilon = epsilon
    }
  }

  /// Runs the batch through the model in evaluation mode and writes what came out.
  public static func run(
    model: String, batch: String, output: String, withGradients: Bool, steps: Steps?,
    options: CommandOptions
  ) throws {
    throw TrainingError.internalFault("trace is not built yet")
  }
}
