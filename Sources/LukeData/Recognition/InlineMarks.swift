/// Sentences with marks around the entities inside of them: `<PER>Ada</PER> left`, `[PER Ada] left`,
/// `[Ada](PER) left`, `[Ada: PER] left`.
///
/// Text has brackets and tags of its own, so names of types must be known or, between tags, in capitals
/// and none of HTML's; and one line of ten must have a mark.
enum InlineMarks {
  private static let knownTypes: Set<String> = [
    "per", "pers", "person", "loc", "location", "org", "organization", "organisation", "gpe",
    "misc", "norp", "fac", "enamex", "numex", "timex",
  ]
  private static let htmlNames: Set<String> = [
    "a", "abbr", "address", "article", "b", "big", "blockquote", "body", "br", "caption", "center",
    "cite", "code", "dd", "del", "div", "dl", "dt", "em", "font", "footer", "form", "head",
    "header", "html", "i", "img", "input", "ins", "kbd", "label", "li", "link", "main", "mark",
    "meta", "nav",
    "ol", "option", "p", "pre", "q", "s", "samp", "script", "section", "select", "small", "span",
    "strike", "strong", "style", "sub", "sup", "table", "tbody", "td", "textarea", "tfoot", "th",
    "thead", "title", "tr", "tt", "u", "ul", "var",
  ]
  /// How much of a line is looked at.
  private static let sampleLength = 10_000

  /// What lines with such marks are; nil where they have none, or next to none.
  static func reason(_ lines: [String], whatIsRead: String) -> String? {
    let marks = lines.map { mark($0.prefix(sampleLength)) }
    let found = marks.compactMap { $0 }
    guard let first = found.first, found.count * 10 >= lines.count else { return nil }
    return "holds sentences with marks around entities, \(first), which are not read; \(whatIsRead)"
  }

  /// The first mark of a line, as a pattern.
  private static func mark(_ line: Substring) -> String? {
    if line.contains("</") {
      for found in line.matches(of: /<([A-Za-z][A-Za-z_\-]*)(?:\s[^<>]*)?>[^<>]+<\/\1>/) {
        let isWhole = found.range == line.startIndex..<line.endIndex
        if isType(found.1, isWhole: isWhole) { return "<\(found.1)>…</\(found.1)>" }
      }
    }
    guard line.contains("[") else { return nil }
    for found in line.matches(of: /\[([A-Z]+) [^\[\]]+\]/) where isKnown(found.1) {
      return "[\(found.1) …]"
    }
    for found in line.matches(of: /\[[^\[\]]+\]\(([A-Za-z]+)\)/) where isKnown(found.1) {
      return "[…](\(found.1))"
    }
    for found in line.matches(of: /\[[^\[\]]+: ?([A-Z]+)\]/) where isKnown(found.1) {
      return "[…: \(found.1)]"
    }
    return nil
  }

  private static func isKnown(_ name: Substring) -> Bool { knownTypes.contains(name.lowercased()) }

  /// Whether the name of an element is a type; a line that is one element may be any SGML.
  private static func isType(_ name: Substring, isWhole: Bool) -> Bool {
    if isKnown(name) { return true }
    return !isWhole && name.utf8.count > 1 && name == name.uppercased()
      && !htmlNames.contains(name.lowercased())
  }
}
