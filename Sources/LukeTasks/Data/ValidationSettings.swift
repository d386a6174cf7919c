public import LukeData
public import LukeSettings

extension TaskData {
  /// The keys of what is held back of the training data, for data that can be divided.
  public static func validationFields(
    _ path: WritableKeyPath<Self, ValidationSplit>
  ) -> [SettingsField<Self>] {
    [
      SettingsField(
        "validation_share", path.appending(path: \.share), .fractionBelowOne,
        "The share of the training examples that are held back to validate with, where there is no "
          + "validation; 0 holds back none."),
      SettingsField(
        "validation_by", path.appending(path: \.unit), .optional(.choice),
        "What is held back as a whole: the examples of a document, or each by itself, the same share of "
          + "every label or whatever it is; null: documents where the data have some, else labels."),
      SettingsField(
        "validation_seed", path.appending(path: \.seed), .integer(atLeast: 0),
        "Another seed holds back other examples; training.seed changes nothing of them."),
    ]
  }
}
