import LukeData

/// The settings of named entity recognition as a recipe gives them.
public struct NamedEntityRecognitionSettings: Hashable, Sendable, Codable {
  /// What the model sees around a sentence.
  public var context: EntityContext
  /// The most subwords of a sequence, special tokens included.
  public var maximumLength: Int
  /// The most subwords of an entity; longer spans are no candidates.
  public var maximumMentionLength: Int
  /// The most candidates of a sequence; a sentence with more is passed through several times.
  public var maximumEntityLength: Int
  /// The scheme of the tags; nil: found from the tags.
  public var tagScheme: TagScheme?

  /// Creates settings; the defaults are those LUKE's authors used for CoNLL-2003.
  public init(
    context: EntityContext = .document, maximumLength: Int = 512, maximumMentionLength: Int = 16,
    maximumEntityLength: Int = 128, tagScheme: TagScheme? = nil
  ) {
    self.context = context
    self.maximumLength = maximumLength
    self.maximumMentionLength = maximumMentionLength
    self.maximumEntityLength = maximumEntityLength
    self.tagScheme = tagScheme
  }

  /// The keys of a recipe.
  public enum CodingKeys: String, CodingKey, CaseIterable {
    /// What the model sees around a sentence.
    case context
    /// The most subwords of a sequence.
    case maximumLength = "max_length"
    /// The most subwords of an entity.
    case maximumMentionLength = "max_mention_length"
    /// The most candidates of a sequence.
    case maximumEntityLength = "max_entity_length"
    /// The scheme of the tags.
    case tagScheme = "tag_scheme"
  }

  /// Decodes settings; keys not given keep their defaults.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    let defaults = Self()
    context = try values.decodeIfPresent(EntityContext.self, forKey: .context) ?? defaults.context
    maximumLength =
      try values.decodeIfPresent(Int.self, forKey: .maximumLength) ?? defaults.maximumLength
    maximumMentionLength =
      try values.decodeIfPresent(Int.self, forKey: .maximumMentionLength)
      ?? defaults.maximumMentionLength
    maximumEntityLength =
      try values.decodeIfPresent(Int.self, forKey: .maximumEntityLength)
      ?? defaults.maximumEntityLength
    tagScheme = try values.decodeIfPresent(TagScheme.self, forKey: .tagScheme)
  }

  /// The settings that have values they cannot have; `positionCount` is how many subwords the
  /// model's position table reaches, where that is known.
  public func faults(positionCount: Int? = nil) -> [SettingsFault] {
    let reason = "the model has \(positionCount ?? 0) positions"
    return SettingsFault.check(
      CodingKeys.maximumLength.rawValue, maximumLength, from: 3, to: positionCount,
      because: maximumLength < 3 ? "two are special tokens" : reason)
      + SettingsFault.check(
        CodingKeys.maximumMentionLength.rawValue, maximumMentionLength, from: 1)
      + SettingsFault.check(
        CodingKeys.maximumEntityLength.rawValue, maximumEntityLength, from: 1)
  }
}
