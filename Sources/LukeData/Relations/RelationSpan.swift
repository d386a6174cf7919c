/// A span of a record as its author gives it: two offsets, and perhaps the text they stand for.
struct RelationSpan: Decodable {
  let start: Int
  let end: Int
  let surface: String?
  private let name: PossibleSurface

  private enum Key: String, CodingKey, CaseIterable {
    case start, end, text, surface, mention, name, word
  }

  /// The keys of a span.
  static var keys: [String] { Key.allCases.map(\.rawValue) }

  init(start: Int, end: Int, surface: String? = nil, name: PossibleSurface? = nil) {
    (self.start, self.end, self.surface) = (start, end, surface)
    self.name = name ?? PossibleSurface(nil)
  }

  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    start = try values.decode(WholeNumber.self, forKey: .start).value
    end = try values.decode(WholeNumber.self, forKey: .end).value
    surface =
      try values.decodeIfPresent(String.self, forKey: .text)
      ?? values.decodeIfPresent(String.self, forKey: .surface)
      ?? values.decodeIfPresent(String.self, forKey: .mention)
    name =
      try values.decodeIfPresent(PossibleSurface.self, forKey: .name)
      ?? values.decodeIfPresent(PossibleSurface.self, forKey: .word) ?? PossibleSurface(nil)
  }

  /// The span in a text, without blanks at its ends.
  func scalars(
    of text: [Unicode.Scalar], key: String
  ) throws(JSONText.Fault) -> Range<Int> {
    guard let trimmed = try given(in: text, key: key).withoutBlankEnds(in: text) else {
      throw blank(key)
    }
    return trimmed
  }

  /// The span in a text as it is given, which is not blank.
  func given(in text: [Unicode.Scalar], key: String) throws(JSONText.Fault) -> Range<Int> {
    let range = try range(of: text.count, key, "characters")
    let found = String(String.UnicodeScalarView(text[range]))
    if let wrong = surface ?? name.misplaced(range, in: text), wrong != found {
      throw JSONText.Fault(
        message: "\"\(key)\": characters \(start) to \(end) are \"\(found)\", not \"\(wrong)\"; "
          + "offsets count Unicode code points, end exclusive")
    }
    if range.withoutBlankEnds(in: text) == nil { throw blank(key) }
    return range
  }

  /// The span in words.
  func words(of tokens: [String], key: String) throws(JSONText.Fault) -> Range<Int> {
    let range = try range(of: tokens.count, key, "tokens")
    let found = tokens[range]
    // Where blanks stand between words only a text says.
    if let wrong = surface ?? name.misplaced(range, of: tokens, shifts: .exclusiveEnds),
      wrong.withoutBlanks != found.joined().withoutBlanks
    {
      throw JSONText.Fault(
        message:
          "\"\(key)\": tokens \(start) to \(end) are \"\(found.joined(separator: " "))\", not "
          + "\"\(wrong)\"; tokens are counted from 0, end exclusive")
    }
    if found.allSatisfy(\.isInvisible) { throw blank(key) }
    return range
  }

  private func range(
    of count: Int, _ key: String, _ unit: String
  ) throws(JSONText.Fault) -> Range<Int> {
    if 0 <= start, start < end, end <= count { return start..<end }
    throw JSONText.Fault(
      message: "\"\(key)\": \(start) to \(end), end excluded, is no span of \(count) \(unit)")
  }

  private func blank(_ key: String) -> JSONText.Fault {
    JSONText.Fault(message: "\"\(key)\": the span is blank")
  }
}

extension String {
  fileprivate var withoutBlanks: String { filter { !$0.isWhitespace } }
}
