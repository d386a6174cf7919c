/// Where a training run stands.
public struct ProgressState: Hashable, Sendable {
  /// The optimizer steps done.
  public var step: Int
  /// The optimizer steps of the whole run.
  public var totalSteps: Int
  /// The loss, averaged over what was done since the last report.
  public var loss: Double
  /// The learning rate.
  public var learningRate: Double
  /// The words (subwords) read since this process began.
  public var words: Int

  /// Creates a state.
  public init(step: Int, totalSteps: Int, loss: Double, learningRate: Double, words: Int) {
    self.step = step
    self.totalSteps = totalSteps
    self.loss = loss
    self.learningRate = learningRate
    self.words = words
  }
}
