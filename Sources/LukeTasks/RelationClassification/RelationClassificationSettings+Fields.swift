extension RelationClassificationSettings: Settings {
  package static var summary: String { "The relation between two marked entities of a text." }

  package static var fields: [SettingsField<Self>] {
    [
      SettingsField(
        CodingKeys.negativeLabel.rawValue, \.negativeLabel, .nonEmptyText,
        "The label that means no relation; it does not count in F1."),
      SettingsField(
        CodingKeys.metric.rawValue, \.metric, .choice,
        "The score that decides which model is best; directed_macro_f1 is SemEval's official one."),
      SettingsField(
        CodingKeys.maximumLength.rawValue, \.maximumLength, .integer(atLeast: 8),
        "The most subwords of one example, special tokens and markers included."),
      SettingsField(
        CodingKeys.maximumMentionLength.rawValue, \.maximumMentionLength, .integer(atLeast: 1),
        "The most subwords of one entity, markers included, that give it its position."),
    ]
  }

  package init() { self.init(negativeLabel: "no_relation") }
}
