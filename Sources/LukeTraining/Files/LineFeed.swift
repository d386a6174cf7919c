import Foundation
import LukeData
import LukeSystem

/// Standard input as lines that come one after the other, from a pipe or from somebody who types.
final class LineFeed {
  private let descriptor = STDIN_FILENO
  private var buffer: [UInt8] = []
  private var isAtEnd = false
  private var lineNumber = 1

  /// How much is looked through for the end of the first line: what has none within it is no list of lines.
  private static let longestFirstLine = 1 << 20
  /// The most bytes that are taken from the feed together.
  private static let mostBytes = 1 << 18

  /// Whether somebody types the lines.
  var isTerminal: Bool { isatty(descriptor) == 1 }

  /// Whether lines may come long after each other: not from a file, whose lines are all there.
  var mayWait: Bool {
    var status = stat()
    return fstat(descriptor, &status) == 0
      && [S_IFIFO, S_IFSOCK, S_IFCHR].contains(status.st_mode & S_IFMT)
  }

  /// The first line that is not blank, which stays in the feed; nil where there is none, or it is too long for one.
  func firstLine() throws -> ArraySlice<UInt8>? {
    var start = 0
    while true {
      while let end = buffer[start...].firstIndex(of: .newline) {
        if !buffer[start..<end].allSatisfy(\.isBlank) { return buffer[start..<end] }
        start = end + 1
      }
      if isAtEnd {
        return buffer[start...].allSatisfy(\.isBlank) ? nil : buffer[start...]
      }
      if buffer.count - start > Self.longestFirstLine { return nil }
      try fill()
    }
  }

  /// All that is left.
  func rest() throws -> [UInt8] {
    isAtEnd ? buffer : try buffer + FileAccess.readStandardInput()
  }

  /// Lines that are there, with the number of the first of them; nil at the end.
  ///
  /// Waits for one where there is none.
  func next() throws -> LinePart? {
    var searched = 0
    while !isAtEnd, !buffer[searched...].contains(.newline) {
      searched = buffer.count
      if searched > LongestRecord.byteCount {
        throw TrainingError.badData(
          "\(StandardInput.name):\(lineNumber): \(LongestRecord.tooLongLine)")
      }
      try fill()
    }
    while !isAtEnd, buffer.count < Self.mostBytes, isReady { try fill() }
    if buffer.isEmpty { return nil }
    let end = isAtEnd ? buffer.count : (buffer.lastIndex(of: .newline) ?? buffer.count - 1) + 1
    let bytes = Array(buffer[..<end])
    buffer.removeFirst(end)
    let first = lineNumber
    lineNumber += bytes.count { $0 == .newline }
    return LinePart(bytes: bytes, firstLine: first)
  }

  /// Whether something can be read without waiting.
  private var isReady: Bool { isReady(within: 0) }

  /// Whether something can be read, or reading fails, within some milliseconds.
  private func isReady(within time: Int32) -> Bool {
    var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    let count = poll(&entry, 1, time)
    return count > 0 || count < 0 && errno != EINTR
  }

  /// Waits for something to read.
  /// - Throws: an `Interruption` for a signal that comes meanwhile and is heeded; any other ends the process.
  private func fill() throws {
    while !isReady(within: 100) { try InterruptFlag.current.check() }
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = chunk.withUnsafeMutableBytes {
        Foundation.read(descriptor, $0.baseAddress, $0.count)
      }
      if count > 0 {
        buffer += chunk[..<count]
        return
      }
      if count == 0 {
        isAtEnd = true
        return
      }
      if errno != EINTR { throw FileAccess.failure("cannot read", StandardInput.name) }
    }
  }
}

/// Some lines of a longer text.
struct LinePart {
  var bytes: [UInt8]
  /// The number of the first of them in the whole.
  var firstLine: Int

  /// The number of the last of them.
  var lastLine: Int {
    let ends = bytes.count { $0 == .newline }
    return firstLine + max(1, bytes.last == .newline ? ends : ends + 1) - 1
  }

  /// Each by itself.
  var lines: [LinePart] {
    var pieces = bytes.split(separator: .newline, omittingEmptySubsequences: false)
    if pieces.last?.isEmpty == true { pieces.removeLast() }
    return pieces.enumerated().map { offset, line in
      LinePart(bytes: Array(line) + [.newline], firstLine: firstLine + offset)
    }
  }

  /// The same in portions of at most so many lines.
  func portions(of count: Int) -> [LinePart] {
    var portions: [LinePart] = []
    var (start, first, lineCount) = (bytes.startIndex, firstLine, 0)
    for index in bytes.indices where bytes[index] == .newline {
      lineCount += 1
      if lineCount < count { continue }
      portions.append(LinePart(bytes: Array(bytes[start...index]), firstLine: first))
      (start, first, lineCount) = (index + 1, first + lineCount, 0)
    }
    if start < bytes.endIndex {
      portions.append(LinePart(bytes: Array(bytes[start...]), firstLine: first))
    }
    return portions
  }

  /// Whether there is nothing to see in them.
  var isBlank: Bool { bytes.allSatisfy { $0.isBlank || $0 == .newline } }
}
