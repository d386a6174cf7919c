/// An entity that a model, or somebody, found in a sentence.
public struct FoundEntity: Hashable, Sendable {
  /// The words it covers.
  public var words: Range<Int>
  /// The entity type.
  public var label: String
  /// How sure it is, from 0 to 1; nil where nobody says.
  public var score: Float?

  /// Creates an entity.
  public init(words: Range<Int>, label: String, score: Float? = nil) {
    (self.words, self.label, self.score) = (words, label, score)
  }
}

/// A sentence with what was found in it, as it is written.
struct FoundSentence {
  let sentence: AnnotatedSentence
  let entities: [FoundEntity]

  /// The text, or the words with a space between them.
  var text: String { sentence.text ?? sentence.words.joined(separator: " ") }

  /// The entities with the Unicode scalars of ``text`` that each covers.
  var spans: [(entity: FoundEntity, scalars: Range<Int>)] {
    entities.map { ($0, sentence.scalars(of: $0.words)) }
  }
}
