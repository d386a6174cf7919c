/// Which fields of a record hold what; nil finds them out.
public struct TextColumns: Hashable, Sendable, Codable {
  /// The text, or the first of two.
  public var text: RecordField?
  /// The second text.
  public var secondText: RecordField?
  /// The label.
  public var label: RecordField?
  /// The example's own name, which answers carry on.
  public var identifier: RecordField?

  /// Creates a choice; by default all is found out.
  public init(
    text: RecordField? = nil, secondText: RecordField? = nil, label: RecordField? = nil,
    identifier: RecordField? = nil
  ) {
    self.text = text
    self.secondText = secondText
    self.label = label
    self.identifier = identifier
  }
}
