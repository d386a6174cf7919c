/// What Python's `str.isspace()`, `str.rstrip()` and `\s` hold for whitespace, in UTF-8.
///
/// It is Unicode's whitespace and U+001C to U+001F besides. The data set builder of the authors works
/// with Python's idea of it, so this is not what `Character.isWhitespace` says.
enum PythonWhitespace {
  /// The number of bytes of the whitespace that starts at `index`; 0 if none does.
  @inline(__always)
  static func length(at index: Int, of text: UnsafeBufferPointer<UInt8>) -> Int {
    let first = text[index]
    if first < 0x80 { return isASCII(first) ? 1 : 0 }
    guard first == 0xC2 || (0xE1...0xE3).contains(first) else { return 0 }
    return longLength(at: index, of: text)
  }

  @inline(__always)
  static func isASCII(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte &- 0x09 < 5 || byte &- 0x1C < 4
  }

  private static func longLength(at index: Int, of text: UnsafeBufferPointer<UInt8>) -> Int {
    guard index + 1 < text.count else { return 0 }
    // U+0085, U+00A0
    if text[index] == 0xC2 { return text[index + 1] == 0x85 || text[index + 1] == 0xA0 ? 2 : 0 }
    guard index + 2 < text.count else { return 0 }
    let isSpace =
      switch (text[index], text[index + 1], text[index + 2]) {
      case (0xE1, 0x9A, 0x80): true  // U+1680
      case (0xE2, 0x80, 0x80...0x8A): true  // U+2000 to U+200A
      case (0xE2, 0x80, 0xA8...0xA9), (0xE2, 0x80, 0xAF): true  // U+2028, U+2029, U+202F
      case (0xE2, 0x81, 0x9F): true  // U+205F
      case (0xE3, 0x80, 0x80): true  // U+3000
      default: false
      }
    return isSpace ? 3 : 0
  }

  /// The number of bytes that `rstrip()` leaves.
  static func countWithoutTrailing(_ text: UnsafeBufferPointer<UInt8>) -> Int {
    var end = text.count
    while end > 0 {
      if isASCII(text[end - 1]) {
        end -= 1
        continue
      }
      guard text[end - 1] >= 0x80 else { break }
      if end >= 2, length(at: end - 2, of: text) == 2 {
        end -= 2
      } else if end >= 3, length(at: end - 3, of: text) == 3 {
        end -= 3
      } else {
        break
      }
    }
    return end
  }
}
