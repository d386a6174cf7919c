import Foundation
import LukeData
import LukeSystem

/// Reads the lines of a text file or of standard input, one at a time.
public final class LineReader {
  private let descriptor: Int32
  /// The file's path as the user gave it, or what stands for standard input in messages.
  public let name: String
  private var chunk = [UInt8](repeating: 0, count: 1 << 16)
  private var filled = 0
  private var position = 0
  private var isAtEnd = false
  private var isStarted = false

  /// Whether the next line may have to be waited for: the moment to show what is there.
  public var isDrained: Bool { position >= filled }

  /// The number of lines read so far.
  public private(set) var lineCount = 0

  /// The bytes read so far.
  public private(set) var bytesRead = 0

  /// The size of the file in bytes; nil for what is no regular file.
  public let byteCount: Int?

  /// How many lines after the first began with a byte order mark, as in files put together of others;
  /// it is left out.
  public private(set) var innerMarkCount = 0

  /// Opens the file at `path`; `-` is standard input.
  /// - Throws: `TrainingError.missing` or `.inputOutput`.
  public init(_ path: String) throws {
    if path == "-" {
      name = "standard input"
      descriptor = STDIN_FILENO
      byteCount = Self.size(of: descriptor)
      return
    }
    name = path
    try FileAccess.checkIsFile(path, named: path, what: "file")
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 { throw FileAccess.failure("cannot read", path) }
    byteCount = Self.size(of: descriptor)
  }

  private static func size(of descriptor: Int32) -> Int? {
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return Int(status.st_size)
  }

  deinit { if descriptor > STDERR_FILENO { close(descriptor) } }

  /// The next line without its end (`\n` or `\r\n`), nil after the last.
  ///
  /// Memory does not grow with lines that are longer than any reader takes: these are refused.
  /// - Throws: `TrainingError.badData` for such a line and for one that is not UTF-8, `.inputOutput`.
  public func next() throws -> String? {
    var line: [UInt8] = []
    var hasAny = false
    while try fill() {
      hasAny = true
      let end = chunk.withUnsafeBufferPointer { bytes in
        var lines = ByteLines(UnsafeBufferPointer(rebasing: bytes[..<filled]), from: position)
        return lines.next()?.upperBound ?? filled
      }
      line += chunk[position..<end]
      position = min(end + 1, filled)
      if line.count > LongestRecord.byteCount {
        throw TrainingError.badData("\(name):\(lineCount + 1): \(LongestRecord.tooLongLine)")
      }
      if end < filled { break }
    }
    guard hasAny else { return nil }
    lineCount += 1
    if line.last == 0x0D { line.removeLast() }
    if line.starts(with: ByteOrderMark.utf8) {
      line.removeFirst(3)
      if lineCount > 1 { innerMarkCount += 1 }
    }
    guard let text = String(validating: line, as: UTF8.self) else {
      throw TrainingError.notUTF8(line, at: "\(name):\(lineCount)")
    }
    if line.contains(0) {
      throw TrainingError.badData("\(name):\(lineCount): holds the byte 0, which no text has")
    }
    return text
  }

  /// Throws for what is no text by its first bytes.
  private func checkStart() throws {
    let start = chunk[..<filled]
    if let binary = BinaryContent(start: start) {
      throw TrainingError.badData("\(name): \(binary.reason)")
    }
    if start.starts(with: [0xFF, 0xFE]) || start.starts(with: [0xFE, 0xFF]) {
      throw TrainingError.badData("\(name): is UTF-16; convert it to UTF-8 first")
    }
  }

  /// Makes sure that there are bytes to read; false at the end.
  private func fill() throws -> Bool {
    if position < filled { return true }
    if isAtEnd { return false }
    (position, filled) = (0, 0)
    var count = read(descriptor, &chunk, chunk.count)
    while count < 0, errno == EINTR { count = read(descriptor, &chunk, chunk.count) }
    if count < 0 { throw FileAccess.failure("cannot read", name) }
    isAtEnd = count == 0
    filled = count
    bytesRead += count
    if !isStarted, count > 0 {
      isStarted = true
      try checkStart()
    }
    return count > 0
  }
}
