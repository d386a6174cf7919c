import LukeTasks

extension NamedEntityRecognitionSettings {
  /// Settings that differ from the defaults in what is given.
  init(
    context: EntityContext = .document, maximumLength: Int = 512, maximumMentionLength: Int = 16,
    maximumEntityLength: Int = 128
  ) {
    self.init()
    self.context = context
    self.maximumLength = maximumLength
    self.maximumMentionLength = maximumMentionLength
    self.maximumEntityLength = maximumEntityLength
  }
}

extension RelationClassificationSettings {
  /// Settings that differ from the defaults in what is given.
  init(
    negativeLabel: String = "no_relation", maximumLength: Int = 512, maximumMentionLength: Int = 30
  ) {
    self.init()
    self.negativeLabel = negativeLabel
    self.maximumLength = maximumLength
    self.maximumMentionLength = maximumMentionLength
  }
}
