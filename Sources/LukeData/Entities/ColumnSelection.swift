/// Which columns of a CoNLL-style file hold what; negative numbers count from the last.
public struct ColumnSelection: Hashable, Sendable, Codable {
  /// The column of the words; nil: found from the content.
  public var word: Int?
  /// The column of the tags; nil: found from the content.
  public var label: Int?

  /// Creates a selection; by default columns are found: words are mostly first and tags last.
  public init(word: Int? = nil, label: Int? = nil) {
    self.word = word
    self.label = label
  }

  /// The index a column number stands for among `count` columns; nil where there is none.
  static func index(_ column: Int, of count: Int) -> Int? {
    let index = column < 0 ? count + column : column
    return (0..<count).contains(index) ? index : nil
  }
}
