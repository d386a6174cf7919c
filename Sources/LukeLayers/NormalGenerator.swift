import Foundation
import LukeSystem

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
