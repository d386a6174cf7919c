extension NamedEntityRecognitionSettings: Settings {
  package static var summary: String { "Named entity recognition over all spans of a sentence." }

  package static var fields: [SettingsField<Self>] {
    [
      SettingsField(
        CodingKeys.context.rawValue, \.context, .choice,
        "Words around a sentence: those of its document on both sides up to max_length, or none."),
      SettingsField(
        CodingKeys.maximumLength.rawValue, \.maximumLength, .integer(atLeast: 3),
        "The most subwords of one pass, special tokens included."),
      SettingsField(
        CodingKeys.maximumMentionLength.rawValue, \.maximumMentionLength, .integer(atLeast: 1),
        "The most subwords of one entity; longer ones cannot be found."),
      SettingsField(
        CodingKeys.maximumEntityLength.rawValue, \.maximumEntityLength, .integer(atLeast: 1),
        "The most candidate spans of one pass; more are split over several passes."),
      SettingsField(
        CodingKeys.tagScheme.rawValue, \.tagScheme, .optional(.choice),
        "How the tags of a column file mark entities; null finds it out from the training files."),
    ]
  }

  package init() { self.init(context: .document) }
}
