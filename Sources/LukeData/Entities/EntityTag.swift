/// A tag of any scheme, taken apart.
struct EntityTag: Hashable, Sendable {
  /// Where in its entity a word stands.
  enum Position: Hashable, Sendable { case outside, begin, inside, end, single }

  /// How the tags of a file name position and type.
  enum Style: Hashable, Sendable {
    /// `B-PER`: position, hyphen, type; the type may hold hyphens too.
    case prefixed
    /// `PER`: the type alone.
    case bare
    /// `B`: the position alone; there is one type.
    case untyped
  }

  /// The type given to entities of files that name none.
  static let untypedLabel = "entity"
  static let outside = EntityTag(position: .outside, type: "")

  var position: Position
  var type: String

  /// Whether a tag is in the style; "O" is in each.
  static func matches(_ tag: String, _ style: Style) -> Bool {
    if tag == "O" { return true }
    switch style {
    case .bare: return isType(tag) && !(hasPrefix(tag) && tag.utf8.count == 2)
    case .untyped: return tag.utf8.count == 1 && letter(tag) != nil
    case .prefixed: return hasPrefix(tag) && isType(tag.dropFirst(2))
    }
  }

  /// Whether a tag starts with a position and a hyphen, whatever follows.
  static func hasPrefix(_ tag: String) -> Bool {
    tag.utf8.dropFirst().first == UInt8(ascii: "-") && letter(tag) != nil
  }

  /// Whether a text can name an entity type: it has a letter or a digit, is not "O", does not begin
  /// or end with a blank, and is not several tags in one.
  private static func isType(_ text: some StringProtocol) -> Bool {
    guard text != "O", text.labelWithoutInvisibleEnds == text,
      text.contains(where: { $0.isLetter || $0.isNumber })
    else { return false }
    return !isSeveral(text)
  }

  /// Whether a text goes on with another tag, as where annotators disagree: `PER,B-LOC`.
  static func isSeveral(_ text: some StringProtocol) -> Bool {
    text.split(whereSeparator: { ",;|".contains($0) }).dropFirst().contains {
      hasPrefix(String($0))
    }
  }

  /// Reads a tag that ``matches(_:_:)`` the style.
  init(_ tag: String, style: Style) {
    if tag == "O" {
      self = .outside
    } else {
      switch style {
      case .bare: self.init(position: .inside, type: tag)
      case .untyped: self.init(position: Self.letter(tag) ?? .inside, type: Self.untypedLabel)
      case .prefixed:
        self.init(position: Self.letter(tag) ?? .inside, type: String(tag.dropFirst(2)))
      }
    }
  }

  init(position: Position, type: String) {
    self.position = position
    self.type = type
  }

  private static func letter(_ tag: String) -> Position? {
    switch tag.utf8.first {
    case UInt8(ascii: "B"): .begin
    case UInt8(ascii: "I"), UInt8(ascii: "M"): .inside
    case UInt8(ascii: "E"), UInt8(ascii: "L"): .end
    case UInt8(ascii: "S"), UInt8(ascii: "U"), UInt8(ascii: "W"): .single
    default: nil
    }
  }
}

extension EntityTag {
  /// Whether an entity ends between this tag and the next, as conlleval decides.
  func ends(before next: EntityTag) -> Bool {
    switch (position, next.position) {
    case (.outside, _): false
    case (.end, _), (.single, _): true
    case (_, .begin), (_, .single), (_, .outside): true
    default: type != next.type
    }
  }

  /// Whether an entity starts at this tag, as conlleval decides.
  func starts(after previous: EntityTag) -> Bool {
    switch (previous.position, position) {
    case (_, .outside): false
    case (_, .begin), (_, .single): true
    case (.end, _), (.single, _), (.outside, _): true
    default: previous.type != type
    }
  }
}
