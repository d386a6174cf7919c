import LukeAutodiff

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
      var generator = NormalGenerator(seed: seed)
      for index in destination.indices { destination[index] = generator.next() * deviation }
      if let zeroRow, columns * (zeroRow + 1) <= destination.count {
        for index in columns * zeroRow..<columns * (zeroRow + 1) { destination[index] = 0 }
      }
    }
  }
}
