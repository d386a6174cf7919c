import LukeData

extension CorpusCounts {
  /// Why files gave no text, by what was counted, and what to do; part of a sentence after their names.
  package func reasonForNothing(_ settings: DumpSettings) -> String {
    guard let pages = dumps["pages"] else {
      guard let long = lines?["long_lines"] else {
        return "there is no text in it; give a dump with pages, JSON Lines with \"text\", or plain "
          + "text"
      }
      return "there is no text in it but \(long) lines or documents that are longer than "
        + "\(LongestRecord.name); cut them"
    }
    let wanted = settings.namespaces.map(String.init).joined(separator: ", ")
    let found = Self.leftOut.compactMap { key, name in dumps[key].map { "\(name) \($0)" } }
    let read = found.isEmpty ? "" : " (\(found.joined(separator: ", ")))"
    // Pages that are damaged are not counted among the others.
    let count = max(pages, Self.leftOut.reduce(0) { $0 + (dumps[$1.key] ?? 0) })
    let none = count == 1 ? "its only page\(read) is not" : "none of its \(count) pages\(read) is"
    let namespaces = settings.namespaces.count == 1 ? "namespace" : "namespaces"
    return "\(none) one of \(namespaces) \(wanted) with text; "
      + advice
  }

  private static let leftOut: KeyValuePairs = [
    "redirects": "redirects", "pages_of_other_namespaces": "other namespaces",
    "pages_of_other_models": "no wikitext", "disambiguation_pages": "disambiguation pages",
    "list_pages": "lists", "empty_pages": "no text", "damaged_pages": "damaged",
    "entangled_pages": "entangled markup", "oversized_pages": "too long",
  ]

  private var advice: String {
    var ways: [String] = []
    if dumps["pages_of_other_namespaces"] != nil {
      ways.append("build-corpus --namespaces (task.dumps.namespaces) reads others")
    }
    if dumps["disambiguation_pages"] != nil || dumps["list_pages"] != nil {
      ways.append(
        "without --skip-disambiguations and --skip-lists (task.dumps) such pages are read")
    }
    return ways.isEmpty
      ? "give the dump of the articles, pages-articles" : ways.joined(separator: "; ")
  }
}
