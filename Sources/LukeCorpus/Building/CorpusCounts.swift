import LukeData

/// What was found in the files of a corpus.
package struct CorpusCounts: Codable, Hashable, Sendable {
  /// Documents, their paragraphs, and the UTF-8 bytes of these.
  package var documents = 0, paragraphs = 0, bytes = 0
  /// Links in them.
  package var links = 0
  /// Links left out because they overlap others.
  package var overlappingLinks = 0
  /// Pages of dumps that were left out, by reason, and other things worth knowing of dumps.
  package var dumps: [String: Int] = [:]
  /// What of other files was left out, mended or looks wrong, by reason; nil where there are none.
  package var lines: [String: Int]?

  package init() {}

  private enum CodingKeys: String, CodingKey {
    case documents, paragraphs, bytes, links, dumps, lines
    case overlappingLinks = "overlapping_links"
  }

  mutating func add(_ document: LinkedDocument) {
    documents += 1
    paragraphs += document.paragraphs.count
    for paragraph in document.paragraphs {
      bytes += paragraph.text.utf8.count
      links += paragraph.links.count
    }
  }

  package mutating func add(_ other: CorpusCounts) {
    documents += other.documents
    paragraphs += other.paragraphs
    bytes += other.bytes
    links += other.links
    overlappingLinks += other.overlappingLinks
    dumps.merge(other.dumps, uniquingKeysWith: +)
    for (key, count) in other.lines ?? [:] { add(count, lines: key) }
  }

  /// Counts lines that were left out or mended, or links in them.
  mutating func add(_ count: Int, lines key: String) {
    if count > 0 { lines = (lines ?? [:]).merging([key: count], uniquingKeysWith: +) }
  }

  mutating func add(_ counts: DumpCounts) {
    let found = [
      "pages": counts.pages, "pages_read": counts.articles, "redirects": counts.redirects,
      "pages_of_other_namespaces": counts.otherNamespaces,
      "pages_of_other_models": counts.otherModels,
      "disambiguation_pages": counts.disambiguations, "list_pages": counts.lists,
      "empty_pages": counts.empty, "damaged_pages": counts.damaged,
      "entangled_pages": counts.entangled, "repaired_pages": counts.repaired,
      "links_kept": counts.links.kept, "links_to_files": counts.links.media,
      "links_to_categories": counts.links.categories,
      "links_without_title": counts.links.untitled,
      "links_without_text": counts.links.withoutText, "oversized_pages": counts.oversized,
    ]
    dumps.merge(found.filter { $0.value > 0 }, uniquingKeysWith: +)
  }

  /// The counts for people, a line each.
  package var report: [String] {
    func counted(_ count: Int, _ noun: String) -> String {
      "\(count) \(noun)\(count == 1 ? "" : "s")"
    }
    let text = [
      counted(documents, "document"), counted(paragraphs, "paragraph"),
      counted(bytes, "byte") + " of text", counted(links, "link"),
    ]
    var report = [text.joined(separator: ", ")]
    if overlappingLinks > 0 {
      let others = overlappingLinks == 1 ? "it overlaps another" : "they overlap others"
      report.append("\(counted(overlappingLinks, "link")) left out because \(others)")
    }
    for (key, name) in [
      ("long_lines", "documents or lines left out: longer than \(LongestRecord.name)"),
      ("repaired_lines", "lines repaired: damaged bytes became U+FFFD"),
      ("cut_links", "links that begin or end inside a word, as wrong offsets make them"),
    ] {
      if let count = lines?[key] { report.append("\(name): \(count)") }
    }
    let names = [
      ("pages", "pages in the dumps"), ("pages_read", "  read"),
      ("redirects", "  redirects"),
      ("pages_of_other_namespaces", "  left out: other namespaces"),
      ("pages_of_other_models", "  left out: no wikitext"),
      ("disambiguation_pages", "  left out: disambiguation pages"),
      ("list_pages", "  left out: lists"), ("empty_pages", "  left out: no text"),
      ("damaged_pages", "  left out: damaged"),
      ("entangled_pages", "  left out: entangled markup"),
      ("oversized_pages", "  left out: longer than \(DumpElements.longestTextName)"),
      ("repaired_pages", "  repaired: damaged bytes became U+FFFD"),
      ("links_kept", "links kept"), ("links_to_files", "links dropped: files"),
      ("links_to_categories", "links dropped: categories"),
      ("links_without_title", "links dropped: no title"),
      ("links_without_text", "links dropped: no text"),
    ]
    for (key, name) in names {
      if let count = dumps[key] { report.append("\(name): \(count)") }
    }
    return report
  }
}
