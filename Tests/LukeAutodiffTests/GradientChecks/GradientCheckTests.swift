import Foundation
import LukeAutodiff
import LukeTestSupport
import Testing

/// Each operation against its reference in double precision: results, and gradients by central
/// differences, over shapes with ones, odd numbers and more than one range of work.
@Suite struct GradientCheckTests {
  @Test(arguments: CheckedOperation.allCases)
  func resultIsThatOfTheReference(_ operation: CheckedOperation) {
    for check in operation.cases {
      let expected = check.reference(check.values)
      for mode in [check.mode] + (check.mode == .recording ? [.inference] : []) {
        let output = check.operation(Tape(mode), check.tensors())
        #expect(output.rows == expected.rows && output.columns == expected.columns)
        expectClose(
          output.values, expected.floats,
          tolerance: Tolerance(absolute: 1e-6, relativeToLargest: 1e-5),
          "\(operation.rawValue), \(check.name)")
      }
    }
  }

  @Test(arguments: CheckedOperation.allCases)
  func gradientsAreCentralDifferences(_ operation: CheckedOperation) {
    for check in operation.cases {
      let weights = check.outputWeights()
      let tensors = check.tensors()
      check.run(tensors, weights: weights)
      let differences = CentralDifferences(
        weights: weights, inputs: check.values, reference: check.reference)
      for index in tensors.indices {
        let name = "\(operation.rawValue), \(check.name), d(\(check.inputs[index].name))"
        guard let gradient = tensors[index].gradient else {
          Issue.record("\(name): no gradient")
          continue
        }
        expectElements(of: gradient, index, differences, noise: check.noise, name)
        expectDirection(of: gradient, index, differences, name)
      }
    }
  }

  private func expectElements(
    of gradient: Tensor, _ index: Int, _ differences: CentralDifferences, noise: Float,
    _ name: String
  ) {
    let positions = differences.positions(of: index)
    let actual = gradient.values
    let expected = positions.map { Float(differences.derivative(of: index, at: $0)) }
    let places = positions.count < actual.count ? " at \(positions)" : ""
    expectClose(
      positions.map { actual[$0] }, expected,
      tolerance: Tolerance(absolute: noise, relativeToLargest: 1e-4), name + places)
  }

  /// The derivative along a random direction, in which a fault in any one element shows.
  private func expectDirection(
    of gradient: Tensor, _ index: Int, _ differences: CentralDifferences, _ name: String
  ) {
    var generator = SeededGenerator(seed: 5)
    let direction = Matrix(rows: gradient.rows, columns: gradient.columns) { _, _ in
      Bool.random(using: &generator) ? 1 : -1
    }
    let expected = differences.derivative(of: index, along: direction)
    let actual = Matrix(gradient)
    let limit = 1e-4 * actual.norm + 1e-5
    #expect(
      abs(actual.dot(direction) - expected) <= limit,
      "\(name) along a direction: \(actual.dot(direction)), expected \(expected) ± \(limit)")
  }

  /// Gradients of a second backward pass add to those of the first.
  @Test(arguments: CheckedOperation.allCases)
  func gradientsAccumulate(_ operation: CheckedOperation) {
    for check in operation.cases {
      let weights = check.outputWeights()
      let (once, twice) = (check.tensors(), check.tensors())
      check.run(once, weights: weights)
      for _ in 0..<2 { check.run(twice, weights: weights) }
      for (index, input) in check.inputs.enumerated() {
        expectClose(
          twice[index].gradient?.values ?? [], once[index].gradient?.values.map { 2 * $0 } ?? [],
          tolerance: Tolerance(absolute: 1e-6, relativeToLargest: 1e-5),
          "\(operation.rawValue), \(check.name), d(\(input.name)) twice")
      }
    }
  }

  /// An input that needs no gradient gets none, and the others get theirs all the same.
  @Test(arguments: CheckedOperation.allCases)
  func frozenInputsGetNoGradient(_ operation: CheckedOperation) {
    for check in operation.cases {
      let weights = check.outputWeights()
      let all = check.tensors()
      check.run(all, weights: weights)
      for frozen in check.inputs.indices {
        let tensors = check.tensors { $0 != frozen }
        check.run(tensors, weights: weights)
        for (index, input) in check.inputs.enumerated() {
          let expected = index == frozen ? nil : all[index].gradient?.values
          expectSameBits(
            tensors[index].gradient?.values, expected,
            "\(operation.rawValue), \(check.name), d(\(input.name)), frozen: \(frozen)")
        }
      }
    }
  }

  /// Inputs that are rows of a larger tensor: the gradient lands in those rows and nowhere else.
  @Test(arguments: CheckedOperation.allCases)
  func gradientsReachThroughSlices(_ operation: CheckedOperation) {
    for check in operation.cases {
      let weights = check.outputWeights()
      let whole = check.tensors()
      check.run(whole, weights: weights)
      let wide = check.inputs.map { framed($0.value).tensor(requiresGradient: true) }
      check.run(wide.map { $0.rows(1..<$0.rows - 1) }, weights: weights)
      for (index, input) in check.inputs.enumerated() {
        let expected = whole[index].gradient.map { framed(Matrix($0), by: 0) }
        expectClose(
          wide[index].gradient?.values ?? [], expected?.floats ?? [],
          tolerance: Tolerance(absolute: 1e-6, relativeToLargest: 1e-5),
          "\(operation.rawValue), \(check.name), d(\(input.name)) through a slice")
      }
    }
  }

  /// The matrix with a row of `value` above and one below.
  private func framed(_ matrix: Matrix, by value: Double = 7) -> Matrix {
    let border = [Double](repeating: value, count: matrix.columns)
    return Matrix(
      border + matrix.values + border, rows: matrix.rows + 2, columns: matrix.columns)
  }
}
