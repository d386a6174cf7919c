import Foundation
import LukeAutodiff
import LukeTestSupport
import Testing

/// Where gradients gather: slices, several uses, storage that stays.
@Suite struct TensorGradientTests {
  private func ramp(_ rows: Int, _ columns: Int) -> Tensor {
    Tensor(
      (0..<rows * columns).map(Float.init), rows: rows, columns: columns, requiresGradient: true)
  }

  private func ones(_ rows: Int, _ columns: Int, times factor: Float = 1) -> Tensor {
    Tensor([Float](repeating: factor, count: rows * columns), rows: rows, columns: columns)
  }

  @Test func slicesShareMemory() {
    let whole = ramp(4, 3)
    let slice = whole.rows(1..<3)
    #expect(slice.values == [3, 4, 5, 6, 7, 8])
    slice.fill(with: -1)
    #expect(whole.values == [0, 1, 2, -1, -1, -1, -1, -1, -1, 9, 10, 11])
    #expect(slice.rows(1..<2).asRow().pointer == whole.pointer + 6)
    #expect(whole.rows(0..<4) === whole)
    #expect(whole.rows(2..<2).count == 0)
  }

  @Test func slicesShareTheGradient() {
    let whole = ramp(4, 2)
    #expect(whole.rows(1..<3).gradient == nil)
    whole.rows(1..<3).accumulateGradient(ones(2, 2))
    #expect(whole.gradient?.values == [0, 0, 1, 1, 1, 1, 0, 0])
    whole.rows(2..<4).accumulateGradient(ones(2, 2, times: 3))
    #expect(whole.gradient?.values == [0, 0, 1, 1, 4, 4, 3, 3])
    #expect(whole.rows(3..<4).gradient?.values == [3, 3])
    #expect(whole.rows(1..<4).rows(1..<2).gradient?.values == [4, 4])
    #expect(whole.asRow().gradient?.values == [0, 0, 1, 1, 4, 4, 3, 3])
  }

  @Test func slicesOfSlicesReachTheWhole() {
    let whole = ramp(5, 2)
    whole.rows(1..<5).rows(1..<3).rows(1..<2).accumulateGradient(ones(1, 2))
    #expect(whole.gradient?.values == [0, 0, 0, 0, 0, 0, 1, 1, 0, 0])
    whole.rows(2..<4).asRow().accumulateGradient(ones(1, 4))
    #expect(whole.gradient?.values == [0, 0, 0, 0, 1, 1, 2, 2, 0, 0])
  }

  @Test func twoUsesAdd() {
    let x = Tensor([0.5], rows: 1, columns: 1, requiresGradient: true)
    let tape = Tape(.recording)
    let y = tape.gatherRows([.init(tape.tanh(x), rows: [0]), .init(tape.tanh(x), rows: [0])])
    tape.backward(from: tape.weightedSum(y, Matrix([1, 3], rows: 1, columns: 2)))
    // 4 · (1 − tanh²(0.5))
    expectClose(x.gradient?.values ?? [], [3.145791], tolerance: 1e-5)
  }

  /// The gradient of one use is not changed by what another does to its own.
  @Test func aTensorUsedByThreeOperations() {
    let check = OperationCase(
      name: "x three times", inputs: [("x", .random(3, 5, seed: 1))],
      operation: { tape, inputs in
        let (x, y) = (inputs[0], tape.tanh(inputs[0]))
        return tape.concatenateRows(
          tape.concatenateRows(x, y), tape.tanh(tape.concatenateRows(y.rows(1..<2), x)))
      },
      reference: { _ in Matrix(rows: 10, columns: 5) })
    let weights = Matrix.random(10, 5, seed: 3)
    let x = check.tensors()
    check.run(x, weights: weights)
    let expected = Matrix(rows: 3, columns: 5) { row, column in
      let value = Double(x[0].values[row * 5 + column])
      let slope = 1 - tanh(value) * tanh(value)
      var sum = weights[row, column] + weights[3 + row, column] * slope
      sum += weights[7 + row, column] * slope
      if row == 1 {
        let outer = tanh(tanh(value))
        sum += weights[6, column] * (1 - outer * outer) * slope
      }
      return sum
    }
    expectClose(x[0].gradient?.values ?? [], expected.floats, relativeToLargest: 1e-5)
  }

