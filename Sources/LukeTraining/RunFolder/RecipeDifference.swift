import LukeCheckpoints
import LukeJSON
import LukeSettings

/// What changed between the recipe of a run and the one it is resumed with.
enum RecipeDifference {
  /// Keys that may change, of every task.
  private static var changeable: Set<String> {
    Set(Recipe.keyDescriptions.filter(\.mayChangeInRun).map(\.keyPath))
  }

  /// Throws one error with every key that differs from the recipe in the file at `path`.
  static func check(_ recipe: Recipe, against path: String) throws {
    let bytes = try FileAccess.read(path, named: path, what: "recipe")
    let old: JSONNode
    do throws(JSONSyntaxError) { old = try JSONReader.read(bytes) } catch {
      throw damage(of: "\(path):\(error.line):\(error.column)", error.message)
    }
    if old.members == nil { throw damage(of: path, "is \(old.value.excerpt), and no recipe") }
    let changes = changes(from: old, to: recipe)
    if !changes.isEmpty { throw error(changes, file: path) }
  }

  /// The error for a recipe in a run folder that cannot be read.
  private static func damage(of place: String, _ fault: String) -> TrainingError {
    .badData(
      "\(place): \(fault); this is the run's own copy of its recipe: put it back, or remove it, and "
        + "the recipe in the checkpoints counts, or begin again with --fresh")
  }

  /// The error for a recipe that is not that of a run, which a file of it says.
  static func error(_ changes: [String], file: String) -> TrainingError {
    .usage(
      (["the recipe differs from that of the run to resume (\(file)):"] + changes
        + ["resume with the old values, or begin again with --fresh"]).joined(separator: "\n"))
  }

  /// What differs from a recipe that a model file carries.
  static func changes(from carried: StoredRecipe, to recipe: Recipe) -> [String] {
    guard let old = try? carried.node else { return ["recipe: is no JSON"] }
    return changes(from: old, to: recipe)
  }

  private static func changes(from old: JSONNode, to recipe: Recipe) -> [String] {
    // As it is read today: keys may have come or gone since it was written.
    let known = try? Recipe(
      reading: { () throws(JSONSyntaxError) in old }, fileName: "", fileFolder: "/",
      currentFolder: "/")
    let new = recipe.json
    // Whoever left a key open then may leave it open now.
    let open = Recipe.chosen(in: old.value).map(\.keyPath)
      .filter { (new[keyPath: $0] ?? .null) == .null }
    return changes(from: known?.json ?? old.value, to: new).filter { change in
      !open.contains { change.hasPrefix($0 + ": ") }
    }
  }

  /// `key: was old, is new` for every key that differs and may not change.
  static func changes(from old: JSONValue, to new: JSONValue) -> [String] {
    // A moved folder is the same data, another file name is not.
    let paths = Recipe.keysOfPaths
    let changeable = changeable
    let before = leaves(of: old, paths)
    let after = leaves(of: new, paths)
    let afterKeys = Set(after.map(\.key))
    let keys = after.map(\.key) + before.map(\.key).filter { !afterKeys.contains($0) }
    return keys.filter { !isCovered($0, by: changeable) }.compactMap { key in
      let was = before.first { $0.key == key }?.text ?? "not given"
      let now = after.first { $0.key == key }?.text ?? "not given"
      if was == now { return nil }
      return "\(key): was \(was), is \(now)"
    }
  }

  /// Whether a key is one of some, or within one.
  private static func isCovered(_ key: String, by keys: Set<String>) -> Bool {
    keys.contains { key == $0 || key.hasPrefix($0 + ".") }
  }

  /// Every key path of a JSON object with its value as text, of paths the last part; lists count as one
  /// value.
  private static func leaves(
    of value: JSONValue, _ paths: Set<String>, at place: String = ""
  ) -> [(key: String, text: String)] {
    guard let members = value.members else {
      return [(place, (paths.contains(place) ? value.lastPathComponents : value).compactText)]
    }
    return members.flatMap {
      leaves(of: $0.value, paths, at: place.isEmpty ? $0.key : place + "." + $0.key)
    }
  }
}

extension JSONValue {
  /// Paths cut down to their last part; those of files in archives to the archive and what is in it.
  var lastPathComponents: JSONValue {
    switch self {
    case .string(let path):
      // A `:` after a `.`, as in data.zip:folder/train.tsv: another member is other data.
      let parts = path.split(separator: "/")
      let archive = parts.firstIndex { $0.drop { $0 != "." }.contains(":") }
      return .string(parts[(archive ?? max(0, parts.count - 1))...].joined(separator: "/"))
    case .array(let elements): return .array(elements.map(\.lastPathComponents))
    default: return self
    }
  }
}
