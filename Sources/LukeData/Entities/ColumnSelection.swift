/// Which columns of a CoNLL-style file hold what; negative numbers count from the last.
public struct ColumnSelection: Hashable, Sendable, Codable {
  /// The column of the words.
  public var word: Int
  /// The column of the tags.
  public var label: Int

  /// Creates a selection; by default words come first and tags last.
  public init(word: Int = 0, label: Int = -1) {
    self.word = word
    self.label = label
  }

  /// Decodes a selection; columns not given keep their defaults.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      word: try values.decodeIfPresent(Int.self, forKey: .word) ?? 0,
      label: try values.decodeIfPresent(Int.self, forKey: .label) ?? -1)
  }

  /// The index a column number stands for among `count` columns; nil where there is none.
  static func index(_ column: Int, of count: Int) -> Int? {
    let index = column < 0 ? count + column : column
    return (0..<count).contains(index) ? index : nil
  }
}
