import LukeAutodiff
import LukeTestSupport

/// One call of an operation, and the same computed in the plainest way in double precision.
struct OperationCase: Sendable {
  typealias Input = (name: String, value: Matrix)

  /// What is special about it, for messages.
  let name: String
  /// The matrices that gradients are wanted for, by name.
  let inputs: [Input]
  var mode = Tape.Mode.recording
  /// How far a gradient may be off where it should be zero, from rounding alone.
  var noise: Float = 1e-7
  let operation: @Sendable (Tape, [Tensor]) -> Tensor
  let reference: @Sendable ([Matrix]) -> Matrix

  var values: [Matrix] { inputs.map(\.value) }

  /// The weights of the outputs in the scalar whose gradient is checked.
  func outputWeights() -> Matrix {
    let output = reference(values)
    return Matrix.random(output.rows, output.columns, seed: 99)
  }
}

extension OperationCase {
  /// Runs the operation on `tensors` and back from the weighted sum of its outputs.
  @discardableResult
  func run(_ tensors: [Tensor], weights: Matrix) -> Tensor {
    let tape = Tape(mode)
    let output = operation(tape, tensors)
    tape.backward(from: tape.weightedSum(output, weights))
    return output
  }

  func tensors(requiringGradient: (Int) -> Bool = { _ in true }) -> [Tensor] {
    inputs.indices.map { inputs[$0].value.tensor(requiresGradient: requiringGradient($0)) }
  }
}

/// Central differences of a scalar function of matrices.
struct CentralDifferences {
  let weights: Matrix
  let inputs: [Matrix]
  let reference: ([Matrix]) -> Matrix
  /// Truncation costs its square, rounding 10⁻¹⁶ over it: about 10⁻⁹ and 10⁻¹².
  let step = 1e-4

  private func objective(_ index: Int, _ input: Matrix) -> Double {
    var inputs = inputs
    inputs[index] = input
    return reference(inputs).dot(weights)
  }

  /// d(objective)/d(one element).
  func derivative(of index: Int, at position: Int) -> Double {
    let input = inputs[index]
    let above = objective(index, input.moved(position, by: step))
    return (above - objective(index, input.moved(position, by: -step))) / (2 * step)
  }

  /// d(objective)/d(direction): every element takes part.
  func derivative(of index: Int, along direction: Matrix) -> Double {
    let input = inputs[index]
    let above = objective(index, input.moved(along: direction, by: step))
    return (above - objective(index, input.moved(along: direction, by: -step))) / (2 * step)
  }

  /// All positions of a small input; of a large one its ends and some in between.
  func positions(of index: Int) -> [Int] {
    let count = inputs[index].values.count
    if count <= 512 { return Array(0..<count) }
    var generator = SeededGenerator(seed: UInt64(count))
    return [0, 1, count / 2, count - 2, count - 1] + generator.integers(20, in: 0..<count)
  }
}
