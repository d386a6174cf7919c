/// Tells wikitext with few links from prose that has a bracket or two.
package struct WikitextSigns {
  private var kinds: Set<String> = []
  private var count = 0
  private var size = 0

  /// Looks at lines.
  package init(_ lines: [String]) {
    for line in lines {
      size += line.utf8.count
      // Patterns are dear, and most lines have none of this.
      if line.holds("[[") { note("link", line.matches(of: /\[\[[\p{L}:][^\[\]]*\]\]/).count) }
      if line.holds("''") { note("bold", line.matches(of: /'''?[\p{L}\d][^']*'''?/).count) }
      if line.holds("{{") {
        note("template", line.matches(of: /\{\{[\p{L}#][^{}]*(\}\}|\||$)/).count)
      }
      if line.holds("<ref") { note("reference", line.matches(of: /<ref[ >]/).count) }
      if line.hasPrefix("=="), line.wholeMatch(of: /={2,6}[^=].*[^=]={2,6}\s*/) != nil {
        note("heading", 1)
      }
    }
  }

  private mutating func note(_ kind: String, _ found: Int) {
    if found == 0 { return }
    kinds.insert(kind)
    count += found
  }

  /// Whether there are links and two other kinds of markup, and not in one corner of much text.
  package var areWikitext: Bool {
    kinds.contains("link") && kinds.count >= 3 && count >= 5 && count * 2000 > size
  }
}

extension String {
  /// Whether the text holds a mark of ASCII, which is found byte by byte.
  package func holds(_ mark: String) -> Bool {
    let mark = Array(mark.utf8)
    var text = self
    return text.withUTF8 { bytes in
      for place in bytes.indices.dropLast(mark.count - 1) where bytes[place] == mark[0] {
        if bytes[place...].starts(with: mark) { return true }
      }
      return false
    }
  }
}
