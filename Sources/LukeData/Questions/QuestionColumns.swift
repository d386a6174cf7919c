/// Which fields of a record hold what of a question; nil finds them out.
public struct QuestionColumns: Hashable, Sendable, Codable {
  /// The question.
  public var question: RecordField?
  /// The text that is asked about.
  public var context: RecordField?
  /// The answer.
  public var answer: RecordField?
  /// The Unicode scalar of the text at which the answer begins.
  public var answerStart: RecordField?
  /// The question's own name, which answers carry on.
  public var identifier: RecordField?

  /// Creates a choice; by default all is found out.
  public init(
    question: RecordField? = nil, context: RecordField? = nil, answer: RecordField? = nil,
    answerStart: RecordField? = nil, identifier: RecordField? = nil
  ) {
    (self.question, self.context, self.answer) = (question, context, answer)
    (self.answerStart, self.identifier) = (answerStart, identifier)
  }
}
