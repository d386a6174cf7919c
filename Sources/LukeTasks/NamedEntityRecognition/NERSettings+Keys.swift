extension NERSettings: Settings {
  package static var summary: String { "Named entity recognition over all spans of a sentence." }

  package static var fields: [SettingsField<NERSettings>] {
    [
      SettingsField(
        "context", \.context, .choice,
        "Words around a sentence: those of its document on both sides up to max_length, or none."),
      SettingsField(
        "max_length", \.maxLength, .integer(atLeast: 8),
        "The most subwords of one pass, special tokens included."),
      SettingsField(
        "max_mention_length", \.maxMentionLength, .integer(atLeast: 1),
        "The most subwords of one entity; longer ones cannot be found."),
      SettingsField(
        "max_entity_length", \.maxEntityLength, .integer(atLeast: 1),
        "The most candidate spans of one pass; more are split over several passes."),
    ]
  }
}
