import LukeJSON

/// Keys of documents of JSON under which links may stand that are not read.
///
/// Links are read from `entities`. Where a file has none, its links may have another name or form; that
/// they are left is said then, and not of every list: only of those whose elements have a place in the
/// text, words of it, or an address, and of those whose key means links. Where some documents have links,
/// only lists that have places in the text count, of documents without any.
struct OtherLists: Hashable, Sendable {
  /// Documents that have such a list, by its key.
  private(set) var counts: [String: Int] = [:]
  /// Documents without links that have a list with places in the text, by its key.
  private(set) var placed: [String: Int] = [:]
  /// Texts that have links within them, by the mark of these.
  private(set) var marked: [String: Int] = [:]

  private static let addresses: Set<String> = [
    "href", "url", "uri", "title", "target", "page", "wikipedia", "wikidata", "qid", "mention",
    "surface", "anchor", "anchor_text",
  ]
  private static let keysOfLinks: Set<String> = [
    "links", "hyperlinks", "wikilinks", "wiki_links", "internal_links", "anchors", "mentions",
    "entity_mentions", "linked_entities", "annotations",
  ]
  private static let marks = [("[[", "]]"), ("<a href=", "</a>"), ("&lt;a href=", "&lt;/a&gt;")]

  private enum Likelihood { case none, named, placed }

  /// Notes the lists of an object, which may hold a text; `hasLinks` says whether links were read of it.
  mutating func note(_ object: JSONValue, hasLinks: Bool) {
    let text = object["text"]?.string ?? ""
    var found: Set<String> = []
    for member in object.members ?? [] where member.key != "entities" && member.key != "paragraphs"
    {
      switch Self.likelihood(member, in: text) {
      case .none: continue
      case .named: break
      case .placed: if !hasLinks { placed[member.key, default: 0] += 1 }
      }
      found.insert(member.key)
      counts[member.key, default: 0] += 1
    }
    for key in Self.parallelLists(object, in: text) where !found.contains(key) {
      if !hasLinks { placed[key, default: 0] += 1 }
      counts[key, default: 0] += 1
    }
    if hasLinks { return }
    for (start, end) in Self.marks where text.holds(start) && text.holds(end) {
      marked[start + "…" + end, default: 0] += 1
    }
  }

  /// Keys whose strings stand beside places without being titles.
  private static let keysOfWords: Set<String> = ["token", "tokens", "words", "sentences"]

  /// The keys of lists of one length of which some give places, `[[0, 3]]` or `[0]` and `[3]`, and
  /// others texts: each the part of a link.
  private static func parallelLists(_ object: JSONValue, in text: String) -> [String] {
    let lists = (object.members ?? []).filter { $0.value.elements?.isEmpty == false }
    let texts = lists.filter { list in
      !keysOfWords.contains(list.key.lowercased())
        && list.value.elements?.allSatisfy { $0.string != nil } == true
    }
    if texts.isEmpty { return [] }
    let limit = text.isEmpty ? Int.max : text.unicodeScalars.count
    func arePlaces(_ starts: [Int?], _ ends: [Int?]) -> Bool {
      zip(starts, ends).allSatisfy { start, end in
        guard let start, let end else { return false }
        return 0 <= start && start < end && end <= limit
      }
    }
    func parts(_ list: JSONValue.Member, _ count: Int) -> [JSONValue]? {
      list.value.elements.flatMap { $0.count == count ? $0 : nil }
    }
    for count in Set(texts.compactMap { $0.value.elements?.count }) {
      let names = texts.filter { parts($0, count) != nil }.map(\.key)
      for list in lists {
        guard let pairs = parts(list, count)?.map({ $0.elements ?? [] }),
          pairs.allSatisfy({ $0.count == 2 })
        else { continue }
        if arePlaces(pairs.map { $0[0].integer }, pairs.map { $0[1].integer }) {
          return [list.key] + names
        }
      }
      let numbers = lists.filter { parts($0, count)?.allSatisfy { $0.integer != nil } == true }
      for (first, second) in zip(numbers, numbers.dropFirst()) {
        guard let starts = parts(first, count), let ends = parts(second, count) else { continue }
        if arePlaces(starts.map(\.integer), ends.map(\.integer)) {
          return [first.key, second.key] + names
        }
      }
    }
    return []
  }

  private static func likelihood(_ member: JSONValue.Member, in text: String) -> Likelihood {
    let isNamed = keysOfLinks.contains(member.key.lowercased())
    guard let first = member.value.elements?.first else {
      return isNamed && member.value.members?.isEmpty == false ? .named : .none
    }
    if let parts = first.elements {
      if parts.count >= 3, parts.count(where: { $0.integer != nil }) == 2 { return .placed }
      let words = parts.prefix(2).compactMap(\.string).filter { !$0.isEmpty }
      if words.count == 2, words.contains(where: text.contains) { return .named }
    } else {
      let members = first.members ?? []
      let hasName = members.contains { $0.value.string != nil }
      if hasName, members.contains(where: isPlace) { return .placed }
      if members.contains(where: { addresses.contains($0.key.lowercased()) }) { return .named }
    }
    return isNamed ? .named : .none
  }

  /// Whether a member is an offset, or two.
  private static func isPlace(_ member: JSONValue.Member) -> Bool {
    if member.value.integer != nil { return true }
    guard let pair = member.value.elements else { return false }
    return pair.count == 2 && pair.allSatisfy { $0.integer != nil }
  }

  static func += (lists: inout OtherLists, other: OtherLists) {
    lists.counts.merge(other.counts, uniquingKeysWith: +)
    lists.placed.merge(other.placed, uniquingKeysWith: +)
    lists.marked.merge(other.marked, uniquingKeysWith: +)
  }

  private static let form = "{\"start\", \"end\", \"title\"}"

  /// What to say of a file of which `linkCount` links were read; nil where nothing may be links.
  func note(linkCount: Int) -> String? {
    if linkCount > 0 {
      return Self.list(placed).map {
        "documents without links have other lists; links are read from the key entities, as "
          + "\(Self.form), and these are left out: \($0)"
      }
    }
    if let lists = Self.list(counts) {
      return "no links: they are read from the key entities, as \(Self.form); other lists are left "
        + "out: \(lists)"
    }
    return Self.list(marked).map {
      "no links: they are read from the key entities, as \(Self.form); what is within texts stays "
        + "text: \($0)"
    }
  }

  /// Keys as a note has them, the most frequent first; nil where there are none.
  private static func list(_ counts: [String: Int]) -> String? {
    if counts.isEmpty { return nil }
    let sorted = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    let shown = sorted.prefix(8).map { "\($0.key) (in \($0.value))" }.joined(separator: ", ")
    return shown + (sorted.count > 8 ? " and \(sorted.count - 8) more" : "")
  }
}
