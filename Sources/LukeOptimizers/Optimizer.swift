public import LukeAutodiff

/// Changes the parameters of a model by their gradients, step by step.
///
/// The training loop and checkpoints know optimizers through this protocol alone. Its state is named
/// arrays of the shapes of the parameters and a count of steps for each; a checkpoint stores both, and
/// a run that goes on from them takes the very steps of the unbroken one.
public protocol Optimizer: AnyObject {
  /// Updates every trainable parameter that has a gradient, which is multiplied by `gradientScale`
  /// first; others are left as they are.
  func step(learningRate: Float, gradientScale: Float)
  /// Brings everything up to date that the steps so far have put off, parameters and state.
  func finish()
  /// The state of every parameter, up to date; writing to the arrays restores it.
  var state: [OptimizerState] { get }
  /// Sets the steps that the parameter of a name has taken.
  func restoreStep(_ step: Int, of name: String)
}

extension Optimizer {
  /// A step with the gradients as they are.
  public func step(learningRate: Float) {
    step(learningRate: learningRate, gradientScale: 1)
  }
}

/// What an optimizer keeps of one parameter.
public struct OptimizerState {
  /// The parameter's name.
  public let name: String
  /// The parameter's shape, and that of all arrays.
  public let shape: [Int]
  /// Steps taken; the arrays of a parameter that has taken none are zeros.
  public let step: Int
  /// The arrays, each with the name of the group that it stands in in checkpoints, such as
  /// `first_moment`.
  public let arrays: [(group: String, values: Tensor)]

  /// Creates the state of a parameter.
  public init(name: String, shape: [Int], step: Int, arrays: [(group: String, values: Tensor)]) {
    (self.name, self.shape, self.step, self.arrays) = (name, shape, step, arrays)
  }

  /// The array of a group; nil where there is none.
  public subscript(_ group: String) -> Tensor? {
    arrays.first { $0.group == group }?.values
  }
}
