/// A text, or two, and what they are labelled as.
public struct TextExample: Hashable, Sendable {
  /// The text, or the first of two.
  public var text: String
  /// The second text; nil where there is but one.
  public var secondText: String?
  /// The labels as the file writes them: one, or several where it has a list; nil where it has none.
  public var labels: [String]?
  /// The example's own name in the file.
  public var identifier: RecordIdentifier?
  /// Where the example starts.
  public var location: SourceLocation

  /// Whether there is nothing to read, as in a blank line among texts to answer.
  ///
  /// It is kept so that answers and lines go side by side; a model is not asked about it.
  public var isBlank: Bool { secondText == nil && text.isInvisible }

  /// Creates an example.
  public init(
    text: String, secondText: String? = nil, labels: [String]? = nil,
    identifier: RecordIdentifier? = nil, location: SourceLocation
  ) {
    self.text = text
    self.secondText = secondText
    self.labels = labels
    self.identifier = identifier
    self.location = location
  }
}
