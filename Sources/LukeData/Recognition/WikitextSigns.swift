/// Tells wikitext with few links from prose that has a bracket or two.
struct WikitextSigns {
  private var kinds: Set<String> = []
  private var count = 0
  private var size = 0

  /// Looks at lines.
  init(_ lines: [String]) {
    for line in lines {
      size += line.utf8.count
      note("link", line.matches(of: /\[\[[\p{L}:][^\[\]]*\]\]/).count)
      note("bold", line.matches(of: /'''?[\p{L}\d][^']*'''?/).count)
      note("template", line.matches(of: /\{\{[\p{L}#][^{}]*(\}\}|\||$)/).count)
      note("reference", line.matches(of: /<ref[ >]/).count)
      note("heading", line.wholeMatch(of: /={2,6}[^=].*[^=]={2,6}\s*/) == nil ? 0 : 1)
    }
  }

  private mutating func note(_ kind: String, _ found: Int) {
    if found == 0 { return }
    kinds.insert(kind)
    count += found
  }

  /// Whether there are links and two other kinds of markup, and not in one corner of much text.
  var areWikitext: Bool {
    kinds.contains("link") && kinds.count >= 3 && count >= 5 && count * 2000 > size
  }
}
