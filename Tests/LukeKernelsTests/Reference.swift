import Foundation

/// Each kernel's formula in the plainest form, in double precision: what the fast ones are held to.
enum Reference {
  static func cumulativeNormal(_ x: Double) -> Double { erfc(-x / 2.0.squareRoot()) / 2 }

  static func gelu(_ x: Double) -> Double { x * cumulativeNormal(x) }

  static func geluSlope(_ x: Double) -> Double {
    cumulativeNormal(x) + x * exp(-x * x / 2) / (2 * Double.pi).squareRoot()
  }

  /// The normalized row and the reciprocal of its deviation.
  static func normalize(_ row: [Double], epsilon: Double) -> (values: [Double], reciprocal: Double)
  {
    let mean = row.reduce(0, +) / Double(row.count)
    let variance = row.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(row.count)
    let reciprocal = 1 / (variance + epsilon).squareRoot()
    return (row.map { ($0 - mean) * reciprocal }, reciprocal)
  }

  /// The gradient of a row of layer normalization with respect to its input.
  static func normalizeBackward(
    _ dy: [Double], normalized: [Double], reciprocal: Double, gamma: [Double]
  ) -> [Double] {
    let g = zip(dy, gamma).map(*)
    let mean = g.reduce(0, +) / Double(g.count)
    let projection = zip(g, normalized).reduce(0) { $0 + $1.0 * $1.1 } / Double(g.count)
    return zip(g, normalized).map { reciprocal * ($0 - mean - $1 * projection) }
  }

  static func logSumExp(_ row: [Double]) -> Double {
    let top = row.max() ?? 0
    return top + log(row.reduce(0) { $0 + exp($1 - top) })
  }

  static func softmax(_ row: [Double]) -> [Double] {
    let logarithm = logSumExp(row)
    return row.map { exp($0 - logarithm) }
  }

  static func rows(of values: [Float], _ columns: Int) -> [[Double]] {
    stride(from: 0, to: values.count, by: columns).map {
      values[$0..<$0 + columns].map(Double.init)
    }
  }
}
