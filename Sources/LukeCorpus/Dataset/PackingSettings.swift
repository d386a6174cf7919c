/// How documents become examples; the values are those that LUKE was pretrained with.
public struct PackingSettings: Hashable, Sendable, Codable {
  /// The most words of an example, with the two that start and end the sequence.
  public var maximumSequenceLength = 512
  /// The most entities of an example; those that come later in it are left out.
  public var maximumEntityCount = 128
  /// The most words of a mention that count as the entity's positions; the rest are left out.
  public var maximumMentionLength = 30
  /// The fewest words of a sentence; shorter ones are left out, as are those that fit no example.
  public var minimumSentenceLength = 5
  /// Whether only the first paragraph of a document is taken.
  public var takesAbstractsOnly = false
  /// Whether examples without any entity are kept.
  public var includesSentencesWithoutEntities = false
  /// Whether links to entities outside of the vocabulary become mentions of `[UNK]`.
  public var includesUnknownEntities = false
  /// How paragraphs are cut into sentences.
  public var sentences = SentenceSplitting.rules(language: "en")

  /// Settings with every default.
  public init() {}

  /// What every length may be at most: they are stored with 16 bits.
  static let highestLength = 65_535

  /// Why these settings cannot be used, by the name of the setting; nil when they can.
  package var fault: String? {
    let lengths = [
      ("max_sequence_length", maximumSequenceLength, 3),
      ("max_entity_count", maximumEntityCount, 1),
      ("max_mention_length", maximumMentionLength, 1),
      ("min_sentence_length", minimumSentenceLength, 1),
    ]
    for (name, value, lowest) in lengths where !(lowest...Self.highestLength).contains(value) {
      return "\(name) is \(value); it must be from \(lowest) to \(Self.highestLength)"
    }
    if minimumSentenceLength > maximumSequenceLength - 2 {
      return "min_sentence_length is \(minimumSentenceLength), more than the "
        + "\(maximumSequenceLength - 2) words that max_sequence_length leaves room for"
    }
    return nil
  }

  private enum CodingKeys: String, CodingKey {
    case maximumSequenceLength = "max_sequence_length"
    case maximumEntityCount = "max_entity_count"
    case maximumMentionLength = "max_mention_length"
    case minimumSentenceLength = "min_sentence_length"
    case takesAbstractsOnly = "abstracts_only"
    case includesSentencesWithoutEntities = "sentences_without_entities"
    case includesUnknownEntities = "unknown_entities"
    case sentences
  }
}
