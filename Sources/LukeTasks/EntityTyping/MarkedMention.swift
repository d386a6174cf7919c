import LukeData

/// The subwords of a text with a marker before and after one mention, without special tokens.
///
/// The text before the mention, the mention and the text after it are tokenized one by one, blanks at
/// their ends dropped (`convert_examples_to_features` of the official
/// examples/legacy/entity_typing/utils.py).
struct MarkedMention {
  let ids: [Int32]
  /// Where in ``ids`` the mention is, its markers included.
  let mention: Range<Int>

  /// What the Penn Treebank writes for brackets, and what the official code makes of it.
  private static let brackets = [
    ("-LRB-", "("), ("-LCB-", "("), ("-LSB-", "("), ("-RRB-", ")"), ("-RCB-", ")"), ("-RSB-", ")"),
  ]

  init(
    _ text: String, _ span: Range<Int>, markerID: Int32, restoresBrackets: Bool,
    encoder: SubwordEncoder
  ) {
    let scalars = Array(text.unicodeScalars)
    func encode(_ range: Range<Int>) -> [Int32] {
      guard restoresBrackets else { return MarkedSequence.encode(scalars[range], encoder) }
      let piece = Self.withBrackets(String(String.UnicodeScalarView(scalars[range])))
      return MarkedSequence.encode(ArraySlice(piece.unicodeScalars), encoder)
    }
    let before = encode(0..<span.lowerBound)
    let inside = encode(span)
    ids = before + [markerID] + inside + [markerID] + encode(span.upperBound..<scalars.count)
    mention = before.count..<before.count + inside.count + 2
  }

  /// Whether a text has what stands for a bracket.
  static func hasBrackets(_ text: String) -> Bool {
    text.contains("-") && brackets.contains { text.contains($0.0) }
  }

  private static func withBrackets(_ text: String) -> String {
    guard hasBrackets(text) else { return text }
    return brackets.reduce(text) { $0.replacing($1.0, with: $1.1) }
  }

  /// The part of the sequence that fits `limit` subwords, the mention in its middle as far as the text
  /// reaches; nil where the mention alone does not fit.
  func window(limit: Int) -> Range<Int>? {
    let room = limit - mention.count
    if room < 0 { return nil }
    let (left, right) = (mention.lowerBound, ids.count - mention.upperBound)
    let before = min(left, max(room / 2, room - right))
    return mention.lowerBound - before..<mention.upperBound + min(right, room - before)
  }
}
