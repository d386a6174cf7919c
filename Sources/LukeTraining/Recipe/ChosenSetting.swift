import LukeJSON

/// A key that a recipe is silent about, with what a run has chosen for it and why.
package struct ChosenSetting: Equatable, Sendable {
  /// The key, as `task.max_mention_length`.
  package var keyPath: String
  /// What was chosen.
  package var value: JSONValue
  /// Why, in one phrase.
  package var reason: String

  /// One line for the log: `chosen: task.max_mention_length 8: …`.
  package var note: String { "chosen: \(keyPath) \(value.plainText): \(reason)" }
}

extension JSONValue {
  /// A text without quotes, anything else as it is.
  fileprivate var plainText: String { string ?? compactText }
}

extension Recipe {
  /// The section of a run's recipe that says which keys were chosen, and why.
  ///
  /// It decides nothing: the values stand at their keys.
  static let chosenKey = "chosen"

  /// The section with all that was chosen; nil where nothing was.
  var chosenMember: JSONValue.Member? {
    if chosen.isEmpty { return nil }
    return JSONValue.Member(
      key: Self.chosenKey,
      value: .object(chosen.map { .init(key: $0.keyPath, value: .string($0.reason)) }))
  }

  /// What the recipe of a run says of its choices.
  static func chosen(in root: JSONValue) -> [ChosenSetting] {
    (root[chosenKey]?.members ?? []).compactMap { member in
      guard let value = root[keyPath: member.key] else { return nil }
      return ChosenSetting(
        keyPath: member.key, value: value, reason: member.value.string ?? "not said")
    }
  }

  /// The recipe with all that the run chose that is resumed, where it is silent itself: what was right then
  /// need not be what would be chosen today.
  func adopting(_ earlier: [ChosenSetting]) throws -> Recipe {
    let json = json
    // A length is given in epochs or in steps.
    let hasSteps = training.steps != nil
    let silent = earlier.filter { setting in
      (json[keyPath: setting.keyPath] ?? .null) == .null
        && !(hasSteps && setting.keyPath == "training.epochs")
    }
    var recipe = self
    if !silent.isEmpty {
      recipe = try Recipe(
        reading: { () throws(JSONSyntaxError) in JSONNode(json, origin: .none) }, fileName: "",
        fileFolder: "/", currentFolder: "/",
        overrides: silent.compactMap { RecipeOverride("\($0.keyPath)=\($0.value.compactText)") })
      recipe.patternNotes = patternNotes
    }
    let adopted = recipe.json
    recipe.chosen = earlier.filter { adopted[keyPath: $0.keyPath] == $0.value }
    return recipe
  }
}

extension JSONValue {
  /// The value at a key path; nil where there is none.
  subscript(keyPath keyPath: String) -> JSONValue? {
    keyPath.split(separator: ".").reduce(Optional(self)) { $0?[String($1)] }
  }
}
