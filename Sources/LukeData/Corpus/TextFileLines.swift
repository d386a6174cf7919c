import LukeFiles

/// The lines of a text file, compressed or not, each with its line break, whatever the file's size.
package final class TextFileLines {
  private let path: String
  private let stream: ByteStream
  private let chunks: LineChunks
  private var chunk = LineChunks.Chunk(bytes: [], firstLine: 1)
  private var place = 0
  private var line = 0

  /// Opens a file; throws `FileError`.
  package init(_ path: String) throws {
    self.path = path
    stream = try ByteStream(path: path)
    chunks = LineChunks(stream)
  }

  /// Bytes of the file that were read.
  package var bytesRead: Int { stream.fileOffset }
  /// The size of the file; 0 where it is not known.
  package var byteCount: Int { stream.fileSize ?? 0 }

  /// The next line; nil at the end.
  /// - Throws: `FileError`, and `DataError` for a line that is no UTF-8.
  package func next() throws -> String? {
    if place == chunk.bytes.count {
      guard let next = try chunks.next() else { return nil }
      (chunk, place) = (next, 0)
    }
    let end = chunk.bytes[place...].firstIndex(of: 10).map { $0 + 1 } ?? chunk.bytes.count
    line += 1
    guard let text = String(validating: chunk.bytes[place..<end], as: UTF8.self) else {
      throw DataError.notUTF8(path, line: line)
    }
    place = end
    return text
  }
}

extension DataError {
  /// What is said of a line that is no UTF-8.
  static func notUTF8(_ file: String, line: Int) -> DataError {
    .malformed(
      faults: [
        DataFault(
          SourceLocation(file: file, line: line),
          "is not valid UTF-8; convert the file, for example with iconv")
      ], count: 1)
  }
}
