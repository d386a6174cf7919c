import LukeJSON
import LukeSettings

extension Recipe {
  /// Whether the model reads entities, as the model's section says, or the task's; where neither does, it does.
  package var readsEntities: Bool {
    model.usesEntities ?? task.needForEntities?.usesEntities ?? true
  }

  /// Notes a fault where the task has no form for a model without entities (`model.use_entities` is false), or
  /// where it asks for the contrary.
  func checkWordsAlone(_ reader: inout SettingsReader) {
    if let need = task.needForEntities, let usesEntities = model.usesEntities,
      need.usesEntities != usesEntities
    {
      reader.fault(
        "does not go with model.use_entities of \(usesEntities); leave that out", at: need.key,
        origin: .none)
    }
    if !readsEntities, let reason = task.reasonForEntities {
      reader.fault(reason, at: "model.use_entities", origin: .none)
    }
  }

  /// Whether keys are given that say something of entities.
  var asksForEntities: Bool { !model.keysOfEntities.isEmpty || !task.keysOfEntities.isEmpty }

  /// What a recipe says of entities whose model has none, in one sentence: the same recipe trains a LUKE and the
  /// plain encoder that it is compared with.
  package var wordsAloneNotes: [String] {
    if readsEntities { return [] }
    let keys = model.keysOfEntities.map { "model." + $0 } + task.keysOfEntities.map { "task." + $0 }
    guard let last = keys.last else { return [] }
    let names =
      keys.count == 1 ? last : keys.dropLast().joined(separator: ", ") + " and \(last)"
    let reason =
      task.needForEntities.map { "\($0.key) is \(json[keyPath: $0.key]?.compactText ?? "null")" }
      ?? "model.use_entities is false"
    return [
      keys.count == 1
        ? "\(names) says nothing without entities and is not used (\(reason))"
        : "\(names) say nothing without entities and are not used (\(reason))"
    ]
  }
}

extension ModelSettings {
  /// The keys that say something of entities.
  fileprivate var keysOfEntities: [String] {
    [
      entityVocabulary == .keep ? "entity_vocabulary" : nil,
      entityAwareAttention == true ? "entity_aware_attention" : nil,
      entityStart == .random ? "entity_start" : nil,
      entityEmbeddingSize == nil ? nil : "entity_embedding_size",
    ].compactMap(\.self)
  }
}

extension AnyTaskChoice {
  /// The task in words alone; nil where it has no such form.
  var withoutEntities: (any AnyTaskChoice)? { Task.withoutEntities(settings, data) }

  /// Whether the task's settings ask for a model that reads entities, with the key that does.
  var needForEntities: (key: String, usesEntities: Bool)? { Task.needForEntities(settings) }

  /// Why the task cannot be done without entities; nil where it can.
  fileprivate var reasonForEntities: String? {
    withoutEntities == nil ? Task.reasonForEntities : nil
  }

  /// The keys below `task` that differ from their defaults and have no meaning in words alone.
  fileprivate var keysOfEntities: [String] {
    let (given, defaults) = (settings.json, Task.Settings().json)
    return Task.keysOfEntities(settings).filter {
      given[$0]?.compactText != defaults[$0]?.compactText
    }
  }
}
