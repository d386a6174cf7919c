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
    state &+= Self.increment
    return Self.mix(state)
  }

  private static let increment: UInt64 = 0x9E37_79B9_7F4A_7C15

  /// Spreads the bits of a number over all others.
  private static func mix(_ number: UInt64) -> UInt64 {
    var z = number
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// The number with an index, from 0, of those that a generator with this seed gives.
  ///
  /// Seeds of what is counted (steps, passes, pieces) are made with it, so that each has numbers of its
  /// own whatever came before.
  public static func number(_ index: UInt64, ofSeed seed: UInt64) -> UInt64 {
    mix(seed &+ (index &+ 1) &* increment)
  }
}

extension SplitMix64 {
  /// A seed for what has a name, from the seed of the whole: the same however many others there are.
  public static func seed(of name: String, in seed: UInt64) -> UInt64 {
    number(ByteHash(of: name.utf8).value, ofSeed: seed)
  }
}
