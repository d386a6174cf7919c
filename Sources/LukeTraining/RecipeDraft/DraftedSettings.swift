import LukeJSON
import LukeSettings

/// The keys that somebody wants in a recipe that is drafted.
struct DraftedSettings {
  let list: [RecipeOverride]

  /// The options of `init` that say what these keys say.
  private static let options = [
    "task.kind": "--task", "data.train": "--train", "data.validation": "--validation",
    "data.test": "--test", "model.from": "--model", "model.tokenizer": "--tokenizer",
  ]

  /// - Throws: `TrainingError.usage` for a key that has an option of its own.
  init(_ list: [RecipeOverride]) throws {
    self.list = list
    for key in list.map(\.keyPath) {
      if let option = Self.options[key] {
        throw TrainingError.usage("--set \(key): is what \(option) says")
      }
    }
  }

  /// Whether some of them say how the data are read.
  var areOfData: Bool {
    list.contains { $0.keyPath.hasPrefix("data.") || $0.keyPath.hasPrefix("task.") }
  }

  /// Whether a key is among them.
  func has(_ key: String) -> Bool { list.contains { $0.keyPath == key } }

  /// A line for each.
  var reasons: [String] { list.map { "\($0.keyPath): \($0.text), as asked for" } }

  /// A recipe with these keys.
  /// - Parameter read: the same recipe as it is read with them, whose paths start from the root.
  func added(to recipe: JSONValue, as read: Recipe, _ place: RecipePlace) -> JSONValue {
    if list.isEmpty { return recipe }
    var root = JSONNode(recipe)
    // What is wrong with them was told when the recipe was read.
    var reader = SettingsReader(
      fileName: "", fileFolder: place.folder, currentFolder: place.folder, knownKeyPaths: [])
    for setting in list { setting.apply(to: &root, reader: &reader) }
    return Self.located(root.value, as: read.json, place)
  }

  /// Paths as a recipe in the folder names them: what is typed starts from the current folder.
  private static func located(
    _ typed: JSONValue, as read: JSONValue?, _ place: RecipePlace
  ) -> JSONValue {
    if let members = typed.members {
      return .object(
        members.map { .init(key: $0.key, value: located($0.value, as: read?[$0.key], place)) })
    }
    if let elements = typed.elements {
      let others = read?.elements ?? []
      return .array(
        elements.enumerated().map { index, element in
          located(element, as: others.indices.contains(index) ? others[index] : nil, place)
        })
    }
    guard let text = typed.string, let path = read?.string, path != text, path.hasPrefix("/")
    else { return typed }
    return .string(place.relative(path))
  }
}
