import LukeAutodiff
import LukeTestSupport
import Testing

/// What the tape records, and that it lets go of it.
@Suite struct TapeTests {
  private func parameter(_ rows: Int, _ columns: Int, seed: UInt64) -> Tensor {
    Matrix.random(rows, columns, seed: seed).tensor(requiresGradient: true)
  }

  @Test func inferenceRecordsNothing() {
    let (x, weight) = (parameter(3, 4, seed: 1), parameter(5, 4, seed: 2))
    let y = Tape(.inference).linear(x, weight: weight, bias: nil)
    #expect(!y.requiresGradient)
  }

  @Test func constantsRecordNothing() {
    let x = Matrix.random(3, 4, seed: 1).tensor()
    let tape = Tape(.recording)
    let y = tape.tanh(x)
    #expect(!y.requiresGradient)
    tape.backward(from: tape.weightedSum(y, Matrix.random(3, 4, seed: 2)))
    #expect(x.gradient == nil)
  }

  @Test func seedScalesAllGradients() {
    let (one, half) = (parameter(3, 4, seed: 1), parameter(3, 4, seed: 1))
    for (x, seed) in [(one, Float(1)), (half, 0.5)] {
      let tape = Tape(.recording)
      tape.backward(from: tape.crossEntropy(tape.tanh(x), labels: [0, 3, -100]), seed: seed)
    }
    #expect(half.gradient?.values == one.gradient?.values.map { $0 / 2 })
    #expect(one.gradient?.values.contains { $0 != 0 } == true)
  }

  @Test func twoBackwardPassesAdd() {
    let (both, first, second) = (
      parameter(3, 4, seed: 1), parameter(3, 4, seed: 1), parameter(3, 4, seed: 1)
    )
    for (x, labels) in [
      (first, [0, 1, 2] as [Int32]), (second, [3, 3, -100]), (both, [0, 1, 2]),
      (both, [3, 3, -100]),
    ] {
      let tape = Tape(.recording)
      tape.backward(from: tape.crossEntropy(tape.tanh(x), labels: labels))
    }
    let sum = zip(first.gradient?.values ?? [], second.gradient?.values ?? []).map { $0 + $1 }
    expectClose(both.gradient?.values ?? [], sum, relativeToLargest: 1e-6)
  }

  /// Only what a loss was computed from gets a gradient; other records of the tape are passed over.
  @Test func sideBranchesGetNoGradient() {
    let (x, aside) = (parameter(2, 3, seed: 1), parameter(2, 3, seed: 2))
    let tape = Tape(.recording)
    let y = tape.tanh(x)
    _ = tape.concatenateRows(y, tape.tanh(aside))
    tape.backward(from: tape.weightedSum(y, Matrix.random(2, 3, seed: 3)))
    #expect(x.gradient != nil && aside.gradient == nil)
  }

  /// Results, and the gradients of results, go as soon as the backward pass is through with them.
  @Test func intermediatesAreFreed() {
    let x = parameter(3, 4, seed: 1)
    let tape = Tape(.recording)
    weak var middle: Tensor?
    let loss = {
      let y = tape.tanh(x)
      middle = y
      return tape.weightedSum(tape.tanh(y), Matrix.random(3, 4, seed: 2))
    }()
    #expect(middle != nil)
    tape.backward(from: loss)
    #expect(middle == nil)
    #expect(loss.gradient == nil && x.gradient != nil)
  }

  /// Every operation gives back all memory that it took but the gradients of its inputs, and a tape
  /// that never goes back gives back everything.
  ///
  /// In a process of its own, since other tests use the same pool of memory.
  @Test func noOperationLeaks() async {
    await #expect(processExitsWith: .success) {
      for operation in CheckedOperation.allCases {
        for check in operation.cases {
          let weights = check.outputWeights()
          let tensors = check.tensors()
          let before = BufferPool.shared.usage.liveBytes
          _ = check.operation(Tape(check.mode), tensors)
          expectLive(before, "\(operation), \(check.name), without backward")
          check.run(tensors, weights: weights)
          for tensor in tensors { tensor.clearGradient() }
          expectLive(before, "\(operation), \(check.name)")
          extendLifetime(tensors)
        }
      }
    }
  }

  /// While a backward pass walks down a chain, what it has passed is free already.
  @Test func memoryFallsDuringTheBackwardPass() async {
    await #expect(processExitsWith: .success) {
      let x = Matrix.random(64, 64, seed: 1).tensor(requiresGradient: true)
      let tape = Tape(.recording)
      let before = BufferPool.shared.usage.liveBytes
      var y = x
      for _ in 0..<50 { y = tape.tanh(y) }
      let loss = tape.weightedSum(y, Matrix.random(64, 64, seed: 2))
      y = x
      let held = BufferPool.shared.usage.liveBytes - before
      tape.backward(from: loss)
      let size = 64 * 64 * 4
      #expect(held >= 50 * size && held < 51 * size)
      // The results of the chain, its weights, one gradient that is handed on in place.
      #expect(BufferPool.shared.usage.peakBytes - before < 54 * size)
      // The gradient of x, and the loss.
      #expect(BufferPool.shared.usage.liveBytes - before <= size + 256)
    }
  }
}

/// Expects the pool to hold as much as it did; only meaningful in a process of its own.
private func expectLive(_ bytes: Int, _ name: String) {
  let live = BufferPool.shared.usage.liveBytes
  #expect(live == bytes, "\(name): \(live - bytes) bytes are left over")
}
