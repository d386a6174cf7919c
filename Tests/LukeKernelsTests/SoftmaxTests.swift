import LukeKernels
import Testing

struct SoftmaxTests {
  static let scale: Float = 0.125

  /// Rows that lie farther apart than they are long; what is between must stay.
  static func strided(
    _ shape: Shape, stride: Int, range: ClosedRange<Float>, seed: UInt64 = 1
  ) -> [Float] {
    var numbers = Numbers(seed: seed)
    return numbers.uniform((shape.rows - 1) * stride + shape.columns, in: range)
  }

  static func row(_ values: [Float], _ r: Int, _ stride: Int, _ columns: Int) -> [Float] {
    Array(values[r * stride..<r * stride + columns])
  }

  @Test(arguments: levels, shapes)
  func forwardAndAgain(level: String, shape: Shape) throws {
    let kernels = try kernels(level)
    for (stride, reach) in [(shape.columns, 30), (shape.columns + 5, 300)] as [(Int, Float)] {
      let scores = Self.strided(shape, stride: stride, range: -reach...reach)
      var p: [Float] = []
      let logs = written(shape.rows) { logs in
        p = changed(scores) {
          kernels.softmax_forward($0, logs, shape.rows, shape.columns, stride, Self.scale)
        }
      }
      let again = changed(scores) {
        kernels.softmax_again($0, logs, shape.rows, shape.columns, stride, Self.scale)
      }
      for r in 0..<shape.rows {
        let row = Self.row(scores, r, stride, shape.columns).doubles.map { $0 * Double(Self.scale) }
        let expected = Reference.softmax(row)
        let tolerance = 5e-7 * Double(max(1, reach * Self.scale))
        expectClose(
          Self.row(p, r, stride, shape.columns), expected, absolute: 1e-30, relative: tolerance)
        expectClose(
          Self.row(again, r, stride, shape.columns), expected, absolute: 1e-30,
          relative: 2 * tolerance)
        expectClose([logs[r]], [Reference.logSumExp(row)], absolute: tolerance)
      }
      expectUntouchedBetweenRows(p, scores, shape, stride)
      expectUntouchedBetweenRows(again, scores, shape, stride)
    }
  }

  func expectUntouchedBetweenRows(
    _ after: [Float], _ before: [Float], _ shape: Shape, _ stride: Int
  ) {
    let same = after.indices.allSatisfy {
      $0 % stride < shape.columns || after[$0] == before[$0]
    }
    #expect(same)
  }

  @Test(arguments: levels, [1e4, -1e4, 3e4] as [Float])
  func largeScores(level: String, size: Float) throws {
    let kernels = try kernels(level)
    var numbers = Numbers(seed: 3)
    let scores = numbers.uniform(100).map { $0 * size } + [size * 8, -size * 8]
    var logs: [Float] = [0]
    let p = changed(scores) { kernels.softmax_forward($0, &logs, 1, 102, 102, 1) }
    expectClose(p, Reference.softmax(scores.doubles), absolute: 1e-6)
    #expect(logs[0].isFinite)
    let again = changed(scores) { kernels.softmax_again($0, logs, 1, 102, 102, 1) }
    #expect(again.allSatisfy { $0.isFinite })
  }

  /// Where all scores are equal every share is the same, at any size.
  @Test(arguments: levels)
  func equalScores(level: String) throws {
    let kernels = try kernels(level)
    var logs: [Float] = [0]
    for value: Float in [0, 1e4, -1e4, -3e38] {
      let p = changed([Float](repeating: value, count: 50)) {
        kernels.softmax_forward($0, &logs, 1, 50, 50, 1)
      }
      expectClose(p, [Double](repeating: 0.02, count: 50), relative: 2e-7)
    }
  }

  @Test(arguments: levels)
  func notANumberShows(level: String) throws {
    let kernels = try kernels(level)
    var logs: [Float] = [0]
    for position in [0, 7, 16, 19] {
      var scores = [Float](repeating: 1, count: 20)
      scores[position] = .nan
      let p = changed(scores) { kernels.softmax_forward($0, &logs, 1, 20, 20, 1) }
      #expect(p.allSatisfy { $0.isNaN })
    }
  }

  @Test(arguments: levels, shapes)
  func backward(level: String, shape: Shape) throws {
    let kernels = try kernels(level)
    let stride = shape.columns + 3
    let p = Self.strided(shape, stride: stride, range: 0...1)
    let dp = Self.strided(shape, stride: stride, range: -2...2, seed: 2)
    var numbers = Numbers(seed: 4)
    let delta = numbers.uniform(shape.rows)
    let ds = changed(dp) {
      kernels.softmax_backward(
        $0, p, delta, shape.rows, shape.columns, stride, Self.scale)
    }
    let expected = dp.indices.map { index -> Double in
      guard index % stride < shape.columns else { return Double(dp[index]) }
      let difference = Double(dp[index]) - Double(delta[index / stride])
      return Double(p[index]) * difference * Double(Self.scale)
    }
    expectClose(ds, expected, absolute: 3e-7)
  }

  @Test(arguments: levels)
  func backwardMatchesCentralDifferences(level: String) throws {
    let kernels = try kernels(level)
    var numbers = Numbers(seed: 5)
    let scores = numbers.uniform(37, in: -20...20)
    let dp = numbers.uniform(37)
    var logs: [Float] = [0]
    var delta: [Float] = [0]
    let p = changed(scores) { kernels.softmax_forward($0, &logs, 1, 37, 37, Self.scale) }
    kernels.row_dots(&delta, p, 37, dp, 37, 1, 37)
    let ds = changed(dp) { kernels.softmax_backward($0, p, delta, 1, 37, 37, Self.scale) }
    let expected = centralDifferences(at: scores.doubles, weights: dp.doubles) { scores in
      Reference.softmax(scores.map { $0 * Double(Self.scale) })
    }
    expectClose(ds, expected, absolute: 1e-6)
  }

  @Test(arguments: levels, shapes)
  func rowDots(level: String, shape: Shape) throws {
    let kernels = try kernels(level)
    let strides = (shape.columns + 2, shape.columns + 7)
    let a = Self.strided(shape, stride: strides.0, range: -1...1)
    let b = Self.strided(shape, stride: strides.1, range: -1...1, seed: 2)
    let dots = written(shape.rows) {
      kernels.row_dots($0, a, strides.0, b, strides.1, shape.rows, shape.columns)
    }
    let expected = (0..<shape.rows).map { r in
      zip(Self.row(a, r, strides.0, shape.columns), Self.row(b, r, strides.1, shape.columns))
        .reduce(0) { $0 + Double($1.0) * Double($1.1) }
    }
    expectClose(dots, expected, absolute: 1e-5, relative: 1e-6)
  }
}
