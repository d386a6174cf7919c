public import LukeData

/// A text with a gap that one of the candidates of a passage fills.
public struct ClozeQuestion: Hashable, Sendable {
  /// What stands for the gap in a query.
  public static let placeholder = "@placeholder"

  /// One of the right answers.
  public struct Answer: Hashable, Sendable {
    /// What scores compare with.
    public var text: String
    /// The Unicode scalars of the passage that it covers, by which its candidate is known; nil where all
    /// candidates with its text are right.
    public var span: Range<Int>?

    /// Creates an answer.
    public init(text: String, span: Range<Int>? = nil) { (self.text, self.span) = (text, span) }
  }

  /// The text, with `@placeholder` for the gap.
  public var query: String
  /// The right answers; nil where they are not known.
  public var answers: [Answer]?
  /// The question's own name in the file.
  public var identifier: RecordIdentifier?

  /// Creates a question.
  public init(query: String, answers: [Answer]? = nil, identifier: RecordIdentifier? = nil) {
    (self.query, self.answers, self.identifier) = (query, answers, identifier)
  }

  /// Why the question cannot be asked; nil where it has one gap.
  public var fault: String? {
    let count = query.unicodeScalars.ranges(of: Self.placeholder.unicodeScalars).count
    if count == 1 { return nil }
    return count == 0
      ? "has no \(Self.placeholder)"
      : "has \(Self.placeholder) \(count) times, and 1 gap can be filled"
  }
}
