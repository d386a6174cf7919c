import LukeTasks

extension FineTuning {
  /// Which mentions the settings feed as entities; nil for none.
  static func mentions(of settings: Settings) -> MentionSettings? {
    Labelled.mentions.flatMap { settings[keyPath: $0] }
  }

  package static func inputs(_ settings: Settings) -> [(key: String, path: String)] {
    mentions(of: settings).map { [("task.entities.dictionary", $0.dictionary)] } ?? []
  }

  package static func noted(_ settings: Settings) throws -> Settings {
    guard let path = Labelled.mentions, let mentions = settings[keyPath: path] else {
      return settings
    }
    var noted = settings
    noted[keyPath: path] = try mentions.noted()
    return noted
  }
}

extension ModelDraft {
  /// Throws where the model has no entities but the special ones, so that no mention could be linked.
  func checkEntities(of model: OpenedModel) throws {
    if try archive.entityVocabulary?.hasTitles ?? false { return }
    if model.settings.entityVocabulary == .special {
      throw MentionError.noEntities(
        "model.entity_vocabulary is \"special\", which keeps no entities that mentions could be linked to; "
          + "set it to \"keep\"")
    }
    throw MentionError.noEntities(
      "\(model.settings.from) has no entities but the special ones, so no mention can be linked; pretrain it on "
        + "text with links first, start from a LUKE that has entities, or leave task.entities out")
  }
}
