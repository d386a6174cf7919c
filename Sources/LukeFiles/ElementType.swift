/// The type of one element of a stored array.
public enum ElementType: String, Hashable, Sendable, CaseIterable {
  case float32
  case float16
  case bfloat16
  case float64
  case int64
  case int32
  case int16
  case int8
  case uint8
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
