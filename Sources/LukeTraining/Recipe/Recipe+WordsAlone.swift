import LukeJSON
import LukeSettings

extension Recipe {
  /// Notes what a recipe says of entities whose model has none (`model.use_entities` is false).
  func checkWordsAlone(_ reader: inout SettingsReader) {
    if let reason = task.reasonForEntities {
      reader.fault(reason, at: "model.use_entities", origin: .none)
      return
    }
    let keys = model.keysOfEntities.map { "model." + $0 } + task.keysOfEntities.map { "task." + $0 }
    for key in keys {
      reader.fault(
        "is about entities, and model.use_entities is false; leave one of them out", at: key,
        origin: .none)
    }
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

  /// Why the task cannot be done without entities; nil where it can.
  fileprivate var reasonForEntities: String? {
    withoutEntities == nil ? Task.reasonForEntities : nil
  }

  /// The keys below `task` that differ from their defaults and have no meaning in words alone.
  fileprivate var keysOfEntities: [String] {
    let (given, defaults) = (settings.json, Task.Settings().json)
    return Task.keysOfEntities.filter { given[$0]?.compactText != defaults[$0]?.compactText }
  }
}
