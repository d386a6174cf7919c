import Foundation

/// The lines of some bytes, one after the other, as places in them: the one way to cut text into lines.
///
/// A line end at the very end starts no line. The bytes must outlive the walk.
package struct ByteLines: Sequence, IteratorProtocol {
  /// What ends a line.
  package enum End: Sendable {
    /// `\n`; a `\r` before it is a part of the line.
    case newline
    /// `\n`, `\r\n` or `\r`.
    case any
  }

  private let bytes: UnsafeBufferPointer<UInt8>
  private let end: End
  private var start: Int

  /// The lines of all bytes, or of those from a place on.
  package init(
    _ bytes: UnsafeBufferPointer<UInt8>, endedBy end: End = .newline, from start: Int = 0
  ) {
    (self.bytes, self.end, self.start) = (bytes, end, start)
  }

  /// The place of the next line, without its end.
  package mutating func next() -> Range<Int>? {
    guard start < bytes.count, let base = bytes.baseAddress else { return nil }
    var place = start
    defer { start = place }
    switch end {
    case .newline:
      let found = memchr(base + start, 10, bytes.count - start)
      let last = found.map { UnsafeRawPointer($0) - UnsafeRawPointer(base) } ?? bytes.count
      place = last + 1
      return start..<last
    case .any:
      while place < bytes.count, bytes[place] != 10, bytes[place] != 13 { place += 1 }
      let last = place
      let isPair = place + 1 < bytes.count && bytes[place] == 13 && bytes[place + 1] == 10
      place += isPair ? 2 : 1
      return start..<last
    }
  }
}

extension ByteLines {
  /// Calls `body` with each line of a file, counted from 1, whatever ends its lines; a byte order mark
  /// at its start is left out.
  package static func forEach<Failure>(
    inFile bytes: UnsafeBufferPointer<UInt8>,
    _ body: (_ line: Int, UnsafeBufferPointer<UInt8>) throws(Failure) -> Void
  ) throws(Failure) {
    var number = 0
    let start = bytes.starts(with: ByteOrderMark.utf8) ? ByteOrderMark.utf8.count : 0
    for line in ByteLines(bytes, endedBy: .any, from: start) {
      number += 1
      try body(number, UnsafeBufferPointer(rebasing: bytes[line]))
    }
  }

  /// The places of all lines.
  package static func places(in bytes: [UInt8], endedBy end: End = .newline) -> [Range<Int>] {
    bytes.withUnsafeBufferPointer { Array(ByteLines($0, endedBy: end)) }
  }
}
