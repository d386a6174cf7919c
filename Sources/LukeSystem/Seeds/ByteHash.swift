/// The hash of bytes that does not change: FNV-1a of 64 bits (Fowler, Noll and Vo).
///
/// For what must come out the same everywhere and for good. Swift's `Hasher` differs in every run.
package struct ByteHash: Sendable {
  /// The hash of the bytes so far.
  package private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  /// Starts with no bytes.
  @inline(__always)
  package init() {}

  /// The hash of some bytes.
  package init(of bytes: some Sequence<UInt8>) {
    for byte in bytes { add(byte) }
  }

  /// Takes one more byte.
  @inline(__always)
  package mutating func add(_ byte: UInt8) {
    value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
  }
}
