/// Sentences a line whose words carry their tags: `Ada|B-PER left|O`, `Ada_B-PER`, `Ada/PERSON left/O`.
enum TaggedTokens {
  private static let separators: [Character] = ["|", "/", "_"]
  /// Fewer words with tags without a prefix may be anything, such as "AND/OR I/O".
  private static let fewWords = 5

  /// What lines are whose words carry tags, all or all but a few; nil where they do not.
  static func reason(_ lines: [String]) -> String? {
    let tokens = lines.flatMap { $0.split(separator: " ") }
    guard let separator = separators.first(where: { areTagged(tokens, $0) }) else { return nil }
    let like = separator == "_" ? "" : ", as spaCy's .iob files do"
    return "holds one sentence a line with \(separator) between words and tags\(like); write a "
      + "word a line with its tag"
  }

  private static func areTagged(_ tokens: [Substring], _ separator: Character) -> Bool {
    var (outside, prefixed, bare) = (0, 0, 0)
    for token in tokens {
      switch tag(of: token, separator) {
      case .outside: outside += 1
      case .prefixed: prefixed += 1
      case .bare: bare += 1
      case nil: continue
      }
    }
    func areMost(_ count: Int) -> Bool { count * 20 >= tokens.count * 19 }
    if prefixed == 0, outside == tokens.count { return outside > 1 }
    if prefixed > 0 { return areMost(outside + prefixed) }
    return bare > 0 && tokens.count >= fewWords && outside * 2 >= tokens.count
      && areMost(outside + bare)
  }

  private enum Kind { case outside, prefixed, bare }

  /// The kind of the tag after a separator; a tag may hold the separator too.
  private static func tag(of token: Substring, _ separator: Character) -> Kind? {
    guard let last = token.lastIndex(of: separator), last != token.startIndex else { return nil }
    let end = token[token.index(after: last)...]
    if end == "O" { return .outside }
    var place = token.startIndex
    while let next = token[place...].firstIndex(of: separator) {
      place = token.index(after: next)
      let tag = String(token[place...])
      if EntityTag.hasPrefix(tag), EntityTag.matches(tag, .prefixed) { return .prefixed }
    }
    return end.count > 1 && end.allSatisfy { $0.isASCII && $0.isUppercase } ? .bare : nil
  }
}
