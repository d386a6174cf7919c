/// Encodings of more than one byte for each character of ASCII, known by how a text begins.
///
/// JSON begins with a character of ASCII, so that zeros show it where there is no byte order mark.
enum WideEncoding: String {
  case utf16 = "UTF-16"
  case utf16LittleEndian = "UTF-16LE"
  case utf16BigEndian = "UTF-16BE"
  case utf32 = "UTF-32"
  case utf32LittleEndian = "UTF-32LE"
  case utf32BigEndian = "UTF-32BE"

  /// Nil for text of other encodings.
  init?(start bytes: UnsafeBufferPointer<UInt8>) {
    guard bytes.count >= 4 else { return nil }
    switch (bytes[0], bytes[1], bytes[2], bytes[3]) {
    case (0xFF, 0xFE, 0, 0), (0, 0, 0xFE, 0xFF): self = .utf32
    case (0xFF, 0xFE, _, _), (0xFE, 0xFF, _, _): self = .utf16
    case (1..., 0, 0, 0): self = .utf32LittleEndian
    case (0, 0, 0, 1...): self = .utf32BigEndian
    case (1..., 0, 1..., 0): self = .utf16LittleEndian
    case (0, 1..., 0, 1...): self = .utf16BigEndian
    default: return nil
    }
  }
}
