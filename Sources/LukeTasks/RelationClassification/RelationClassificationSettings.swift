/// The settings of relation classification as a recipe gives them.
public struct RelationClassificationSettings: Hashable, Sendable, Codable {
  /// The label that says there is no relation, which scores leave out.
  public var negativeLabel: String
  /// The score that decides which model is best.
  public var metric: RelationMetric
  /// The most subwords of a sequence, special tokens and markers included.
  public var maximumLength: Int
  /// The most subwords of a span, markers included, that its entity's position is the mean of.
  public var maximumMentionLength: Int

  /// Creates settings; the defaults are those LUKE's authors used for TACRED.
  public init(
    negativeLabel: String = "no_relation", metric: RelationMetric = .microF1,
    maximumLength: Int = 512, maximumMentionLength: Int = 30
  ) {
    self.negativeLabel = negativeLabel
    self.metric = metric
    self.maximumLength = maximumLength
    self.maximumMentionLength = maximumMentionLength
  }

  /// The keys of a recipe.
  public enum CodingKeys: String, CodingKey, CaseIterable {
    /// The label that says there is no relation.
    case negativeLabel = "negative_label"
    /// The score that decides which model is best.
    case metric
    /// The most subwords of a sequence.
    case maximumLength = "max_length"
    /// The most subwords of a span.
    case maximumMentionLength = "max_mention_length"
  }

  /// Decodes settings; keys not given keep their defaults.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    let defaults = Self()
    negativeLabel =
      try values.decodeIfPresent(String.self, forKey: .negativeLabel) ?? defaults.negativeLabel
    metric = try values.decodeIfPresent(RelationMetric.self, forKey: .metric) ?? defaults.metric
    maximumLength =
      try values.decodeIfPresent(Int.self, forKey: .maximumLength) ?? defaults.maximumLength
    maximumMentionLength =
      try values.decodeIfPresent(Int.self, forKey: .maximumMentionLength)
      ?? defaults.maximumMentionLength
  }

  /// The settings that have values they cannot have; `positionCount` is how many subwords the
  /// model's position table reaches, where that is known.
  public func faults(positionCount: Int? = nil) -> [SettingsFault] {
    let reason = "the model has \(positionCount ?? 0) positions"
    return SettingsFault.check(
      CodingKeys.maximumLength.rawValue, maximumLength, from: 8, to: positionCount,
      because: maximumLength < 8 ? "two special tokens, four markers, two words" : reason)
      + SettingsFault.check(
        CodingKeys.maximumMentionLength.rawValue, maximumMentionLength, from: 1)
  }
}
