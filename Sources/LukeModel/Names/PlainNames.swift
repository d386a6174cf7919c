/// How transformers names the arrays of a plain encoder with a head, whose encoder stands below `luke.` here.
package struct PlainNames {
  private let module: String
  /// Modules that the class calls otherwise.
  private let modules: [(own: String, theirs: String)]

  /// The names of the class that a configuration says.
  package init(_ configuration: LukeConfiguration) {
    let family = configuration.family
    module = family.module
    let head = configuration.architectures?.first.flatMap { LukeHeads.head(named: $0, of: family) }
    modules = head?.modules(of: family) ?? []
  }

  /// The name in transformers; of a bare encoder, which has no module before its names, the same.
  package func nameInTransformers(_ name: String) -> String {
    for (own, theirs) in modules {
      if let rest = Self.rest(of: name, in: own) { return theirs + rest }
    }
    return LukeNames.bareName(name).map { module + "." + $0 } ?? name
  }

  /// The name here of an array that stands below `luke.` already where it is the encoder's; nil for one of a
  /// head that is not known.
  package func ownName(_ name: String) -> String? {
    for (own, theirs) in modules {
      if let rest = Self.rest(of: name, in: theirs) { return own + rest }
    }
    if LukeNames.isOfEncoder(name) { return name }
    return LukeNames.part(of: name) == .classifier ? name : nil
  }

  /// Whether a file has another array in the place of one: old ones of RoBERTa's classifier hold a pooler
  /// besides, which nothing reads.
  package func isReplaced(_ name: String, among names: Set<String>) -> Bool {
    guard let own = ownName(name), own == name else { return false }
    return names.contains { $0 != name && ownName($0) == own }
  }

  /// What follows a module in a name, with the dot.
  private static func rest(of name: String, in module: String) -> String? {
    name.hasPrefix(module + ".") ? String(name.dropFirst(module.count)) : nil
  }
}
