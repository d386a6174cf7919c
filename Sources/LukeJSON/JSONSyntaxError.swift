/// Text that is not JSON: what is wrong and where.
public struct JSONSyntaxError: Error, Hashable, CustomStringConvertible {
  /// The line, counted from 1.
  public var line: Int
  /// The column in Unicode scalars, counted from 1.
  public var column: Int
  /// What is wrong, in one clause.
  public var message: String
  /// The key that an object has twice, where that is what is wrong.
  public var repetition: Repetition?

  /// A key that an object has twice.
  public struct Repetition: Hashable, Sendable {
    /// The key, shortened.
    public var key: String
    /// Where it stands first, both counted from 1.
    public var line, column: Int
  }

  /// Creates an error.
  public init(line: Int, column: Int, message: String) {
    self.line = line
    self.column = column
    self.message = message
  }

  /// Where it is, in words.
  public var place: String { "line \(line), column \(column)" }

  /// Place and message.
  public var description: String { "\(line):\(column): \(message)" }
}
