/// A text, two spans of it and the relation between them.
public struct RelationExample: Hashable, Sendable {
  /// The text, without markers.
  public var text: String
  /// The Unicode scalars of the first argument (subject, e1).
  public var head: Range<Int>
  /// The Unicode scalars of the second argument (object, e2).
  public var tail: Range<Int>
  /// The relation; nil where it is not known.
  public var relation: String?
  /// The example's own name in the file, such as SemEval's sentence number.
  public var identifier: RecordIdentifier?
  /// Where the example starts.
  public var location: SourceLocation
  /// Where the relation stands, if not in the file of the example.
  public var relationLocation: SourceLocation?
  /// Why nobody can be asked for the relation; nil where all is as it should be.
  ///
  /// A span that is none is empty then, and at the start of the text.
  public var fault: String?

  /// Creates an example.
  public init(
    text: String, head: Range<Int>, tail: Range<Int>, relation: String?,
    identifier: RecordIdentifier? = nil, location: SourceLocation
  ) {
    self.text = text
    self.head = head
    self.tail = tail
    self.relation = relation
    self.identifier = identifier
    self.location = location
  }

  /// Creates an example of words, which are joined by spaces; the spans are in words.
  init(
    tokens: [String], head: Range<Int>, tail: Range<Int>, relation: String?,
    identifier: RecordIdentifier?, location: SourceLocation
  ) {
    var starts: [Int] = []
    var position = 0
    for token in tokens {
      starts.append(position)
      position += token.unicodeScalars.count + 1
    }
    starts.append(position)
    func scalars(_ words: Range<Int>) -> Range<Int> {
      let start = starts[words.lowerBound]
      return words.isEmpty ? start..<start : start..<starts[words.upperBound] - 1
    }
    self.init(
      text: tokens.joined(separator: " "), head: scalars(head), tail: scalars(tail),
      relation: relation, identifier: identifier, location: location)
  }

  /// Where a span is none.
  static let noSpan = 0..<0

  /// How many Unicode scalars around the spans are shown.
  private static let shownCount = 40

  /// The text around the spans with both in brackets, and the relation:
  /// `[Ada: head] met [Bo: tail] → knows`.
  package var excerpt: String {
    let scalars = Array(text.unicodeScalars)
    let from = max(0, min(head.lowerBound, tail.lowerBound) - Self.shownCount)
    let to = min(scalars.count, max(head.upperBound, tail.upperBound) + Self.shownCount)
    var shown = from > 0 ? "…" : ""
    for index in from...to {
      // Ends first, so that spans that touch do not nest.
      for (span, name) in [(tail, "tail"), (head, "head")] where span.upperBound == index {
        if !span.isEmpty { shown += ": \(name)]" }
      }
      for (span, name) in [(head, "head"), (tail, "tail")] where span.lowerBound == index {
        shown += span.isEmpty ? "[: \(name)]" : "["
      }
      if index < to { shown.unicodeScalars.append(scalars[index]) }
    }
    if to < scalars.count { shown += "…" }
    return (relation.map { "\(shown) → \($0)" } ?? shown).asShown
  }

  /// The text of the first argument.
  public var headText: String { text.substring(scalars: head) }

  /// The text of the second argument.
  public var tailText: String { text.substring(scalars: tail) }
}
