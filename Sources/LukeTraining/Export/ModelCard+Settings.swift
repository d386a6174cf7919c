import LukeCheckpoints
import LukeJSON
import LukeModel
import LukeTasks

/// The settings that a model was trained with, and who set them.
extension ModelCard {
  var recipe: [String] {
    guard let recipe = try? archive.recipe?.node.value, recipe["task"]?.members != nil else {
      return []
    }
    let rows = CardSettings(recipe, archive.configuration).rows.map {
      $0.map(MarkdownText.escaped)
    }
    let description = recipe["description"]?.string.map { [MarkdownText.escaped($0)] } ?? []
    return ["## Recipe"] + description + [
      MarkdownText.table(["key", "value", "set by"], rows),
      """
      The optimizer is AdamW. `recipe.json` beside this file has all settings. With the files above in the folder of \
      the recipe, `luke-train recipe.json` repeats the training; the names of files are without their folders.
      """,
    ]
  }
}

/// What took effect of a recipe: what it says, what the run chose, and what is so where nobody says anything.
private struct CardSettings {
  /// Settings that are shown besides those of the task.
  private static let shownKeys = [
    "model.from", "model.use_entities", "model.entity_aware_attention", "model.dropout",
    "model.attention_dropout",
    "training.epochs", "training.steps", "training.batch_size", "training.batch_tokens",
    "training.gradient_accumulation_steps", "training.learning_rate", "training.learning_rates",
    "training.schedule", "training.warmup_ratio", "training.warmup_steps",
    "training.weight_decay", "training.adam_beta1", "training.adam_beta2",
    "training.adam_epsilon", "training.bias_correction", "training.max_gradient_norm",
    "training.frozen", "training.precision", "training.seed", "training.early_stopping",
    "data.validation_share", "data.words",
  ]

  private let recipe: JSONValue
  /// What was chosen by the run, with its reasons.
  private let chosen: [ChosenSetting]
  /// What the recipe leaves open, by its key, with who says it then.
  private let unsaid: [String: (value: JSONValue, source: String)]
  /// The defaults as JSON text; those of the task are its own.
  private let defaults: [String: Set<String>]

  /// - Parameters:
  ///   - recipe: the resolved recipe that the model carries.
  ///   - configuration: that of the model.
  init(_ recipe: JSONValue, _ configuration: LukeConfiguration) {
    self.recipe = recipe
    chosen = Recipe.chosen(in: recipe)
    unsaid = Self.unsaid(recipe, configuration)
    let ofTask = (recipe["task"]?["kind"]?.string).flatMap(TaskRegistry.task(ofKind:))
    let keys: [(String, String?)] =
      Recipe.keyDescriptions.filter { !$0.keyPath.hasPrefix("task.") }
      .map { ($0.keyPath, $0.defaultText) }
      + (ofTask?.keyDescriptions ?? []).map { ("task." + $0.keyPath, $0.defaultText) }
    var defaults: [String: Set<String>] = [:]
    for (key, text) in keys {
      if let text { defaults[key, default: []].insert(text) }
    }
    self.defaults = defaults
  }

  /// A key, its value and who set it, each.
  var rows: [[String]] {
    let ofTask = (recipe["task"]?.members ?? []).map { "task." + $0.key }
    return (ofTask + Self.shownKeys).compactMap { key in
      guard let (value, source) = setting(key) else { return nil }
      return [key, value.string ?? value.compactText, source]
    }
  }

  /// What is in effect for a key; nil where that is nothing.
  private func setting(_ key: String) -> (value: JSONValue, source: String)? {
    guard let value = recipe[keyPath: key], Self.saysSomething(value) else { return unsaid[key] }
    if let choice = chosen.first(where: { $0.keyPath == key }) {
      return (value, "the run: " + choice.reason)
    }
    let isDefault = defaults[key]?.contains(value.compactText) == true
    return (value, isDefault ? "the default" : "the recipe")
  }

  private static func saysSomething(_ value: JSONValue) -> Bool {
    value != .null && value != .array([]) && value != .object([])
  }

  /// What is done where a recipe says nothing.
  private static func unsaid(
    _ recipe: JSONValue, _ configuration: LukeConfiguration
  ) -> [String: (value: JSONValue, source: String)] {
    var unsaid: [String: (value: JSONValue, source: String)] = [:]
    func isOpen(_ keys: [String], in section: JSONValue) -> Bool {
      keys.allSatisfy { (section[$0] ?? .null) == .null }
    }
    if let model = recipe["model"], model.members != nil {
      for (key, rate) in [
        ("dropout", configuration.hiddenDropout),
        ("attention_dropout", configuration.attentionDropout),
      ] where isOpen([key], in: model) {
        // The shortest text of the rate, which has no more digits than a float.
        unsaid["model." + key] = (
          value: .double(Double("\(rate)") ?? Double(rate)), source: "the model"
        )
      }
    }
    if let training = recipe["training"], training.members != nil {
      let usual: [(keys: [String], value: JSONValue)] = [
        (["epochs", "steps"], .integer(TrainingSettings.defaultEpochs)),
        (["batch_size", "batch_tokens"], .integer(TrainingSettings.defaultBatchSize)),
        (["learning_rate"], .double(TrainingSettings.defaultLearningRate)),
        (["warmup_ratio", "warmup_steps"], .double(TrainingSettings.defaultWarmupRatio)),
      ]
      // Stages of pretraining may say it, each for itself.
      let stages = recipe["task"]?["stages"]?.elements ?? []
      for (keys, value) in usual where isOpen(keys, in: training) {
        if !stages.isEmpty, stages.allSatisfy({ !isOpen(keys, in: $0) }) { continue }
        unsaid["training." + keys[0]] = (value: value, source: "the default")
      }
    }
    return unsaid
  }
}
