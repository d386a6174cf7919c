import LukeCheckpoints
import LukeJSON
import LukeSettings
import LukeSystem

/// What changed between the recipe of a run and the one it is resumed with: a key that may not change.
struct RecipeDifference {
  /// The key.
  let key: String
  /// What it was and what it is; nil for not given.
  let before, after: JSONValue?

  /// `key: was old, is new`.
  var text: String {
    func text(_ value: JSONValue?) -> String { value?.compactText ?? "not given" }
    if before == nil, after == nil { return "\(key): is no JSON" }
    return "\(key): was \(text(before)), is \(text(after))"
  }

  /// Whether it is one of how long is trained, with which a run can go on.
  var isOfLength: Bool {
    switch key {
    case "training.epochs", "training.steps": true
    case "task.stages": before?.withoutLengths == after?.withoutLengths
    default: false
    }
  }

  /// Keys that may change, of every task.
  private static var changeable: Set<String> {
    Set(Recipe.keyDescriptions.filter(\.mayChangeInRun).map(\.keyPath))
  }

  /// Holds a recipe against the one in the file at `path`.
  /// - Returns: what differs in length alone.
  /// - Throws: one error with every key that differs, where others do.
  static func check(_ recipe: Recipe, against path: String) throws -> [RecipeDifference] {
    let bytes = try FileAccess.read(path, named: path, what: "recipe")
    let old: JSONNode
    do throws(JSONSyntaxError) { old = try JSONReader.read(bytes) } catch {
      throw damage(of: "\(path):\(error.line):\(error.column)", error.message)
    }
    if old.members == nil { throw damage(of: path, "is \(old.value.excerpt), and no recipe") }
    let differences = all(from: old, to: recipe)
    if !differences.allSatisfy(\.isOfLength) { throw error(differences, file: path) }
    if recipe.training.leavesLengthOpen, let first = differences.first(where: \.isOfTraining) {
      // Whoever gave it by --set and leaves that out wants no run of another length: the chosen one is longer by far.
      throw TrainingError.usage(
        "\(first.text), and nothing says how long the run is to be; luke-train \(ShellText.quoted(path)) --resume goes on with what it "
          + "was, training.steps or training.epochs says another length")
    }
    return differences
  }

  /// Whether it is one of the keys of training that say how long it is.
  private var isOfTraining: Bool { key == "training.epochs" || key == "training.steps" }

  /// The error for a recipe in a run folder that cannot be read.
  private static func damage(of place: String, _ fault: String) -> TrainingError {
    .badData(
      "\(place): \(fault); this is the run's own copy of its recipe: put it back, or remove it, and "
        + "the recipe in the checkpoints counts, or begin again with --fresh")
  }

  /// The error for a recipe that is not that of a run, which a file of it says.
  static func error(_ differences: [RecipeDifference], file: String) -> TrainingError {
    .several(
      ["the recipe differs from that of the run to resume (\(file)):"] + differences.map(\.text)
        + ["resume with the old values, or begin again with --fresh"], .usage)
  }

  /// What differs from a recipe that a model file carries.
  static func all(from carried: StoredRecipe, to recipe: Recipe) -> [RecipeDifference] {
    guard let old = try? carried.node else { return [.noJSON] }
    let leftOut = ExportedRecipe.keysLeftOut
    return all(from: old, to: recipe).filter {
      ($0.before ?? .null) != .null || !leftOut.contains($0.key)
    }
  }

  /// Where there is none.
  private static let noJSON = RecipeDifference(key: "recipe", before: nil, after: nil)

  private static func all(from old: JSONNode, to recipe: Recipe) -> [RecipeDifference] {
    // As it is read today: keys may have come or gone since it was written.
    let known = try? Recipe(
      reading: { () throws(JSONSyntaxError) in old }, fileName: "", fileFolder: "/",
      currentFolder: "/")
    let new = recipe.decided.json
    // Whoever left a key open then may leave it open now.
    let open = Recipe.chosen(in: old.value).map(\.keyPath)
      .filter { (new[keyPath: $0] ?? .null) == .null }
    return all(from: known?.decided.json ?? old.value, to: new).filter { !open.contains($0.key) }
  }

  /// Every key that differs and may not change.
  static func all(from old: JSONValue, to new: JSONValue) -> [RecipeDifference] {
    // A moved folder is the same data, another file name is not.
    let paths = Recipe.keysOfPaths
    let changeable = changeable
    let before = leaves(of: old, paths)
    let after = leaves(of: new, paths)
    let afterKeys = Set(after.map(\.key))
    let keys = after.map(\.key) + before.map(\.key).filter { !afterKeys.contains($0) }
    return keys.filter { !isCovered($0, by: changeable) }.compactMap { key in
      let was = before.first { $0.key == key }?.value
      let now = after.first { $0.key == key }?.value
      if was?.compactText == now?.compactText { return nil }
      return RecipeDifference(key: key, before: was, after: now)
    }
  }

  /// Whether a key is one of some, or within one.
  private static func isCovered(_ key: String, by keys: Set<String>) -> Bool {
    keys.contains { key == $0 || key.hasPrefix($0 + ".") }
  }

  /// Every key path of a JSON object with its value, of paths the last part; lists count as one value.
  static func leaves(
    of value: JSONValue, _ paths: Set<String> = [], at place: String = ""
  ) -> [(key: String, value: JSONValue)] {
    guard let members = value.members else {
      return [(place, paths.contains(place) ? value.lastPathComponents : value)]
    }
    return members.flatMap {
      leaves(of: $0.value, paths, at: place.isEmpty ? $0.key : place + "." + $0.key)
    }
  }
}

extension JSONValue {
  /// A list of stages without how long they are, as text.
  fileprivate var withoutLengths: [String]? {
    elements.map { stages in
      stages.map { stage in
        let kept = (stage.members ?? []).filter { !["epochs", "steps"].contains($0.key) }
        return JSONValue.object(kept).compactText
      }
    }
  }

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
