import LukeJSON
import LukeSettings

/// A task that this program does not know, under a name that is no misspelt one of a task that it knows:
/// it may well be of another program, which registers it.
struct UnknownTask {
  private let kind: String

  /// Nil for a kind that is known, and for one that is likely misspelt.
  init?(_ kind: String) {
    let kinds = TaskRegistry.all.map { $0.kind }
    if kinds.contains(kind) || Self.meant(by: kind) != nil { return nil }
    self.kind = kind
  }

  /// The kind that a mistyped one stands for: names of tasks have so much in common that three letters make
  /// another one.
  static func meant(by kind: String) -> String? {
    guard let near = Suggestion.nearest(to: kind, in: TaskRegistry.all.map({ $0.kind })) else {
      return nil
    }
    let isPart = near.hasPrefix(kind) || near.hasSuffix(kind)
    return isPart || Suggestion.distance(kind, near) <= 2 ? near : nil
  }

  /// The task of a recipe, where the recipe can be read and names one.
  init?(of recipe: JSONNode) {
    guard let kind = recipe["task"]?["kind"]?.value.string else { return nil }
    self.init(kind)
  }

  /// The kinds that a short name stands for: first letters of their last words, or one of their words.
  private var likely: [String] {
    let short = kind.lowercased().replacing("_", with: "-")
    return TaskRegistry.all.map { $0.kind }.filter { kind in
      let words = kind.split(separator: "-")
      let letters = words.compactMap(\.first).map(String.init).joined()
      return short.count > 1 && letters.hasSuffix(short) || words.contains { $0 == short }
        || kind.hasSuffix("-" + short)
    }
  }

  /// What to say after the key that names the kind.
  var reason: String {
    if !likely.isEmpty {
      let names = likely.joined(separator: " or ")
      return "\(JSONValue.string(kind).excerpt) is no task; did you mean \(names)?"
    }
    let known = TaskRegistry.all.map { $0.kind }.joined(separator: ", ")
    return
      "\(JSONValue.string(kind).excerpt) is no task that this program knows, which are \(known); it may be "
      + "one of a program that registers it (TaskRegistry.register), and is for that program"
  }
}
