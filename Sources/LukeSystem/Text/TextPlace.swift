/// A place in UTF-8 text, as people count it.
package struct TextPlace: Hashable, Sendable {
  /// The place in bytes, counted from 0.
  package private(set) var offset: Int
  /// The line, counted from 1.
  package private(set) var line = 1
  /// The column in Unicode scalars, counted from 1.
  package private(set) var column = 1

  /// The start of a text, after its byte order mark.
  package init(startOf bytes: some Collection<UInt8>) {
    offset = bytes.starts(with: ByteOrderMark.utf8) ? 3 : 0
  }

  /// Goes on to a later place; the bytes between are those of the text from `offset` on.
  package mutating func advance(to end: Int, in bytes: some RandomAccessCollection<UInt8>) {
    for byte in bytes.dropFirst(offset).prefix(max(0, end - offset)) {
      if byte == 0x0A {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
    offset = max(offset, end)
  }
}
