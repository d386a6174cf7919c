import LukeSystem

/// A place in a data file, so that every complaint can say where to look.
public struct SourceLocation: Hashable, Sendable, CustomStringConvertible {
  /// The file's path as the user gave it.
  public var file: String
  /// The line, counted from 1.
  public var line: Int
  /// The column in Unicode scalars, counted from 1; nil for the line as a whole.
  public var column: Int?

  /// Creates a location.
  public init(file: String, line: Int, column: Int? = nil) {
    self.file = file
    self.line = line
    self.column = column
  }

  /// `file:line` or `file:line:column`, the form editors and terminals make clickable.
  public var description: String {
    "\(file.shownOnOneLine):\(line)" + (column.map { ":\($0)" } ?? "")
  }
}
