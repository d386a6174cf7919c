import LukeKernels
import Testing

/// The levels that this processor can run; every kernel test goes over them.
let levels: [String] = ["x86-64-v4", "x86-64-v3", "baseline"].filter {
  luke_kernel_table($0) != nil
}

/// Rows and columns with ones, odd numbers, whole vectors, a bit more or less, and long rows.
let shapes = [
  Shape(1, 1), Shape(1, 3), Shape(2, 16), Shape(3, 37), Shape(9, 64), Shape(7, 100),
  Shape(4, 768), Shape(2, 5003),
]

struct Shape: Sendable, CustomTestStringConvertible {
  let rows: Int
  let columns: Int

  init(_ rows: Int, _ columns: Int) {
    self.rows = rows
    self.columns = columns
  }

  var count: Int { rows * columns }
  var testDescription: String { "\(rows) × \(columns)" }
}

func kernels(_ level: String) throws -> LukeKernelTable {
  try #require(luke_kernel_table(level)).pointee
}

/// Reproducible numbers: splitmix64.
struct Numbers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

  mutating func uniform(_ count: Int, in range: ClosedRange<Float> = -3...3) -> [Float] {
    (0..<count).map { _ in Float.random(in: range, using: &self) }
  }
}

/// A buffer with a margin on both sides that no kernel may touch, not aligned to anything but floats.
struct Guarded {
  static let margin = 17
  static let mark: Float = 12345.5
  private var storage: [Float]

  init(_ values: [Float]) {
    let marks = [Float](repeating: Self.mark, count: Self.margin)
    storage = marks + values + marks
  }

  init(count: Int) { self.init([Float](repeating: Self.mark, count: count)) }

  mutating func use<R>(_ body: (UnsafeMutablePointer<Float>) -> R) -> R {
    storage.withUnsafeMutableBufferPointer { body($0.baseAddress! + Self.margin) }
  }

  /// The values, after checking both margins.
  func checked(sourceLocation: SourceLocation = #_sourceLocation) -> [Float] {
    let left = storage.prefix(Self.margin)
    let right = storage.suffix(Self.margin)
    #expect(left.allSatisfy { $0 == Self.mark }, "written before", sourceLocation: sourceLocation)
    #expect(right.allSatisfy { $0 == Self.mark }, "written beyond", sourceLocation: sourceLocation)
    return Array(storage.dropFirst(Self.margin).dropLast(Self.margin))
  }
}

/// Runs `body` on a guarded copy of `values` and returns what it became.
func changed(
  _ values: [Float], sourceLocation: SourceLocation = #_sourceLocation,
  by body: (UnsafeMutablePointer<Float>) -> Void
) -> [Float] {
  var buffer = Guarded(values)
  buffer.use(body)
  return buffer.checked(sourceLocation: sourceLocation)
}

/// Runs `body` on a guarded buffer of `count` and returns what it wrote.
func written(
  _ count: Int, sourceLocation: SourceLocation = #_sourceLocation,
  by body: (UnsafeMutablePointer<Float>) -> Void
) -> [Float] {
  changed([Float](repeating: Guarded.mark, count: count), sourceLocation: sourceLocation, by: body)
}

/// Expects |actual - expected| <= absolute + relative * |expected| everywhere; names the worst element.
func expectClose(
  _ actual: [Float], _ expected: [Double], absolute: Double = 0, relative: Double = 0,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(actual.count == expected.count, sourceLocation: sourceLocation)
  var worst = (excess: 0.0, index: 0)
  for (index, (a, e)) in zip(actual, expected).enumerated() {
    let excess = abs(Double(a) - e) - (absolute + relative * abs(e))
    if excess > worst.excess || excess.isNaN { worst = (excess.isNaN ? .infinity : excess, index) }
  }
  #expect(
    worst.excess == 0,
    "element \(worst.index): \(actual[worst.index]), expected \(expected[worst.index])",
    sourceLocation: sourceLocation)
}

/// d(sum(weights * f(x)))/dx by central differences.
func centralDifferences(
  at x: [Double], weights: [Double], step: Double = 1e-5, of f: ([Double]) -> [Double]
) -> [Double] {
  func weighted(_ x: [Double]) -> Double { zip(weights, f(x)).reduce(0) { $0 + $1.0 * $1.1 } }
  return x.indices.map { index in
    var up = x
    var down = x
    up[index] += step
    down[index] -= step
    return (weighted(up) - weighted(down)) / (2 * step)
  }
}

extension [Float] {
  var doubles: [Double] { map(Double.init) }
  var bits: [UInt32] { map(\.bitPattern) }
}
