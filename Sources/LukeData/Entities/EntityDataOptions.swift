/// What the user says about a file of sentences with entities; the rest is found out.
public struct EntityDataOptions: Hashable, Sendable {
  /// The format; nil: found from the content.
  public var format: EntityDataFormat?
  /// The encoding; nil: UTF-8 where the bytes are valid UTF-8, else Latin-1.
  public var encoding: TextEncoding?
  /// The columns of CoNLL-style files.
  public var columns: ColumnSelection
  /// The scheme of the tags; nil: found from the tags.
  public var tagScheme: TagScheme?
  /// Whether every sentence must have tags or entities, as training and evaluation need.
  public var requiresLabels: Bool

  /// Creates options; by default everything is found out and labels are required.
  public init(
    format: EntityDataFormat? = nil, encoding: TextEncoding? = nil,
    columns: ColumnSelection = ColumnSelection(), tagScheme: TagScheme? = nil,
    requiresLabels: Bool = true
  ) {
    self.format = format
    self.encoding = encoding
    self.columns = columns
    self.tagScheme = tagScheme
    self.requiresLabels = requiresLabels
  }
}
