import LukeJSON
import LukeSettings
import LukeTasks

/// What to train, on what, from what and how: one JSON file.
public struct Recipe: Sendable {
  /// What the recipe is for, in the author's words.
  public var about: String?
  /// The task with its settings and its data.
  package var task: any AnyTaskChoice = TaskRegistry.first
  /// While a recipe is read: whether it is known of which task its data are.
  var isTaskKnown = false
  /// The task as the model does it: with entities or in words alone.
  package var taskOfModel: any AnyTaskChoice {
    readsEntities ? task : task.withoutEntities ?? task
  }
  /// The labelled examples, or the text to pretrain on.
  package var data: any TaskData { Self.data(of: task) }
  /// The model that training starts from.
  public var model = ModelSettings()
  /// How the model is trained.
  public var training = TrainingSettings()
  /// The run folder; nil is `Checkpoints/<recipe name>` in the current folder.
  public var output: String?

  /// What a run has chosen where the recipe was silent.
  package internal(set) var chosen: [ChosenSetting] = []

  /// What patterns of the file stand for, one sentence each.
  package internal(set) var patternNotes: [String] = []

  /// A recipe with every default and no data.
  public init() {}
}

extension Recipe {
  private static func data(of choice: some AnyTaskChoice) -> any TaskData { choice.data }
}

extension Recipe: Settings {
  /// What the section is about.
  public static var summary: String { "A recipe of luke-train." }

  /// The keys.
  public static var fields: [SettingsField<Recipe>] {
    [
      SettingsField(
        "description", \.about, .optional(.text), "What the recipe is for, in your words."
      ).changeableInRun(),
      .task, .data,
      SettingsField(
        "model", \.model, .section, required: true, "The model that training starts from."),
      SettingsField("training", \.training, .section, "How the model is trained."),
      SettingsField(
        "output", \.output, .optional(.path),
        "The run folder; null is Checkpoints/<recipe name> in the current folder."
      ).changeableInRun(),
    ]
  }

  /// Notes what goes wrong between sections.
  public func check(at keyPath: String, origin: JSONOrigin, reader: inout SettingsReader) {
    guard reader.areSound("task.kind", in: keyPath) else { return }
    task.check(training, reader: &reader)
    checkWordsAlone(&reader)
  }
}

extension Recipe: Hashable {
  /// Whether all keys are equal.
  public static func == (one: Recipe, other: Recipe) -> Bool {
    one.about == other.about && AnyHashable(one.task) == AnyHashable(other.task)
      && one.model == other.model && one.training == other.training && one.output == other.output
  }

  /// Feeds all keys.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(AnyHashable(task))
    hasher.combine(model)
    hasher.combine(training)
  }
}
