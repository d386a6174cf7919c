/// What a training checkpoint holds beside the model.
public struct TrainingState {
  /// Everything but arrays, as a JSON document: step, seed, position in the data, scores so far. What
  /// is in it is the training loop's own business.
  public var document: String
  /// Arrays as large as the weights, each named `<group>/<name>`, such as
  /// `first_moment/luke.pooler.dense.weight`.
  public var arrays: ModelWeights

  /// Creates a state.
  public init(document: String, arrays: ModelWeights) {
    self.document = document
    self.arrays = arrays
  }
}
