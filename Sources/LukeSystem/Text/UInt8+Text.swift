extension UInt8 {
  @inlinable package static var newline: UInt8 { 10 }
  @inlinable package static var tab: UInt8 { 9 }
  @inlinable package static var space: UInt8 { 32 }

  /// Whether the byte is a space, a tab or a carriage return: what separates columns and ends lines.
  @inlinable package var isBlank: Bool { self == .space || self == .tab || self == 13 }
}
