/// Two symbols that stand side by side, the first in the high half.
///
/// Numbers compare as pairs do: by the first symbol, then by the second.
typealias SymbolPair = UInt64

extension SymbolPair {
  @inline(__always)
  init(_ first: UInt32, _ second: UInt32) {
    self = UInt64(first) << 32 | UInt64(second)
  }

  var first: UInt32 { UInt32(self >> 32) }
  var second: UInt32 { UInt32(truncatingIfNeeded: self) }
}
