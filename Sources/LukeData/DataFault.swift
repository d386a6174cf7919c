/// One thing wrong with a data file.
public struct DataFault: Hashable, Sendable, CustomStringConvertible {
  /// Where it is.
  public var location: SourceLocation
  /// What is wrong and what was expected.
  public var message: String
  /// How many more places of the file have the same fault, and are not listed one by one.
  public var repetitions = 0

  /// Creates a fault.
  public init(_ location: SourceLocation, _ message: String) {
    self.location = location
    self.message = message
  }

  /// `file:line: message`, or `file:line:column: message`.
  public var description: String { "\(location): \(message)" }
}
