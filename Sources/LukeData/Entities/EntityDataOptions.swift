/// What the user says about a file of sentences with entities; the rest is found out.
public struct EntityDataOptions: Hashable, Sendable {
  /// The format; nil: found from the content.
  public var format: EntityDataFormat?
  /// The encoding; nil: found from the bytes.
  public var encoding: TextEncoding?
  /// The columns of CoNLL-style files.
  public var columns: ColumnSelection
  /// The scheme of the tags; nil: found from the tags.
  public var tagScheme: TagScheme?
  /// Whether every sentence must have tags or entities, as training and evaluation need.
  public var requiresLabels: Bool
  /// Whether the file is taken for columns where it may as well be text, as those were that a model
  /// was trained on.
  public var expectsColumns: Bool
  /// Whether tags may be of anything, such as parts of speech, and then stand for themselves.
  public var takesAnyTags = false
  /// What becomes of sentences that cannot be read.
  public var badRecords = BadRecords.stop
  /// How running text is parted into words.
  public var splitting = WordSplitting.words
  /// The names of tags that are numbers, in their order; empty: looked for beside the file.
  public var labelNames: [String] = []

  /// Creates options; by default everything is found out and labels are required.
  public init(
    format: EntityDataFormat? = nil, encoding: TextEncoding? = nil,
    columns: ColumnSelection = ColumnSelection(), tagScheme: TagScheme? = nil,
    requiresLabels: Bool = true, expectsColumns: Bool = false
  ) {
    self.format = format
    self.encoding = encoding
    self.columns = columns
    self.tagScheme = tagScheme
    self.requiresLabels = requiresLabels
    self.expectsColumns = expectsColumns
  }

  /// The task that reads with such options.
  var task: TaskRecord { takesAnyTags ? .tags : .entities }
}
