/// The type of one element of a stored array.
public enum ElementType: String, Hashable, Sendable, CaseIterable {
  /// IEEE 754, 32 bits.
  case float32
  /// IEEE 754, 16 bits.
  case float16
  /// The upper 16 bits of a `float32`.
  case bfloat16
  /// IEEE 754, 64 bits.
  case float64
  /// A whole number with sign, 64 bits.
  case int64
  /// A whole number with sign, 32 bits.
  case int32
  /// A whole number with sign, 16 bits.
  case int16
  /// A whole number with sign, 8 bits.
  case int8
  /// A whole number without sign, 8 bits.
  case uint8
  /// True or false, a byte each.
  case bool

  /// Size of one element in bytes.
  public var byteCount: Int {
    switch self {
    case .float64, .int64: 8
    case .float32, .int32: 4
    case .float16, .bfloat16, .int16: 2
    case .int8, .uint8, .bool: 1
    }
  }

  /// Whether the elements are floating-point numbers.
  public var isFloatingPoint: Bool {
    switch self {
    case .float32, .float16, .bfloat16, .float64: true
    case .int64, .int32, .int16, .int8, .uint8, .bool: false
    }
  }
}
