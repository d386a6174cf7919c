import Foundation
import LukeAutodiff
import LukeTestSupport
import Testing

/// Products in bfloat16: factors are rounded, sums are not.
@Suite(.serialized) struct PrecisionTests {
  private static let shapes = [(1, 1, 1), (5, 7, 3), (67, 33, 130), (401, 96, 65)]

  /// Each number as the nearest bfloat16, ties to even.
  private static func rounded(_ matrix: Matrix) -> Matrix {
    let values = matrix.values.map { value -> Double in
      let bits = Float(value).bitPattern
      return Double(Float(bitPattern: (bits + 0x7fff + (bits >> 16 & 1)) & 0xffff_0000))
    }
    return Matrix(values, rows: matrix.rows, columns: matrix.columns)
  }

  /// A linear layer and its gradients against the definition with rounded factors.
  private static func checkLinear() {
    for (rows, from, to) in shapes {
      let x = Matrix.random(rows, from, seed: 1)
      let weight = Matrix.random(to, from, seed: 2)
      let dY = Matrix.random(rows, to, seed: 3)
      let inputs = (x.tensor(requiresGradient: true), weight.tensor(requiresGradient: true))
      let tape = Tape(.recording, precision: .bfloat16)
      let y = tape.linear(inputs.0, weight: inputs.1, bias: nil)
      tape.backward(from: tape.weightedSum(y, dY))
      let (rx, rw, rd) = (rounded(x), rounded(weight), rounded(dY))
      func expect(_ found: [Float]?, _ expected: Matrix, _ name: String) {
        expectClose(
          found ?? [], expected.floats, relativeToLargest: 1e-5, "\(name) of \((rows, from, to))")
      }
      expect(
        y.values,
        Matrix(rows: rows, columns: to) { row, column in
          (0..<from).reduce(0.0) { $0 + rx[row, $1] * rw[column, $1] }
        }, "y")
      expect(
        inputs.0.gradient?.values,
        Matrix(rows: rows, columns: from) { row, column in
          (0..<to).reduce(0.0) { $0 + rd[row, $1] * rw[$1, column] }
        }, "dX")
      expect(
        inputs.1.gradient?.values,
        Matrix(rows: to, columns: from) { row, column in
          (0..<rows).reduce(0.0) { $0 + rd[$1, row] * rx[$1, column] }
        }, "dW")
    }
  }

  @Test func factorsAreRoundedAndSumsAreNot() {
    Self.checkLinear()
  }

  /// Without instructions for bfloat16, the same numbers come from float32 products.
  ///
  /// In a process of its own, where OpenBLAS can be chosen.
  @Test func processorsWithoutInstructionsDoTheSame() async {
    await #expect(processExitsWith: .success) {
      setenv("LUKE_PRODUCTS", "openblas", 1)
      #expect(ProductLibrary.description.hasPrefix("OpenBLAS"))
      PrecisionTests.checkLinear()
    }
  }

  /// A vocabulary head against the same in float32, of whole numbers that bfloat16 holds exactly.
  @Test func vocabularyHeadsAreRoundedOnlyInTheirFactors() {
    func whole(_ rows: Int, _ columns: Int, seed: UInt64) -> Matrix {
      let matrix = Matrix.random(rows, columns, in: -3...3, seed: seed)
      return Matrix(matrix.values.map { $0.rounded() }, rows: rows, columns: columns)
    }
    let results = Precision.allCases.map { precision in
      let x = whole(3, 5, seed: 1).tensor(requiresGradient: true)
      let weight = whole(2500, 5, seed: 2).tensor(requiresGradient: true)
      let bias = Matrix.random(1, 2500, seed: 3).tensor(requiresGradient: true)
      let tape = Tape(.recording, precision: precision)
      let loss = tape.linearCrossEntropy(x, weight: weight, bias: bias, labels: [0, 2499, 1030])
      tape.backward(from: loss)
      return [loss.values] + [x, weight, bias].map { $0.gradient?.values ?? [] }
    }
    expectSameBits(results[1][0], results[0][0], "loss")
    expectSameBits(results[1][3], results[0][3], "the bias' gradient is a sum")
    for (index, name) in [(1, "dX"), (2, "dW")] {
      // Softmax itself is rounded to 8 bits.
      expectClose(results[1][index], results[0][index], relativeToLargest: 1 / 128, name)
      #expect(results[1][index] != results[0][index], "\(name) is rounded")
    }
  }

  @Test func bitsDoNotDependOnTheNumberOfThreads() {
    let original = WorkerPool.shared.threadCount
    defer { WorkerPool.shared.threadCount = original }
    let results = [1, 3].map { threadCount in
      WorkerPool.shared.threadCount = threadCount
      let x = Matrix.random(500, 40, seed: 1).tensor(requiresGradient: true)
      let weight = Matrix.random(30, 40, seed: 2).tensor(requiresGradient: true)
      let bias = Matrix.random(1, 30, seed: 3).tensor(requiresGradient: true)
      let tape = Tape(.training(seed: 1, step: 2), precision: .bfloat16)
      let y = tape.linearGELU(x, weight: weight, bias: bias)
      tape.backward(from: tape.weightedSum(y, Matrix.random(500, 30, seed: 4)))
      return [y.values] + [x, weight, bias].map { $0.gradient?.values ?? [] }
    }
    for (one, three) in zip(results[0], results[1]) { expectSameBits(three, one) }
  }
}
