/// A line of a text file.
public struct SourceLine: Hashable, Sendable {
  /// The line without its end and without blanks after the last character.
  public let text: String
  /// Where it is.
  public let location: SourceLocation

  /// Creates a line.
  public init(_ text: String, at location: SourceLocation) {
    (self.text, self.location) = (text, location)
  }
}

extension SourceText {
  /// All lines, empty ones included.
  ///
  /// Of a large file ``forEachLine(_:)`` takes less memory.
  public var lines: [SourceLine] {
    var lines: [SourceLine] = []
    forEachLine { number, bytes in
      lines.append(SourceLine(bytes.string, at: SourceLocation(file: file, line: number)))
    }
    return lines
  }
}
