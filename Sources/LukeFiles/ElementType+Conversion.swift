extension ElementType {
  /// Converts stored floating-point elements, aligned and in the byte order of the machine, to
  /// float32, exactly where float32 can hold them and rounded to the nearest for float64.
  func widen(_ source: UnsafeRawBufferPointer, into destination: UnsafeMutableBufferPointer<Float>)
  {
    precondition(source.count == destination.count * byteCount)
    guard let from = source.baseAddress, let to = destination.baseAddress else { return }
    let count = destination.count
    switch self {
    case .float32: UnsafeMutableRawPointer(to).copyMemory(from: from, byteCount: source.count)
    case .float16:
      Self.widenFloat16(from.bindMemory(to: UInt16.self, capacity: count), to, count)
    case .bfloat16:
      Self.widenBFloat16(from.bindMemory(to: UInt16.self, capacity: count), to, count)
    case .float64:
      let doubles = from.bindMemory(to: Double.self, capacity: count)
      for i in 0..<count { to[i] = Float(doubles[i]) }
    case .int64, .int32, .int16, .int8, .uint8, .bool:
      preconditionFailure("\(self) is not a floating-point type")
    }
  }

  private static func widenBFloat16(
    _ from: UnsafePointer<UInt16>, _ to: UnsafeMutablePointer<Float>, _ count: Int
  ) {
    for i in 0..<count { to[i] = Float(bitPattern: UInt32(truncatingIfNeeded: from[i]) &<< 16) }
  }

  /// Works on bits and not with `Float16`, which costs a library call per element on processors
  /// without conversion instructions; this loop becomes vector code on all.
  private static func widenFloat16(
    _ from: UnsafePointer<UInt16>, _ to: UnsafeMutablePointer<Float>, _ count: Int
  ) {
    // The exponent of float32 is biased by 112 more than the one of float16. The product does this
    // exactly for subnormal numbers, too.
    let scale = Float(bitPattern: (127 + 112) << 23)
    for i in 0..<count {
      let half = UInt32(truncatingIfNeeded: from[i])
      let magnitude = Float(bitPattern: (half & 0x7fff) &<< 13) * scale
      let special: UInt32 = (half & 0x7c00) == 0x7c00 ? 0x7f80_0000 : 0
      to[i] = Float(bitPattern: magnitude.bitPattern | special | (half & 0x8000) &<< 16)
    }
  }

  /// Appends stored integers or Booleans.
  func appendIntegers(_ source: UnsafeRawBufferPointer, to result: inout [Int64]) {
    func append<Element: FixedWidthInteger>(_: Element.Type) {
      for element in source.bindMemory(to: Element.self) {
        result.append(Int64(truncatingIfNeeded: element))
      }
    }
    switch self {
    case .int64: append(Int64.self)
    case .int32: append(Int32.self)
    case .int16: append(Int16.self)
    case .int8: append(Int8.self)
    case .uint8, .bool: append(UInt8.self)
    case .float32, .float16, .bfloat16, .float64:
      preconditionFailure("\(self) is not an integer type")
    }
  }
}

/// Rounds float32 numbers to bfloat16, to the nearest and ties to even; what is not a number stays so.
func roundToBFloat16(
  _ source: UnsafeBufferPointer<Float>, into destination: UnsafeMutableBufferPointer<UInt16>
) {
  precondition(source.count == destination.count)
  guard let from = source.baseAddress, let to = destination.baseAddress else { return }
  for i in 0..<source.count {
    let bits = from[i].bitPattern
    let rounded = (bits &+ 0x7fff &+ ((bits &>> 16) & 1)) &>> 16
    let quiet = (bits &>> 16) | 0x40
    let isNotANumber = (bits & 0x7fff_ffff) > 0x7f80_0000
    to[i] = UInt16(truncatingIfNeeded: isNotANumber ? quiet : rounded)
  }
}
