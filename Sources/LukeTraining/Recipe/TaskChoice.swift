import LukeTasks

/// The task of a recipe with its settings.
///
/// Adding a task is adding a case here.
public enum TaskChoice: Hashable, Sendable {
  /// Find and classify entities (`named-entity-recognition`).
  case namedEntityRecognition(NamedEntityRecognitionSettings)
  /// Classify the relation of two marked entities (`relation-classification`).
  case relationClassification(RelationClassificationSettings)
  /// Predict hidden words and entities of any text (`pretraining`).
  case pretraining(PretrainingSettings)

  /// The name in recipes: `task.kind`.
  public var kind: String {
    switch self {
    case .namedEntityRecognition: "named-entity-recognition"
    case .relationClassification: "relation-classification"
    case .pretraining: "pretraining"
    }
  }

  /// One of each case with its defaults, in the order in which messages list them.
  static var all: [TaskChoice] {
    [
      .namedEntityRecognition(NamedEntityRecognitionSettings()),
      .relationClassification(RelationClassificationSettings()),
      .pretraining(PretrainingSettings()),
    ]
  }

  /// The payload as settings that describe themselves.
  private var settings: any Settings {
    switch self {
    case .namedEntityRecognition(let settings): settings
    case .relationClassification(let settings): settings
    case .pretraining(let settings): settings
    }
  }

  /// Reads the payload of the same case from a JSON object with a `kind`.
  fileprivate func reading(
    _ node: JSONNode, at keyPath: String, reader: inout SettingsReader
  ) -> TaskChoice {
    func read<S: Settings>(_ type: S.Type) -> S {
      S(node: node, at: keyPath, ignoring: ["kind"], reader: &reader)
    }
    return switch self {
    case .namedEntityRecognition: .namedEntityRecognition(read(NamedEntityRecognitionSettings.self))
    case .relationClassification: .relationClassification(read(RelationClassificationSettings.self))
    case .pretraining: .pretraining(read(PretrainingSettings.self))
    }
  }
}

extension SettingsKind where Value == TaskChoice {
  /// An object whose `kind` names the task and whose other keys are the task's settings.
  static var task: Self {
    let kinds = TaskChoice.all.map(\.kind)
    return Self(
      expectation: "an object with a \"kind\"",
      schema: .object(["oneOf": .list(TaskChoice.all.map(\.schema))]),
      inner: TaskChoice.keyDescriptions,
      decode: { node, place, reader in
        let kindPlace = place + ".kind"
        guard node.value.members != nil else {
          let message = "must be an object with a \"kind\", but is \(node.value.excerpt)"
          reader.fault(message, at: place, origin: node.origin)
          return nil
        }
        guard let kind = node.value["kind"] else {
          let message = "missing; it must be one of \(kinds.joined(separator: ", "))"
          reader.fault(message, at: kindPlace, origin: node.origin)
          return nil
        }
        let name = SettingsKind<TaskName>.choice.decode(kind, kindPlace, &reader)
        return TaskChoice.all.first { $0.kind == name?.rawValue }?
          .reading(node, at: place, reader: &reader)
      },
      encode: \.json)
  }
}

extension TaskChoice {
  fileprivate var json: JSONValue {
    let kind = JSONMember("kind", JSONNode(.string(kind)))
    return .object([kind] + (settings.json.members ?? []))
  }

  fileprivate var schema: JSONValue {
    type(of: settings).schema(tag: ("kind", kind))
  }

  /// `kind`, then the keys of every task; the same key of several tasks comes once for each.
  fileprivate static var keyDescriptions: [SettingsKeyDescription] {
    let kind = SettingsKeyDescription(
      keyPath: "kind", summary: "The task.",
      expectation: "one of " + all.map(\.kind).joined(separator: ", "), defaultText: nil)
    return [kind]
      + all.flatMap { task in
        type(of: task.settings).keyDescriptions.map {
          var description = $0
          description.summary = "(\(task.kind)) " + $0.summary
          return description
        }
      }
  }
}

/// The names of the tasks, so that a wrong one is met like every wrong choice.
private struct TaskName: RawRepresentable, CaseIterable {
  let rawValue: String
  static var allCases: [TaskName] { TaskChoice.all.map { TaskName($0.kind) } }

  init(_ name: String) { rawValue = name }
  init?(rawValue: String) {
    guard TaskChoice.all.contains(where: { $0.kind == rawValue }) else { return nil }
    self.rawValue = rawValue
  }
}
