import LukeFiles

/// A file of lines, read in chunks of whole lines, whatever its size.
final class LineChunks {
  /// Some lines of a file, each with its line break but perhaps the last.
  struct Chunk: Sendable {
    /// The bytes of the lines.
    var bytes: [UInt8]
    /// The number of the first line, from 1.
    var firstLine: Int
  }

  /// Bytes that a chunk has at least, but for the last one.
  private static let size = 1 << 18

  private let stream: ByteStream
  private var rest: [UInt8] = []
  private var line = 1
  private var isAtStart = true

  init(_ stream: ByteStream) { self.stream = stream }

  /// The next lines; nil at the end.
  func next() throws -> Chunk? {
    var bytes = rest
    rest = []
    while true {
      // Only what is new can hold the break that is looked for.
      let searched = bytes.count
      let read = try stream.read(upTo: Self.size)
      bytes += read
      if isAtStart, bytes.count >= 3 || read.isEmpty {
        isAtStart = false
        // A byte order mark belongs to no line.
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
      }
      if read.isEmpty { break }
      if let end = bytes[min(searched, bytes.count)...].lastIndex(of: 10), end + 1 >= Self.size {
        rest = Array(bytes[(end + 1)...])
        bytes.removeLast(bytes.count - end - 1)
        break
      }
    }
    if bytes.isEmpty { return nil }
    defer { line += bytes.count { $0 == 10 } }
    return Chunk(bytes: bytes, firstLine: line)
  }
}

extension LineChunks.Chunk {
  /// Calls `body` with each line, without its break, and its number.
  func forEachLine(_ body: (ArraySlice<UInt8>, Int) throws -> Void) rethrows {
    var (start, number) = (0, firstLine)
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 10) ?? bytes.count
      var line = bytes[start..<end]
      if line.last == 13 { line.removeLast() }
      try body(line, number)
      (start, number) = (end + 1, number + 1)
    }
  }
}
