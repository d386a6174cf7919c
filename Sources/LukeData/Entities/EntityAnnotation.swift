/// An entity of a sentence as its annotators marked it.
public struct EntityAnnotation: Hashable, Sendable {
  /// The words it covers.
  public var words: Range<Int>
  /// The entity type.
  public var label: String
  /// The line of the data file it stands on.
  public var line: Int

  /// Creates an annotation.
  public init(words: Range<Int>, label: String, line: Int) {
    self.words = words
    self.label = label
    self.line = line
  }
}
