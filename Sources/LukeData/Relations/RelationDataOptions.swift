/// What the user says about a file of relations; the rest is found out.
public struct RelationDataOptions: Hashable, Sendable {
  /// The format; nil: found from the content.
  public var format: RelationDataFormat?
  /// The encoding; nil: found from the bytes.
  public var encoding: TextEncoding?
  /// A file of lines `number<TAB>relation` for SemEval files that hold sentences alone.
  public var answerKey: String?
  /// Whether words such as `-LRB-` are turned back into the brackets they stand for (TACRED only);
  /// LUKE's authors leave them.
  public var restoresBrackets: Bool
  /// Whether every example must have a relation, as training and evaluation need.
  public var requiresLabels: Bool
  /// The format that decides where a file may have two, as that which a model was trained on.
  public var expectedFormat: RelationDataFormat?
  /// Which fields of tables, and of JSON with other keys than ours, hold what.
  public var columns = RelationColumns()
  /// Whether the first row of a table names its columns; nil finds it out.
  public var header: Bool?
  /// Whether quotes around the fields of a table are its own and not text; nil for CSV alone.
  public var quoting: Bool?
  /// Whether texts have entities, of which every ordered pair is asked: for files to be answered.
  public var asksPairs = false
  /// What becomes of records that cannot be read.
  public var badRecords = BadRecords.stop

  /// Creates options; by default everything is found out and labels are required.
  public init(
    format: RelationDataFormat? = nil, encoding: TextEncoding? = nil, answerKey: String? = nil,
    restoresBrackets: Bool = false, requiresLabels: Bool = true,
    expectedFormat: RelationDataFormat? = nil
  ) {
    self.format = format
    self.encoding = encoding
    self.answerKey = answerKey
    self.restoresBrackets = restoresBrackets
    self.requiresLabels = requiresLabels
    self.expectedFormat = expectedFormat
  }
}
