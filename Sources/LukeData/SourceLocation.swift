/// A line of a data file, so that every complaint can say where to look.
public struct SourceLocation: Hashable, Sendable, CustomStringConvertible {
  /// The file's path as the user gave it.
  public var file: String
  /// The line, counted from 1.
  public var line: Int

  /// Creates a location.
  public init(file: String, line: Int) {
    self.file = file
    self.line = line
  }

  /// `file:line`, the form editors and terminals make clickable.
  public var description: String { "\(file):\(line)" }
}
