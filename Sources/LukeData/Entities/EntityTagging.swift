/// Entities as one tag a word.
package enum EntityTagging {
  /// Whether tags mark entities: each is "O", or a prefix, a hyphen and a type.
  package static func marksEntities(_ tags: some Collection<String>) -> Bool {
    tags.contains { $0 != "O" } && tags.allSatisfy { EntityTag.matches($0, .prefixed) }
  }

  /// What somebody meant who wrote a tag that marks no entity, such as `B_PER`, `PER-B` and 0; nil for tags that
  /// mark some, and where nothing speaks for a mistake.
  /// - Parameter tags: how often the tags of the file are given, whose types are written as most of them are.
  package static func correction(of tag: String, among tags: [String: Int] = [:]) -> String? {
    if EntityTag.matches(tag, .prefixed) { return nil }
    let types = tags.reduce(into: [String: Int]()) { types, tag in
      if let type = type(ofTag: tag.key) { types[type, default: 0] += tag.value }
    }
    return EntityTag.correction(of: tag, amongTypes: types)
  }

  /// The type of a tag with a prefix; nil for any other text.
  package static func type(ofTag tag: String) -> String? {
    tag != "O" && EntityTag.matches(tag, .prefixed) ? String(tag.dropFirst(2)) : nil
  }

  /// The entities that tags mark, read as conlleval reads them, whether or not they are well-formed.
  package static func entities(_ tags: [String]) -> [(words: Range<Int>, label: String)] {
    let tags = tags.map { EntityTag($0, style: .prefixed) }
    var found: [(Range<Int>, String)] = []
    var (start, previous) = (0, EntityTag.outside)
    for (index, tag) in (tags + [.outside]).enumerated() {
      if previous.ends(before: tag) { found.append((start..<index, previous.type)) }
      if tag.starts(after: previous) { start = index }
      previous = tag
    }
    return found.map { (words: $0, label: $1) }
  }
}
