import LukeCheckpoints
import LukeJSON

/// The recipe that goes out with a model, in its file and in an exported folder.
///
/// `evaluate`, `predict` and `import` read from it how the task reads text and data (`task` and `data`);
/// all else stands in it for people. Where files lay on the machine of the training is nobody's business
/// elsewhere, and would lead to nothing: of the paths of what was read the names are kept, and the
/// places of what was written or would be read again are left out.
package enum ExportedRecipe {
  /// What is known of keys; a task may have been registered since it was last asked for.
  private struct Keys {
    /// Those whose paths are of no use elsewhere, not even by name.
    let leftOut: Set<String>
    /// Those that hold paths.
    let paths: Set<String>
    /// All; those of a task of another program are none of them, and which are paths is not known.
    let known: Set<String>

    init() {
      known = Set(Recipe.keyDescriptions.map(\.keyPath))
      paths = Recipe.keysOfPaths
      leftOut = ExportedRecipe.keysLeftOut
    }
  }

  /// The keys whose paths are not kept, not even by name.
  static var keysLeftOut: Set<String> {
    TaskRegistry.keysOfFilesBesideTheData.union(["output", "task.prepared"])
  }

  /// The recipe without paths; what is no recipe stays as it is.
  package static func reduced(_ recipe: StoredRecipe) -> StoredRecipe {
    guard let root = try? recipe.node.value, root.members != nil else { return recipe }
    return StoredRecipe(reduced(root, at: "", Keys()).prettyText + "\n")
  }

  private static func reduced(_ value: JSONValue, at place: String, _ keys: Keys) -> JSONValue {
    if keys.leftOut.contains(place) { return .null }
    if keys.paths.contains(place) { return value.lastPathComponents }
    guard let members = value.members else {
      return keys.known.contains(place) ? value : value.withoutAbsolutePaths
    }
    return .object(
      members.map { member in
        let key = place.isEmpty ? member.key : place + "." + member.key
        return JSONValue.Member(key: member.key, value: reduced(member.value, at: key, keys))
      })
  }
}

extension JSONValue {
  /// Texts that begin as paths of the machine cut down to their last part.
  fileprivate var withoutAbsolutePaths: JSONValue {
    switch self {
    case .string(let text) where text.hasPrefix("/"): lastPathComponents
    case .array(let elements): .array(elements.map(\.withoutAbsolutePaths))
    default: self
    }
  }
}
