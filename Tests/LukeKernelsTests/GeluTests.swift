import LukeKernels
import Testing

struct GeluTests {
  /// Around zero, over the bend, far out on both sides.
  static let points: [Float] = {
    var numbers = Numbers(seed: 1)
    return numbers.uniform(1003, in: -0.01...0.01) + numbers.uniform(100_003, in: -8...8)
      + numbers.uniform(1009, in: -200...200) + [0, 13.4, -13.4, 1e4, -1e4, 1e18, -1e18]
  }()

  @Test(arguments: levels)
  func forward(level: String) throws {
    let kernels = try kernels(level)
    var x = Self.points
    let count = x.count
    let y = written(count) { kernels.bias_gelu_forward($0, &x, nil, 1, count) }
    #expect(x == Self.points)
    expectClose(y, x.doubles.map(Reference.gelu), absolute: 3e-7, relative: 1e-7)
    // The left tail keeps its digits: no cancellation.
    let tail = x.indices.filter { (-12 ... -3).contains(x[$0]) }
    expectClose(tail.map { y[$0] }, tail.map { Reference.gelu(Double(x[$0])) }, relative: 5e-6)
  }

  @Test(arguments: levels, shapes)
  func addsBiasAndKeepsIt(level: String, shape: Shape) throws {
    let kernels = try kernels(level)
    var numbers = Numbers(seed: 2)
    let x = numbers.uniform(shape.count)
    let bias = numbers.uniform(shape.columns)
    var biased: [Float] = []
    let y = written(shape.count) { y in
      biased = changed(x) { kernels.bias_gelu_forward(y, $0, bias, shape.rows, shape.columns) }
    }
    #expect(biased == x.indices.map { x[$0] + bias[$0 % shape.columns] })
    expectClose(y, biased.doubles.map(Reference.gelu), absolute: 1e-6)
  }

  @Test(arguments: levels)
  func backward(level: String) throws {
    let kernels = try kernels(level)
    let x = Self.points
    var numbers = Numbers(seed: 3)
    let dy = numbers.uniform(x.count, in: -1...1)
    let dx = written(x.count) { kernels.gelu_backward($0, dy, x, x.count) }
    expectClose(
      dx, zip(dy.doubles, x.doubles).map { $0 * Reference.geluSlope($1) }, absolute: 5e-7)
    #expect(changed(dy) { kernels.gelu_backward($0, $0, x, x.count) } == dx)
  }

  @Test(arguments: levels)
  func backwardIsTheSlope(level: String) throws {
    let kernels = try kernels(level)
    var numbers = Numbers(seed: 4)
    let x = numbers.uniform(77, in: -6...6)
    let dy = numbers.uniform(77)
    let dx = written(77) { kernels.gelu_backward($0, dy, x, 77) }
    let expected = centralDifferences(at: x.doubles, weights: dy.doubles) {
      $0.map(Reference.gelu)
    }
    expectClose(dx, expected, absolute: 2e-6)
  }

  @Test(arguments: levels)
  func notANumberShows(level: String) throws {
    let kernels = try kernels(level)
    var x: [Float] = [.nan, 1]
    let y = written(2) { kernels.bias_gelu_forward($0, &x, nil, 1, 2) }
    #expect(y[0].isNaN && !y[1].isNaN)
    let dx = written(2) { kernels.gelu_backward($0, [1, 1], x, 2) }
    #expect(dx[0].isNaN && !dx[1].isNaN)
  }

  @Test(arguments: levels)
  func rowsDoNotMatter(level: String) throws {
    let kernels = try kernels(level)
    var numbers = Numbers(seed: 5)
    let x = numbers.uniform(20 * 37)
    let bias = numbers.uniform(37)
    func run(_ ranges: [Range<Int>]) -> [Float] {
      written(x.count) { y in
        var x = x
        x.withUnsafeMutableBufferPointer { x in
          for range in ranges {
            let start = range.lowerBound * 37
            kernels.bias_gelu_forward(y + start, x.baseAddress! + start, bias, range.count, 37)
          }
        }
      }
    }
    #expect(run([0..<20]).bits == run([0..<1, 1..<8, 8..<20]).bits)
  }
}
