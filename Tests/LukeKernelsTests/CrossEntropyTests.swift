import LukeKernels
import Testing

struct CrossEntropyTests {
  /// Labels that take the first and last column and leave some rows out.
  static func labels(_ shape: Shape) -> [Int32] {
    (0..<shape.rows).map { r in
      switch r % 3 {
      case 0: Int32(shape.columns - 1)
      case 1: r % 2 == 0 ? -100 : -1
      default: Int32(r % shape.columns)
      }
    }
  }

  static func forward(
    _ kernels: LukeKernelTable, _ logits: [Float], _ labels: [Int32], _ shape: Shape
  ) -> (losses: [Float], logs: [Float]) {
    var logs: [Float] = []
    let losses = written(shape.rows) { losses in
      logs = written(shape.rows) {
        kernels.cross_entropy_forward(losses, $0, logits, labels, shape.rows, shape.columns)
      }
    }
    return (losses, logs)
  }

  @Test(arguments: levels, shapes + [Shape(3, 50_001)])
  func forward(level: String, shape: Shape) throws {
    let kernels = try kernels(level)
    var numbers = Numbers(seed: 1)
    let logits = numbers.uniform(shape.count, in: -10...10)
    let labels = Self.labels(shape)
    let (losses, logs) = Self.forward(kernels, logits, labels, shape)
    for (r, row) in Reference.rows(of: logits, shape.columns).enumerated() {
      let sum = labels[r] < 0 ? 0 : Reference.logSumExp(row)
      let loss = labels[r] < 0 ? 0 : sum - row[Int(labels[r])]
      expectClose([logs[r]], [sum], absolute: 1e-6, relative: 1e-7)
      expectClose([losses[r]], [loss], absolute: 1e-6, relative: 1e-7)
    }
  }

  @Test(arguments: levels, shapes)
  func backward(level: String, shape: Shape) throws {
    let kernels = try kernels(level)
    var numbers = Numbers(seed: 2)
    let logits = numbers.uniform(shape.count, in: -10...10)
    let labels = Self.labels(shape)
    let logs = Self.forward(kernels, logits, labels, shape).logs
    let factor: Float = 0.37
    let dlogits = written(shape.count) {
      kernels.cross_entropy_backward(
        $0, logits, logs, labels, shape.rows, shape.columns, factor)
    }
    var expected: [Double] = []
    for (r, row) in Reference.rows(of: logits, shape.columns).enumerated() {
      var gradient = Reference.softmax(row).map { labels[r] < 0 ? 0 : $0 * Double(factor) }
      if labels[r] >= 0 { gradient[Int(labels[r])] -= Double(factor) }
      expected += gradient
    }
    expectClose(dlogits, expected, absolute: 1e-6)
    let inPlace = changed(logits) {
      kernels.cross_entropy_backward($0, $0, logs, labels, shape.rows, shape.columns, factor)
    }
    #expect(inPlace.bits == dlogits.bits)
  }

  @Test(arguments: levels)
  func backwardMatchesCentralDifferences(level: String) throws {
    let kernels = try kernels(level)
    var numbers = Numbers(seed: 3)
    let logits = numbers.uniform(41)
    let logs = Self.forward(kernels, logits, [40], Shape(1, 41)).logs
    let dlogits = written(41) {
      kernels.cross_entropy_backward($0, logits, logs, [40], 1, 41, 0.5)
    }
    let expected = centralDifferences(at: logits.doubles, weights: [0.5]) {
      [Reference.logSumExp($0) - $0[40]]
    }
    expectClose(dlogits, expected, absolute: 1e-6)
  }

  @Test(arguments: levels)
  func largeLogits(level: String) throws {
    let kernels = try kernels(level)
    let logits: [Float] = [1e4, -1e4, 9990, 0, 5]
    let (losses, logs) = Self.forward(kernels, logits + logits, [0, 1], Shape(2, 5))
    expectClose(losses, [4.539889921e-5, 2e4], absolute: 1e-7, relative: 1e-6)
    let dlogits = written(10) {
      kernels.cross_entropy_backward($0, logits + logits, logs, [0, 1], 2, 5, 1)
    }
    #expect(dlogits.allSatisfy { $0.isFinite })
    #expect(dlogits[6] == -1)
  }
}
