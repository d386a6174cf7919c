import LukeJSON

/// The start of a JSON value that is cut off anywhere, as a value.
///
/// The first bytes of a large file tell what it is, though the value that they begin does not end there.
package enum JSONStart {
  /// The value of all members and elements that are whole; nil where the bytes are no start of JSON.
  ///
  /// Those that are open at the end have what is whole of them.
  package static func value(_ bytes: [UInt8]) -> JSONValue? {
    guard let (end, closers) = wholePart(bytes) else { return nil }
    return try? JSONParser.parse(bytes[..<end] + closers.reversed())
  }

  /// Where the last member or element ends that is whole, and what closes all that is open there.
  private static func wholePart(_ bytes: [UInt8]) -> (end: Int, closers: [UInt8])? {
    // Whatever opens or closes is a new end, so that what is open there is what is open now.
    var end: Int?
    var closers: [UInt8] = []
    var (isInString, isEscaped) = (false, false)
    for (index, byte) in bytes.enumerated() {
      if isInString {
        if !isEscaped, byte == UInt8(ascii: "\"") { isInString = false }
        isEscaped = !isEscaped && byte == UInt8(ascii: "\\")
        continue
      }
      switch byte {
      case UInt8(ascii: "\""): isInString = true
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        closers.append(byte == UInt8(ascii: "{") ? UInt8(ascii: "}") : UInt8(ascii: "]"))
        end = index + 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        guard closers.popLast() == byte else { return nil }
        end = index + 1
      case UInt8(ascii: ",") where !closers.isEmpty: end = index
      default: continue
      }
      if byte != UInt8(ascii: "\""), closers.isEmpty { break }
    }
    return end.map { ($0, closers) }
  }
}
