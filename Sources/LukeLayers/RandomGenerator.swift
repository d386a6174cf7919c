import Foundation

/// SplitMix64: a small generator whose whole state is one integer, so that it can be saved.
public struct SplitMix64: RandomNumberGenerator, Sendable {
  /// The state; a generator made from it goes on with the same numbers.
  public private(set) var state: UInt64

  /// Creates a generator.
  public init(seed: UInt64) {
    state = seed
  }

  /// The next 64 random bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// Standard normal numbers by the Box–Muller transform.
struct NormalGenerator {
  private var uniform: SplitMix64
  private var spare: Float?

  init(seed: UInt64) {
    uniform = SplitMix64(seed: seed)
  }

  mutating func next() -> Float {
    if let spare {
      self.spare = nil
      return spare
    }
    // (0, 1]: the logarithm of 0 must not happen.
    let first = (Double(uniform.next() >> 11) + 1) * 0x1p-53
    let angle = 2 * Double.pi * Double(uniform.next() >> 11) * 0x1p-53
    let radius = (-2 * log(first)).squareRoot()
    spare = Float(radius * sin(angle))
    return Float(radius * cos(angle))
  }
}
