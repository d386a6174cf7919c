/// How far some work is.
public struct RunProgress: Hashable, Sendable {
  /// What is counted.
  public enum Unit: String, Hashable, Sendable {
    /// Bytes of the files that are read, as they are packed.
    case bytes
    /// Blocks of a corpus.
    case blocks
    /// Documents of a corpus.
    case documents
    /// Merges of a tokenizer.
    case merges
    /// Labelled examples, or sequences of pretraining.
    case examples
    /// Steps.
    case steps
  }

  /// What is done.
  public var done: Int
  /// The whole; 0 where it is not known before the end.
  public var total: Int
  /// What `done` and `total` count.
  public var unit: Unit
  /// What else there is to say, such as `210 documents, 1030 links`; empty for nothing.
  public var details: String

  /// Creates a state of some work.
  public init(_ done: Int, of total: Int, _ unit: Unit, details: String = "") {
    (self.done, self.total, self.unit, self.details) = (done, total, unit, details)
  }
}
