import Foundation
import LukeKernels
import Testing

struct ElementwiseTests {
  @Test(arguments: levels, shapes)
  func addsAndScales(level: String, shape: Shape) throws {
    let kernels = try kernels(level)
    var numbers = Numbers(seed: 1)
    let a = numbers.uniform(shape.count)
    let b = numbers.uniform(shape.count)
    let sum = written(shape.count) { kernels.add($0, a, b, shape.count) }
    #expect(sum == zip(a, b).map(+))
    #expect(changed(a) { kernels.add($0, $0, b, shape.count) } == sum)
    let scaled = written(shape.count) { kernels.scale($0, a, 0.3, shape.count) }
    #expect(scaled == a.map { $0 * 0.3 })
    #expect(changed(a) { kernels.scale($0, $0, 0.3, shape.count) } == scaled)
    let accumulated = changed(b) { kernels.accumulate($0, a, 0.3, shape.count) }
    expectClose(accumulated, zip(a, b).map { Double($0) * 0.3 + Double($1) }, absolute: 1e-6)
  }

  @Test(arguments: levels, shapes)
  func addsBias(level: String, shape: Shape) throws {
    let kernels = try kernels(level)
    var numbers = Numbers(seed: 2)
    let x = numbers.uniform(shape.count)
    let bias = numbers.uniform(shape.columns)
    let result = changed(x) { kernels.add_bias($0, bias, shape.rows, shape.columns) }
    #expect(result == x.indices.map { x[$0] + bias[$0 % shape.columns] })
  }

  /// The order of the rows is part of the promise, so the comparison is exact.
  @Test(arguments: levels, shapes + [Shape(8, 5), Shape(16, 33), Shape(21, 48)])
  func addsColumnSums(level: String, shape: Shape) throws {
    let kernels = try kernels(level)
    var numbers = Numbers(seed: 3)
    let x = numbers.uniform(shape.count)
    let start = numbers.uniform(shape.columns)
    let sums = changed(start) { kernels.add_column_sums($0, x, shape.rows, shape.columns) }
    var expected = start
    for index in x.indices { expected[index % shape.columns] += x[index] }
    #expect(sums == expected)
  }

  @Test(arguments: levels)
  func tanhForward(level: String) throws {
    let kernels = try kernels(level)
    var numbers = Numbers(seed: 4)
    let x =
      numbers.uniform(100_003, in: -10...10) + numbers.uniform(1000, in: -0.01...0.01)
      + [0, 1e4, -1e4, 1e30, -1e30, 1e-30]
    let y = written(x.count) { kernels.tanh_forward($0, x, x.count) }
    expectClose(y, x.doubles.map(tanh), relative: 5e-7)
    #expect(y.allSatisfy { abs($0) <= 1 })
    #expect(changed(x) { kernels.tanh_forward($0, $0, x.count) } == y)
  }

  @Test(arguments: levels, shapes)
  func tanhBackward(level: String, shape: Shape) throws {
    let kernels = try kernels(level)
    var numbers = Numbers(seed: 5)
    let y = numbers.uniform(shape.count, in: -1...1)
    let dy = numbers.uniform(shape.count)
    let dx = written(shape.count) { kernels.tanh_backward($0, dy, y, shape.count) }
    expectClose(dx, zip(dy.doubles, y.doubles).map { $0 * (1 - $1 * $1) }, absolute: 1e-6)
    #expect(changed(dy) { kernels.tanh_backward($0, $0, y, shape.count) } == dx)
  }

  /// An element's result is the same wherever its range begins and ends.
  @Test(arguments: levels)
  func rangesDoNotMatter(level: String) throws {
    let kernels = try kernels(level)
    var numbers = Numbers(seed: 6)
    let x = numbers.uniform(1000, in: -6...6)
    let whole = written(1000) { kernels.tanh_forward($0, x, 1000) }
    let cut = written(1000) { y in
      x.withUnsafeBufferPointer { x in
        for (start, end) in [(0, 1), (1, 38), (38, 509), (509, 1000)] {
          kernels.tanh_forward(y + start, x.baseAddress! + start, end - start)
        }
      }
    }
    #expect(cut.bits == whole.bits)
  }
}