  @Test func theFirstPartOverwrites() {
    let x = ramp(2, 3)
    #expect(x.gradient == nil)
    let (target, isEmpty) = x.gradientTarget()
    #expect(isEmpty && target.rows == 2 && target.columns == 3)
    #expect(!x.gradientTarget().isEmpty)
  }

  @Test func clearingForgetsAndFrees() {
    let x = ramp(1, 2)
    weak var first: Tensor?
    do {
      let part = ones(1, 2)
      x.accumulateGradient(part)
      first = part
    }
    #expect(first != nil && x.gradient === first)
    x.clearGradient()
    #expect(x.gradient == nil && first == nil)
    x.accumulateGradient(ones(1, 2, times: 5))
    #expect(x.gradient?.values == [5, 5])
  }

  @Test func keptStorageStaysAndIsOverwrittenFirst() {
    let x = ramp(2, 2)
    let storage = ones(2, 2, times: .nan)
    x.gradientPlace = GradientPlace(Gradient(in: storage))
    #expect(x.gradient == nil)
    for _ in 0..<2 {
      x.accumulateGradient(ones(2, 2))
      #expect(x.gradient === storage && storage.values == [1, 1, 1, 1])
      x.accumulateGradient(ones(2, 2, times: 2))
      #expect(storage.values == [3, 3, 3, 3])
      x.clearGradient()
      #expect(x.gradient == nil)
    }
    x.rows(1..<2).accumulateGradient(ones(1, 2))
    #expect(x.gradient === storage && storage.values == [0, 0, 1, 1])
  }

  /// A gradient by rows writes to the rows that it reaches alone, and knows them.
  @Test func aGradientByRowsKnowsItsRows() {
    let x = ramp(4, 2)
    let storage = ones(4, 2, times: 0)
    x.gradientPlace = GradientPlace(Gradient(in: storage, byRows: true))
    func add(_ rows: [Int32]) {
      let tape = Tape(.recording)
      let y = tape.embeddingSum([EmbeddingLookup(x, rows)])
      tape.backward(from: tape.weightedSum(y, Matrix(rows: rows.count, columns: 2) { _, _ in 1 }))
    }
    add([2, 0, 2])
    #expect(x.touchedRows == [2, 0] && storage.values == [1, 1, 0, 0, 2, 2, 0, 0])
    add([1])
    #expect(x.touchedRows == [2, 0, 1])
    x.accumulateGradient(ones(4, 2))
    #expect(x.touchedRows == nil && storage.values == [2, 2, 2, 2, 3, 3, 1, 1])
    // Rows after the whole: nothing of the old gradient is left.
    x.clearGradient()
    #expect(x.gradient == nil && x.touchedRows == [])
    add([3])
    #expect(x.touchedRows == [3] && storage.values == [0, 0, 0, 0, 0, 0, 1, 1])
    // A part of a table counts as all of it.
    x.rows(1..<2).accumulateGradient(ones(1, 2))
    #expect(x.touchedRows == nil && x.gradient?.values == [0, 0, 1, 1, 0, 0, 1, 1])
    x.clearGradient()
    x.accumulateGradient(ones(4, 2, times: 5))
    #expect(storage.values == [Float](repeating: 5, count: 8))
  }

  @Test func constantsHaveNoGradient() {
    let x = Tensor([1, 2], rows: 1, columns: 2)
    x.accumulateGradient(ones(1, 2))
    #expect(!x.requiresGradient && x.gradient == nil && !x.rows(0..<1).requiresGradient)
  }

  @Test func detachedTensorsShareMemoryAlone() {
    let x = ramp(2, 2)
    let (copy, constant) = (x.detached(requiresGradient: true), x.detached(requiresGradient: false))
    copy.accumulateGradient(ones(2, 2))
    #expect(copy.pointer == x.pointer && constant.pointer == x.pointer)
    #expect(x.gradient == nil && copy.gradient != nil && !constant.requiresGradient)
  }
}
