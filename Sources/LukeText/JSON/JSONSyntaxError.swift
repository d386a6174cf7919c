/// Text that is not JSON: what is wrong and where.
package struct JSONSyntaxError: Error, Hashable, CustomStringConvertible {
  /// The line, counted from 1.
  package var line: Int
  /// The column in Unicode scalars, counted from 1.
  package var column: Int
  /// What is wrong, in one clause.
  package var message: String
  /// The key that an object has twice, where that is what is wrong.
  package var repetition: Repetition?

  /// A key that an object has twice.
  package struct Repetition: Hashable, Sendable {
    /// The key, shortened.
    package var key: String
    /// Where it stands first, both counted from 1.
    package var line, column: Int
  }

  package init(line: Int, column: Int, message: String) {
    self.line = line
    self.column = column
    self.message = message
  }

  /// Where it is, in words.
  package var place: String { "line \(line), column \(column)" }

  package var description: String { "\(line):\(column): \(message)" }
}
