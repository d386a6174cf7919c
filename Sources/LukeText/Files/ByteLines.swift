import LukeSystem

/// Goes through the lines of a text file without making strings of them.
enum ByteLines {
  /// Calls `body` with each line, counted from 1, without its end (`\n`, `\r\n` or `\r`).
  ///
  /// A line end at the very end starts no line; a byte order mark at the start is left out.
  static func forEach<Failure>(
    in bytes: UnsafeBufferPointer<UInt8>,
    _ body: (_ line: Int, UnsafeBufferPointer<UInt8>) throws(Failure) -> Void
  ) throws(Failure) {
    var line = 1
    var start = bytes.starts(with: ByteOrderMark.utf8) ? ByteOrderMark.utf8.count : 0
    var end = start
    while start < bytes.count {
      while end < bytes.count, bytes[end] != 10, bytes[end] != 13 { end += 1 }
      try body(line, UnsafeBufferPointer(rebasing: bytes[start..<end]))
      let isPair = end + 1 < bytes.count && bytes[end] == 13 && bytes[end + 1] == 10
      end += isPair ? 2 : 1
      start = end
      line += 1
    }
  }
}
