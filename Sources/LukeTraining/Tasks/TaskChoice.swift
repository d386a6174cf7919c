import LukeData
import LukeJSON
import LukeSettings
import LukeTasks

/// A task with what a recipe says of it and of its data.
package struct TaskChoice<Task: TrainingTask>: AnyTaskChoice {
  /// The section `task`.
  package var settings: Task.Settings
  /// The section `data`.
  package var data: Task.Data

  /// A task with every default and no data.
  package init(_ settings: Task.Settings = .init(), _ data: Task.Data = .init()) {
    (self.settings, self.data) = (settings, data)
  }
}

/// A ``TaskChoice`` of any task.
package protocol AnyTaskChoice: Hashable, Sendable {
  /// The task.
  associatedtype Task: TrainingTask
  /// The section `task`.
  var settings: Task.Settings { get set }
  /// The section `data`.
  var data: Task.Data { get set }
}

/// A choice of a task that answers.
protocol AnsweringChoice: AnyTaskChoice where Task: AnsweringTask {}
extension TaskChoice: AnsweringChoice where Task: AnsweringTask {}

/// A choice of a task that prepares.
protocol PreparingChoice: AnyTaskChoice where Task: PreparingTask {}
extension TaskChoice: PreparingChoice where Task: PreparingTask {}

extension AnyTaskChoice {
  /// The name in recipes.
  package var kind: String { Task.kind }

  /// The section `task` as JSON: `kind`, then the settings.
  var taskJSON: JSONValue {
    .object(
      [JSONValue.Member(key: "kind", value: .string(Task.kind))] + (settings.json.members ?? []))
  }

  /// Every file and folder that the data and the settings name, with its key.
  var inputs: [(key: String, path: String)] {
    data.filesByKey.flatMap { key, paths in paths.map { (key, $0) } } + otherInputs
  }

  /// The files and folders beside those that are trained and scored on, with their keys.
  var otherInputs: [(key: String, path: String)] {
    let json = data.json
    let besideTheData = Task.Data.keysOfOtherFiles.compactMap { key in
      json[key]?.string.map { (key: "data." + key, path: $0) }
    }
    return besideTheData + Task.inputs(settings)
  }

  func check(_ training: TrainingSettings, reader: inout SettingsReader) {
    Task.check(settings, training, reader: &reader)
    if data.validationSplit.share > 0, !data.validation.isEmpty {
      reader.fault(
        "cannot be given beside data.validation; leave one of them out",
        at: "data.validation_share", origin: .none)
    }
    let keys = Task.validationKeys
    if training.earlyStopping != nil, !Task.hasValidation(settings, data),
      keys.allSatisfy({ reader.areSound($0, in: "") })
    {
      reader.fault(
        "needs something to score during training; give \(keys.joined(separator: " or ")), or leave "
          + "early_stopping out", at: "training.early_stopping", origin: .none)
    }
  }

  /// Throws for what is wrong with a model whatever the data are.
  func check(_ model: OpenedModel) throws { _ = try Task.draft(settings, model) }

  /// Notes what a run keeps in its recipe of the files that the settings name.
  mutating func noteInputs() throws { settings = try Task.noted(settings) }

  /// The classes that the columns of a model are for, by their names in its configuration.
  func classes(ofColumns columns: [String]) -> [String] { Task.classes(ofColumns: columns) }

  /// Chooses what the settings leave open by what the model has learned before.
  mutating func choose(_ start: ModelStart) -> [ChosenSetting] { Task.choose(&settings, start) }

  /// The same task with settings and data of it, or of its form in words alone.
  func taking(_ settings: some LukeSettings.Settings, _ data: some TaskData) -> Self {
    var choice = self
    if let own = settings as? Task.Settings { choice.settings = own }
    if let own = data as? Task.Data { choice.data = own }
    return choice
  }

  /// The same task with one of several parts of its training data held back, and no other files to be scored; nil
  /// where they cannot be divided.
  func holdingBack(_ part: ValidationSplit.Part) -> Self? {
    var choice = self
    var split = data.validationSplit
    (split.part, split.share) = (part, 1 / Double(part.count))
    return choice.data.holdBack(split) ? choice : nil
  }

  mutating func forgetFormat() { data.forgetFormat() }
  mutating func takePlainText() -> Bool { data.takePlainText() }

  /// The same task with the data that a JSON object describes.
  func readingData(
    _ node: JSONNode, at keyPath: String, reader: inout SettingsReader
  ) -> Self {
    var choice = self
    let others = OtherTasksKeys(of: Task.self, in: node, at: keyPath, reader: &reader)
    choice.data = Task.Data(
      node: node, at: keyPath, ignoring: others.keys, reader: &reader)
    return choice
  }
}
