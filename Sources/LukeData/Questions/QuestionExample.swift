/// A question about a text that may hold its answer.
public struct QuestionExample: Hashable, Sendable {
  /// An answer as somebody gave it.
  public struct Answer: Hashable, Sendable {
    /// What it says.
    public var text: String
    /// The Unicode scalars of the context that it stands in; nil where the context does not hold it.
    public var span: Range<Int>?

    /// Creates an answer.
    public init(text: String, span: Range<Int>? = nil) { (self.text, self.span) = (text, span) }
  }

  /// The text that is asked about.
  public var context: String
  /// The question.
  public var question: String
  /// The answers that people gave, none where the context does not answer the question; nil where nothing
  /// is known of them.
  public var answers: [Answer]?
  /// The number of the article that the context is of; nil where the file has no articles.
  public var article: Int?
  /// The question's own name in the file.
  public var identifier: RecordIdentifier?
  /// Where the question starts.
  public var location: SourceLocation

  /// Creates a question.
  public init(
    context: String, question: String, answers: [Answer]? = nil,
    identifier: RecordIdentifier? = nil, location: SourceLocation
  ) {
    self.context = context
    self.question = question
    self.answers = answers
    self.identifier = identifier
    self.location = location
  }
}
