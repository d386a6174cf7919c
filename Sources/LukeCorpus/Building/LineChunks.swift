import LukeData
import LukeFiles
import LukeSystem

/// A file of lines, read in chunks of whole lines, whatever its size.
package final class LineChunks {
  /// Some lines of a file, each with its line break but perhaps the last.
  struct Chunk: Sendable {
    /// The bytes of the lines.
    var bytes: [UInt8]
    /// The number of the first line, from 1.
    var firstLine: Int
  }

  /// Bytes that a chunk has at least, but for the last one.
  private static let size = 1 << 18

  /// The lines that were left out because they are too long.
  private(set) var longLines = LineList()

  private let stream: ByteStream
  private let endsLinesAsOldMacs: Bool
  private var rest: [UInt8] = []
  private var line = 1
  private var isAtStart = true

  /// Begins where the stream is; `sample` are the bytes that come next, many or all of them.
  init(_ stream: ByteStream, sample: [UInt8] = []) {
    self.stream = stream
    endsLinesAsOldMacs = sample.contains(13) && !sample.contains(10)
  }

  /// The next lines; nil at the end.
  func next() throws -> Chunk? {
    var bytes = rest
    rest = []
    while true {
      // Only what is new can hold the break that is looked for.
      let searched = bytes.count
      let read = try readPiece()
      bytes += read
      if isAtStart, bytes.count >= 3 || read.isEmpty {
        isAtStart = false
        // A byte order mark belongs to no line.
        if bytes.starts(with: ByteOrderMark.utf8) { bytes.removeFirst(3) }
      }
      if read.isEmpty { break }
      if let end = bytes[min(searched, bytes.count)...].lastIndex(of: 10), end + 1 >= Self.size {
        split(&bytes, after: end)
        break
      }
      try refuseEndlessZeros(read)
      if bytes.count > LongestRecord.byteCount {
        if let end = bytes.lastIndex(of: 10) {
          split(&bytes, after: end)
          break
        }
        bytes = try skipLine()
      }
    }
    if bytes.isEmpty { return nil }
    defer { line += bytes.count { $0 == 10 } }
    return Chunk(bytes: bytes, firstLine: line)
  }

  private func split(_ bytes: inout [UInt8], after end: Int) {
    rest = Array(bytes[(end + 1)...])
    bytes.removeLast(bytes.count - end - 1)
  }

  /// Leaves out the line that is being read; gives what was read after it.
  private func skipLine() throws -> [UInt8] {
    longLines.add(line)
    line += 1
    while true {
      let read = try readPiece()
      if read.isEmpty { return [] }
      try refuseEndlessZeros(read)
      if let end = read.firstIndex(of: 10) { return Array(read[(end + 1)...]) }
    }
  }

  /// Throws for a whole piece of zeros, of which there may be no end: a device, or what a crash has left.
  private func refuseEndlessZeros(_ read: [UInt8]) throws {
    guard read.count == Self.size, !read.contains(where: { $0 != 0 }) else { return }
    throw DataError.malformed(
      faults: [
        DataFault(
          SourceLocation(file: stream.path, line: line),
          "holds the byte 0, which no text has; get the file anew, or take it out")
      ], count: 1)
  }

  private func readPiece() throws -> [UInt8] {
    let read = try stream.read(upTo: Self.size)
    return endsLinesAsOldMacs ? read.map { $0 == 13 ? 10 : $0 } : read
  }
}

extension LineChunks.Chunk {
  /// Calls `body` with each line, without its break, and its number.
  func forEachLine(_ body: (ArraySlice<UInt8>, Int) throws -> Void) rethrows {
    for (index, place) in ByteLines.places(in: bytes).enumerated() {
      var line = bytes[place]
      if line.last == 13 { line.removeLast() }
      try body(line, firstLine + index)
    }
  }
}
