/// How questions about texts are to be read.
public struct QuestionDataOptions: Hashable, Sendable {
  /// The format; nil finds it out from the file.
  public var format: QuestionDataFormat?
  /// What an answer counts for that is not where its start says.
  public var answerStarts = AnswerStarts.exact
  /// What becomes of records that cannot be read.
  public var badRecords = BadRecords.stop
  /// Whether every question must have its answers, or be said to have none.
  public var requiresLabels = true

  /// Options that find out everything.
  public init() {}
}
