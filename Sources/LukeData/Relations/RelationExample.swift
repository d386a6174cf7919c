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
    self.init(
      text: tokens.joined(separator: " "),
      head: starts[head.lowerBound]..<starts[head.upperBound] - 1,
      tail: starts[tail.lowerBound]..<starts[tail.upperBound] - 1,
      relation: relation, identifier: identifier, location: location)
  }

  /// The text of the first argument.
  public var headText: String { text.substring(scalars: head) }

  /// The text of the second argument.
  public var tailText: String { text.substring(scalars: tail) }
}
