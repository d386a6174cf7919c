/// A text of a labelling tool with what people marked in it.
struct ToolText {
  var text: String
  var spans: [ToolSpan] = []
  var identifier: RecordIdentifier?
  /// Which part of a document it is, where the file says it.
  var passage: DocumentPassage?
  var location: SourceLocation
}

/// A part of a text with its entity type, as a tool gives it.
struct ToolSpan {
  /// The characters, end exclusive, in the units of the file.
  var start, end: Int
  var label: String
  /// What the file says that the characters are; nil where it does not.
  var surface: String?
  /// Where the span and its label stand in the record, for messages.
  var key, labelKey: String

  init(
    start: Int, end: Int, label: String, surface: String? = nil, key: String,
    labelKey: String? = nil
  ) {
    (self.start, self.end, self.label, self.surface) = (start, end, label, surface)
    (self.key, self.labelKey) = (key, labelKey ?? "\(key).label")
  }
}
