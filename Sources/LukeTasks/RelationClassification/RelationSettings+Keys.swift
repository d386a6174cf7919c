extension RelationSettings: Settings {
  package static var summary: String { "The relation between two marked entities of a text." }

  package static var fields: [SettingsField<RelationSettings>] {
    [
      SettingsField(
        "negative_label", \.negativeLabel, .nonEmptyText,
        "The label that means no relation; it does not count in micro-F1."),
      SettingsField(
        "max_length", \.maxLength, .integer(atLeast: 8),
        "The most subwords of one example, special tokens included."),
      SettingsField(
        "max_mention_length", \.maxMentionLength, .integer(atLeast: 1),
        "The most subwords of one entity that give it its position."),
    ]
  }
}
