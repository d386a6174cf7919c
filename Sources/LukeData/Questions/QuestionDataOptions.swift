/// How questions about texts are to be read.
public struct QuestionDataOptions: Hashable, Sendable {
  /// The format; nil finds it out from the file.
  public var format: QuestionDataFormat?
  /// What an answer counts for that is not where its start says.
  public var answerStarts = AnswerStarts.exact
  /// Which fields of tables, and of JSON with other keys than ours, hold what.
  public var columns = QuestionColumns()
  /// Whether the first row of a table names its columns; nil finds it out.
  public var header: Bool?
  /// Whether quotes around the fields of a table are its own and not text; nil for CSV alone.
  public var quoting: Bool?
  /// What becomes of records that cannot be read.
  public var badRecords = BadRecords.stop
  /// Whether every question must have its answers, or be said to have none.
  public var requiresLabels = true

  /// Options that find out everything.
  public init() {}
}
