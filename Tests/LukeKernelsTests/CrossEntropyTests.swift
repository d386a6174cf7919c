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

  /// Log-sums of all rows, 0 for those without a label.
  static func logSums(
    _ kernels: LukeKernelTable, _ logits: [Float], _ labels: [Int32], _ shape: Shape
  ) -> [Float] {
    logits.withUnsafeBufferPointer { logits in
      (0..<shape.rows).map { r in
        labels[r] < 0
          ? 0
          : Float(kernels.log_sum_exp(logits.baseAddress! + r * shape.columns, shape.columns))
      }
    }
  }

  @Test(arguments: levels, shapes + [Shape(3, 50_001)])
  func logSumExp(level: String, shape: Shape) throws {
    let kernels = try kernels(level)
    var numbers = Numbers(seed: 1)
    let logits = numbers.uniform(shape.count, in: -10...10)
    for row in Reference.rows(of: logits, shape.columns) {
      let found = kernels.log_sum_exp(row.map(Float.init), shape.columns)
      let expected = Reference.logSumExp(row)
      #expect(abs(found - expected) <= 1e-7 + 1e-7 * abs(expected))
    }
  }

  @Test(arguments: levels, shapes)
  func backward(level: String, shape: Shape) throws {
    let kernels = try kernels(level)
    var numbers = Numbers(seed: 2)
    let logits = numbers.uniform(shape.count, in: -10...10)
    let labels = Self.labels(shape)
    let logs = Self.logSums(kernels, logits, labels, shape)
    let factor: Float = 0.37
    let dlogits = written(shape.count) {
      kernels.cross_entropy_backward(
        $0, logits, logs, labels, 0, shape.rows, shape.columns, factor)
    }
    var expected: [Double] = []
    for (r, row) in Reference.rows(of: logits, shape.columns).enumerated() {
      var gradient = Reference.softmax(row).map { labels[r] < 0 ? 0 : $0 * Double(factor) }
      if labels[r] >= 0 { gradient[Int(labels[r])] -= Double(factor) }
      expected += gradient
    }
    expectClose(dlogits, expected, absolute: 1e-6)
    let inPlace = changed(logits) {
      kernels.cross_entropy_backward($0, $0, logs, labels, 0, shape.rows, shape.columns, factor)
    }
    #expect(inPlace.bits == dlogits.bits)
  }

  @Test(arguments: levels)
  func backwardMatchesCentralDifferences(level: String) throws {
    let kernels = try kernels(level)
    var numbers = Numbers(seed: 3)
    let logits = numbers.uniform(41)
    let logs = Self.logSums(kernels, logits, [40], Shape(1, 41))
    let dlogits = written(41) {
      kernels.cross_entropy_backward($0, logits, logs, [40], 0, 1, 41, 0.5)
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
    #expect(abs(kernels.log_sum_exp(logits, 5) - 1e4 - 4.539889921e-5) < 1e-7)
    let logs = Self.logSums(kernels, logits + logits, [0, 1], Shape(2, 5))
    let dlogits = written(10) {
      kernels.cross_entropy_backward($0, logits + logits, logs, [0, 1], 0, 2, 5, 1)
    }
    #expect(dlogits.allSatisfy { $0.isFinite })
    #expect(dlogits[6] == -1)
  }

  /// Columns of a slice of the classes, each row's label in it, before it or behind it.
  @Test(arguments: levels)
  func backwardOfASlice(level: String) throws {
    let kernels = try kernels(level)
    var numbers = Numbers(seed: 4)
    let shape = Shape(4, 37)
    let logits = numbers.uniform(shape.count)
    let labels: [Int32] = [0, 12, 19, 36]
    let logs = Self.logSums(kernels, logits, labels, shape)
    let whole = written(shape.count) {
      kernels.cross_entropy_backward($0, logits, logs, labels, 0, 4, 37, 0.5)
    }
    let slice = 12..<20
    let part = (0..<4).flatMap { logits[slice.shifted(by: $0 * 37)] }
    let found = written(4 * 8) {
      kernels.cross_entropy_backward($0, part, logs, labels, 12, 4, 8, 0.5)
    }
    let expected = (0..<4).flatMap { whole[slice.shifted(by: $0 * 37)] }
    expectClose(found, expected.map(Double.init), absolute: 1e-7)
  }
}

extension Range<Int> {
  fileprivate func shifted(by offset: Int) -> Range<Int> {
    lowerBound + offset..<upperBound + offset
  }
}
