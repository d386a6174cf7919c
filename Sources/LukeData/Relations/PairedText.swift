/// A text of which every ordered pair of its entities is an example.
public struct PairedText: Hashable, Sendable {
  /// The text.
  public var text: String
  /// The text's own name in the file.
  public var identifier: RecordIdentifier?
  /// The type of each entity, where it has one.
  public var labels: [String?]
  /// Which of the corpus's examples are the text's pairs.
  public var examples: Range<Int>

  /// Head and tail of each example, by the numbers of the entities: in the order of the heads, then of the
  /// tails.
  public var pairs: [(head: Int, tail: Int)] { Self.pairs(of: labels.count) }

  /// The ordered pairs of so many things.
  static func pairs(of count: Int) -> [(head: Int, tail: Int)] {
    (0..<count).flatMap { head in
      (0..<count).filter { $0 != head }.map { (head, $0) }
    }
  }
}
