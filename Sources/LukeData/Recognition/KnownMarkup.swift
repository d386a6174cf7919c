/// Names text that stands among what is no text: subtitles, mail, LaTeX, front matter, YAML.
///
/// As with ``KnownText``, the very form of a format is asked for: prose that speaks of one, or shows a
/// piece of it, must not get its name.
package struct KnownMarkup {
  /// What the lines are.
  package let name: String
  /// What to do.
  package let advice: String

  /// Lines that are looked at.
  private static let sampleSize = 1000

  /// Nil where the lines, blank ones left out, are nothing known.
  package init?(_ lines: [String]) {
    let lines = Array(lines.prefix(Self.sampleSize))
    let found = FrontMatter(lines)?.name ?? Self.subtitles(lines) ?? Self.mail(lines)
    guard let name = found ?? Self.latex(lines) else { return nil }
    self.name = name
    advice = "take the text out of it first"
  }

  // MARK: Subtitles

  private static func subtitles(_ lines: [String]) -> String? {
    guard let first = lines.first else { return nil }
    if first.hasPrefix("[Script Info]") { return "subtitles (SubStation Alpha)" }
    let timings = lines.count { line in
      line.holds("-->")
        && line.prefixMatch(
          of: /\s*(\d+:)?\d{1,2}:\d\d[,.]\d{1,3}\s+-->\s+(\d+:)?\d{1,2}:\d\d[,.]\d{1,3}/) != nil
    }
    // A cue is a timing and some lines of words; more of them are no longer subtitles.
    guard timings * 10 >= lines.count else { return nil }
    if first == "WEBVTT" || first.hasPrefix("WEBVTT ") || first.hasPrefix("WEBVTT\t") {
      return "subtitles (WebVTT)"
    }
    return timings > 0 ? "subtitles (SubRip)" : nil
  }

  // MARK: Mail

  /// What only programs that send and keep mail write above it.
  private static let postmarks: Set<String> = [
    "message-id", "mime-version", "received", "newsgroups", "return-path", "content-type",
  ]

  private static func mail(_ lines: [String]) -> String? {
    let isMailbox =
      lines.first?.prefixMatch(
        of: /From \S+\s+(Mon|Tue|Wed|Thu|Fri|Sat|Sun)\s+[A-Z][a-z]{2}\s+\d/) != nil
    var names: Set<String> = []
    for line in lines.dropFirst(isMailbox ? 1 : 0) {
      if let name = line.prefixMatch(of: /([A-Za-z][A-Za-z\-]*):(\s|$)/)?.1 {
        names.insert(name.lowercased())
      } else if line.first?.isWhitespace != true || names.isEmpty {
        break
      }
    }
    if isMailbox, !names.isEmpty { return "mail (mbox)" }
    return names.contains("from") && !names.isDisjoint(with: postmarks)
      ? "mail with its headers" : nil
  }

  // MARK: LaTeX

  private static func latex(_ lines: [String]) -> String? {
    let content = lines.filter { !$0.hasPrefix("%") }
    let begins =
      content.first?.prefixMatch(
        of: /\s*\\(documentclass|documentstyle|RequirePackage|part|chapter|section)\*?\s*[\[{]/)
      != nil
    if begins { return "LaTeX" }
    // Formulas alone are found in prose, too; these commands are of documents.
    let count = content.filter { $0.holds("\\") }.reduce(0) {
      $0
        + $1.matches(
          of:
            /\\(section|subsection|subsubsection|chapter|cite[a-z]*|label|ref|footnote|emph|textit|textbf)\*?[\[{]/
        ).count
    }
    let size = content.reduce(0) { $0 + $1.utf8.count }
    return count >= 20 && count * 500 > size ? "LaTeX" : nil
  }
}
