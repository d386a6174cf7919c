import LukeJSON

/// Keys of documents of JSON under which links may stand that are not read.
///
/// Links are read from `entities`. Where a file has none, its links may have another name; that they
/// are left is said then, and not of every list: only of those whose elements have a place in the text,
/// or an address.
struct OtherLists: Hashable, Sendable {
  /// Documents that have such a list, by its key.
  private(set) var counts: [String: Int] = [:]

  private static let addresses: Set<String> = [
    "href", "url", "uri", "title", "target", "page", "wikipedia", "wikidata", "qid", "mention",
    "surface", "anchor", "anchor_text",
  ]

  /// Notes the lists of an object that holds a text.
  mutating func note(_ object: JSONValue) {
    for member in object.members ?? [] where member.key != "entities" && member.key != "paragraphs"
    {
      guard let first = member.value.elements?.first, Self.mayBeLink(first) else { continue }
      counts[member.key, default: 0] += 1
    }
  }

  private static func mayBeLink(_ value: JSONValue) -> Bool {
    if let parts = value.elements {
      return parts.count >= 3 && parts.count { $0.integer != nil } == 2
    }
    let members = value.members ?? []
    let hasPlace = members.contains { member in
      member.value.integer != nil
        || member.value.elements?.count == 2
          && member.value.elements?.allSatisfy { $0.integer != nil } == true
    }
    let hasName = members.contains { $0.value.string != nil }
    return hasName && hasPlace || members.contains { addresses.contains($0.key.lowercased()) }
  }

  static func += (lists: inout OtherLists, other: OtherLists) {
    lists.counts.merge(other.counts, uniquingKeysWith: +)
  }

  /// The keys as a note has them, the most frequent first; nil where there are none.
  var text: String? {
    if counts.isEmpty { return nil }
    let sorted = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    let shown = sorted.prefix(8).map { "\($0.key) (in \($0.value))" }.joined(separator: ", ")
    return shown + (sorted.count > 8 ? " and \(sorted.count - 8) more" : "")
  }
}
