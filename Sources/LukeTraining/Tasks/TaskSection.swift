import LukeJSON
import LukeSettings
import LukeTasks

/// The sections `task` and `data` of a recipe, whose keys follow from `task.kind`.
extension SettingsField where Owner == Recipe {
  /// An object whose `kind` names the task and whose other keys are the task's settings.
  static var task: Self {
    SettingsField(
      key: "task", summary: "The task with its settings.",
      expectation: "an object with a \"kind\"", isRequired: true,
      schema: .object(["oneOf": .array(TaskRegistry.all.map { $0.schema })]),
      inner: TaskRegistry.keyDescriptions,
      decode: { node, place, recipe, reader in
        if let choice = decode(node, place, &reader) ?? likely(node) {
          (recipe.task, recipe.isTaskKnown) = (choice, true)
        }
      },
      encode: \.task.taskJSON)
  }

  /// The data of the task.
  static var data: Self {
    SettingsField(
      key: "data", summary: "The labelled examples, or the text to pretrain on.",
      expectation: "an object in braces", isRequired: true,
      schema: .object(["type": .string("object")]),
      inner: TaskRegistry.dataKeyDescriptions,
      decode: { node, place, recipe, reader in
        // Of a task that is not known nobody knows the keys.
        if recipe.isTaskKnown { recipe.task = reading(recipe.task, node, place, &reader) }
      },
      encode: \.dataJSON, follows: ["task"])
  }

  private static func reading(
    _ choice: some AnyTaskChoice, _ node: JSONNode, _ place: String,
    _ reader: inout SettingsReader
  ) -> any AnyTaskChoice { choice.readingData(node, at: place, reader: &reader) }

  /// The task that a mistyped kind stands for, so that faults of its data are found as well.
  private static func likely(_ node: JSONNode) -> (any AnyTaskChoice)? {
    guard let kind = node["kind"]?.value.string,
      let near = UnknownTask.meant(by: kind)
    else { return nil }
    return TaskRegistry.task(ofKind: near)?.unset
  }

  private static func decode(
    _ node: JSONNode, _ place: String, _ reader: inout SettingsReader
  ) -> (any AnyTaskChoice)? {
    let kinds = TaskRegistry.all.map { $0.kind }
    let kindPlace = place + ".kind"
    guard node.members != nil else {
      let message = "must be an object with a \"kind\", but is \(node.value.excerpt)"
      reader.faultWithoutValue(message, at: place, origin: node.origin)
      return nil
    }
    guard let kind = node["kind"] else {
      let message = "missing; it must be one of \(kinds.joined(separator: ", "))"
      reader.fault(message, at: kindPlace, origin: node.origin)
      return nil
    }
    if let name = kind.value.string, let unknown = UnknownTask(name) {
      reader.fault(unknown.reason, at: kindPlace, origin: kind.origin)
      return nil
    }
    let name = SettingsKind<String>.name(of: kinds).decode(kind, kindPlace, &reader)
    return name.flatMap { TaskRegistry.task(ofKind: $0) }?.reading(node, at: place, reader: &reader)
  }
}

extension Recipe {
  fileprivate var dataJSON: JSONValue { Self.json(ofData: task) }

  private static func json(ofData choice: some AnyTaskChoice) -> JSONValue { choice.data.json }
}

extension TrainingTask {
  /// Reads the settings of the task from an object with a `kind`.
  fileprivate static func reading(
    _ node: JSONNode, at keyPath: String, reader: inout SettingsReader
  ) -> any AnyTaskChoice {
    TaskChoice<Self>(Settings(node: node, at: keyPath, ignoring: ["kind"], reader: &reader))
  }

  /// The task with every default.
  static var unset: any AnyTaskChoice { TaskChoice<Self>() }

  fileprivate static var schema: JSONValue { Settings.schema(tag: ("kind", kind)) }
  fileprivate static var dataSchema: JSONValue { Data.schema }

  static var keyDescriptions: [SettingsKeyDescription] { Settings.keyDescriptions }
  fileprivate static var dataKeyDescriptions: [SettingsKeyDescription] { Data.keyDescriptions }
  fileprivate static var dataKeysOfOtherFiles: [String] { Data.keysOfOtherFiles }
}

extension TaskData {
  /// The keys for files beside those that are trained and scored on, where they may be null.
  static var keysOfOtherFiles: [String] {
    let own = Set(fileFields().map(\.key))
    return keyDescriptions.filter {
      $0.holdsPaths && !own.contains($0.keyPath) && $0.defaultText == JSONValue.null.compactText
    }.map(\.keyPath)
  }
}

extension TaskRegistry {
  /// `kind`, then the keys of every task.
  fileprivate static var keyDescriptions: [SettingsKeyDescription] {
    let kind = SettingsKeyDescription(
      keyPath: "kind", summary: "The task.",
      expectation: "one of " + all.map { $0.kind }.joined(separator: ", "), defaultText: nil)
    return [kind] + withTasks(all.map { ($0, $0.keyDescriptions) })
  }

  /// The keys of the data: those that all tasks have alike once, the others with their task.
  fileprivate static var dataKeyDescriptions: [SettingsKeyDescription] {
    let described = all.map { (task: $0, keys: $0.dataKeyDescriptions) }
    guard let first = described.first else { return [] }
    let shared = first.keys.filter { key in
      described.allSatisfy { $0.keys.contains { $0.matches(key) } }
    }.map { key in
      // A task may have more to say of it than others.
      described.flatMap(\.keys).filter { $0.matches(key) }
        .max { $0.summary.count < $1.summary.count } ?? key
    }
    return shared
      + withTasks(
        described.map { task, keys in
          (task, keys.filter { key in !shared.contains { $0.matches(key) } })
        })
  }

  /// Keys of tasks, each with its tasks in the summary; one that several have alike comes once.
  private static func withTasks(
    _ tasks: [(task: any TrainingTask.Type, keys: [SettingsKeyDescription])]
  ) -> [SettingsKeyDescription] {
    var found: [(key: SettingsKeyDescription, kinds: [String])] = []
    for (task, keys) in tasks {
      for key in keys {
        let known = found.firstIndex { $0.key.matches(key) && $0.key.summary == key.summary }
        if let known {
          found[known].kinds.append(task.kind)
        } else {
          found.append((key, [task.kind]))
        }
      }
    }
    return found.map { key, kinds in
      var described = key
      let others = tasks.map { $0.task.kind }.filter { !kinds.contains($0) }
      described.summary =
        "(\(others.count == 1 ? "all but " + others[0] : kinds.joined(separator: ", "))) "
        + key.summary
      return described
    }
  }

  /// The keys below `data` for files beside those that are trained and scored on, of every task.
  package static var keysOfFilesBesideTheData: Set<String> {
    Set(all.flatMap { $0.dataKeysOfOtherFiles }.map { "data." + $0 })
  }

  /// What the section `data` holds where `task.kind` names a task, for each of them.
  static var dataSchemas: JSONValue {
    .array(
      all.map { task in
        .object([
          "if": .object([
            "properties": .object([
              "task": .object([
                "properties": .object(["kind": .object(["const": .string(task.kind)])]),
                "required": .array([.string("kind")]),
              ])
            ]),
            "required": .array([.string("task")]),
          ]),
          "then": .object(["properties": .object(["data": task.dataSchema])]),
        ])
      })
  }
}

extension SettingsKeyDescription {
  /// Whether both say the same of the same key, but for the words.
  fileprivate func matches(_ other: Self) -> Bool {
    keyPath == other.keyPath && expectation == other.expectation
      && defaultText == other.defaultText
  }
}
