import LukeAutodiff
import LukeSystem

/// How a parameter begins (`_init_weights` of transformers' LUKE and of the official code).
public enum Initializer: Hashable, Sendable {
  /// All zeros.
  case zeros
  /// All ones.
  case ones
  /// Normal with mean 0; one row, if given, stays zero (padding).
  case normal(standardDeviation: Float, zeroRow: Int? = nil)

  /// Fills an array of `columns`-wide rows; the result is a function of `seed` alone.
  func fill(_ destination: UnsafeMutableBufferPointer<Float>, columns: Int, seed: UInt64) {
    switch self {
    case .zeros: destination.update(repeating: 0)
    case .ones: destination.update(repeating: 1)
    case .normal(let deviation, let zeroRow):
      fillNormal(destination, deviation: deviation, seed: seed)
      if let zeroRow, columns * (zeroRow + 1) <= destination.count {
        for index in columns * zeroRow..<columns * (zeroRow + 1) { destination[index] = 0 }
      }
    }
  }

  /// Numbers that one generator makes; each range of so many has a generator of its own.
  private static let rangeLength = 1 << 16

  private func fillNormal(
    _ destination: UnsafeMutableBufferPointer<Float>, deviation: Float, seed: UInt64
  ) {
    guard let base = destination.baseAddress else { return }
    let target = SharedPointer(base)
    WorkerPool.shared.run(over: destination.count, chunk: Self.rangeLength) { index, range in
      var generator = NormalGenerator(
        seed: index == 0 ? seed : SplitMix64.number(UInt64(index), ofSeed: seed))
      for position in range { target[position] = generator.next() * deviation }
    }
  }
}
