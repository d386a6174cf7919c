extension EntityTag {
  private static let separators = "-_:/.|+"

  /// What somebody meant who wrote a tag that is none: `B_PER`, `PER-B`, `b-per`, `o` and 0 for `O`.
  ///
  /// Nil where nothing speaks for a mistake; "PART" and "e-mail" can be types.
  static func correction(of tag: String) -> String? {
    if tag == "0" || tag == "o" || tag == "-O" || tag == "O-" { return "O" }
    var rest = Substring(tag)
    if let letter = rest.popFirst(), let separator = rest.popFirst(),
      isPosition(letter), separators.contains(separator), isWholeType(rest),
      letter.isUppercase || separator == "-" && "bi".contains(letter)
    {
      return "\(letter.uppercased())-\(rest)"
    }
    rest = Substring(tag)
    if let letter = rest.popLast(), let separator = rest.popLast(),
      isPosition(letter), letter.isUppercase, separators.contains(separator), isWholeType(rest)
    {
      return "\(letter)-\(rest)"
    }
    return nil
  }

  private static func isPosition(_ letter: Character) -> Bool {
    "BIOESLUMWbioeslumw".contains(letter) && letter != "O" && letter != "o"
  }

  private static func isWholeType(_ text: Substring) -> Bool {
    text != "O" && text.contains { $0.isLetter } && matches(String(text), .bare)
  }

  /// ``correction(of:)``, with the type as a file mostly writes it.
  /// - Parameters:
  ///   - types: how often the file has each type.
  ///   - style: that of the file: types may be its tags.
  static func correction(
    of tag: String, amongTypes types: [String: Int], _ style: Style = .prefixed
  ) -> String? {
    guard let found = correction(of: tag), found != "O" else { return correction(of: tag) }
    let type = found.dropFirst(2)
    let written = types.filter { $0.key.lowercased() == type.lowercased() }
      .max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    guard let written else { return found }
    return style == .bare ? written : found.prefix(2) + written
  }

  /// Why a tag that is not in a style is refused.
  /// - Parameter types: how often the file has each type, by which a mistaken one is corrected.
  static func fault(of tag: String, _ style: Style, types: [String: Int] = [:]) -> String {
    if tag.isEmpty { return "the tag is empty" }
    if isSeveral(tag) { return "tag \"\(tag)\" is several tags; keep one of them" }
    if style == .bare {
      return hint(tag, "tag \"\(tag)\" cannot name an entity type", types, style)
    }
    let kind = style == .untyped ? "B, I or O" : "O, or a prefix such as B- or I- and a type"
    let message = "tag \"\(tag)\" is not \(kind)"
    return style == .untyped ? message : hint(tag, message, types, style)
  }

  private static func hint(
    _ tag: String, _ message: String, _ types: [String: Int], _ style: Style
  ) -> String {
    correction(of: tag, amongTypes: types, style).map { "\(message); did you mean \"\($0)\"?" }
      ?? message
  }
}
