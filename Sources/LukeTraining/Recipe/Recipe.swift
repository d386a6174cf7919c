import LukeTasks

/// What to train, on what, from what and how: one JSON file.
public struct Recipe: Hashable, Sendable {
  /// What the recipe is for, in the author's words.
  public var about: String?
  /// The task with its settings.
  public var task = TaskChoice.namedEntityRecognition(NamedEntityRecognitionSettings())
  /// The labelled examples, or the text to pretrain on.
  public var data = DataSettings()
  /// The model that training starts from.
  public var model = ModelSettings()
  /// How the model is trained.
  public var training = TrainingSettings()
  /// The run folder; nil is `Checkpoints/<recipe name>` in the current folder.
  public var output: String?

  /// A recipe with every default and no data.
  public init() {}
}

extension Recipe: Settings {
  package static var summary: String { "A recipe of luke-train." }

  package static var fields: [SettingsField<Recipe>] {
    [
      SettingsField(
        "description", \.about, .optional(.text), "What the recipe is for, in your words."),
      SettingsField("task", \.task, .task, required: true, "The task with its settings."),
      SettingsField(
        "data", \.data, .section, required: true,
        "The labelled examples, or the text to pretrain on."),
      SettingsField(
        "model", \.model, .section, required: true, "The model that training starts from."),
      SettingsField("training", \.training, .section, "How the model is trained."),
      SettingsField(
        "output", \.output, .optional(.path),
        "The run folder; null is Checkpoints/<recipe name> in the current folder."),
    ]
  }

  package func check(at keyPath: String, origin: JSONOrigin, reader: inout SettingsReader) {
    if case .pretraining = task, training.batchTokens != nil {
      reader.fault(
        "pretraining fills its sequences; give training.batch_size", at: "training.batch_tokens",
        origin: .none)
    }
    if case .pretraining = task, let encoding = data.encoding, encoding != .utf8 {
      reader.fault(
        "pretraining reads UTF-8, and dumps in the encoding that they name; convert the files",
        at: "data.encoding", origin: .none)
    }
    guard let format = data.format else { return }
    let (isSuitable, names) =
      switch task {
      case .namedEntityRecognition:
        (format.entityFormat != nil, DataFormat.allCases.filter { $0.entityFormat != nil })
      case .relationClassification:
        (format.relationFormat != nil, DataFormat.allCases.filter { $0.relationFormat != nil })
      case .pretraining:
        (format.corpusFormat != nil, DataFormat.allCases.filter { $0.corpusFormat != nil })
      }
    if !isSuitable {
      let choices = names.map(\.rawValue).joined(separator: ", ")
      reader.fault(
        "\(format.rawValue) is not a format for \(task.kind); use one of \(choices)",
        at: "data.format", origin: .none)
    }
  }
}
