/// Pieces of a page.
package enum HTMLText {
  /// Text as it is shown: what would be markup is none, and what cannot be in a page is a replacement character.
  package static func escaped(_ text: String) -> String {
    var result = ""
    result.unicodeScalars.reserveCapacity(text.unicodeScalars.count)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      case "\t", "\n", "\r": result.unicodeScalars.append(scalar)
      case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value): result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// A page that needs nothing else, of some parts.
  static func page(title: String, _ body: [String]) -> String {
    """
    <!doctype html>
    <html lang="en"><head><meta charset="utf-8">
    <meta name="viewport" content="width=device-width,initial-scale=1">
    <title>\(escaped(title))</title><style>\(ReportStyle.sheet)</style></head>
    <body><main>
    \(body.filter { !$0.isEmpty }.joined(separator: "\n"))
    </main></body></html>

    """
  }

  /// A table with a heading; cells are pieces of a page already.
  static func table(
    _ heading: [String], _ rows: [[String]], kind: String = ""
  ) -> String {
    func line(_ cells: [String], _ tag: String) -> String {
      "<tr>" + cells.map { "<\(tag)>\($0)</\(tag)>" }.joined() + "</tr>"
    }
    return """
      <div class="scroll"><table class="\(kind)"><thead>\(line(heading, "th"))</thead>
      <tbody>\(rows.map { line($0, "td") }.joined(separator: "\n"))</tbody></table></div>
      """
  }

  /// A part of the page under a heading; nothing where it has no content.
  static func section(_ title: String, _ content: [String], note: String? = nil) -> String {
    if content.allSatisfy(\.isEmpty) { return "" }
    let note = note.map { "<p class=\"note\">\(escaped($0))</p>" } ?? ""
    return "<section><h2>\(escaped(title))</h2>\(note)\(content.joined(separator: "\n"))</section>"
  }
}
