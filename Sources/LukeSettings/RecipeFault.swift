/// One fault of a recipe: where, and what is wrong.
public struct RecipeFault: Hashable, Sendable, CustomStringConvertible {
  /// The file, the file with line and column, or the option of the command line.
  public var source: String
  /// The key path, such as `training.learning_rates[0].factor`; empty for faults of syntax.
  public var keyPath: String
  /// What is wrong and what would be right.
  public var message: String

  /// Creates a fault.
  public init(source: String, keyPath: String, message: String) {
    self.source = source
    self.keyPath = keyPath
    self.message = message
  }

  /// `source: key path: message`.
  public var description: String {
    [source, keyPath, message].filter { !$0.isEmpty }.joined(separator: ": ")
  }
}
