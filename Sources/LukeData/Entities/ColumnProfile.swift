/// What the columns of a table look like.
struct ColumnProfile {
  private var rowCount = 0
  /// How many cells of each column are O, and how many have a prefix and a type.
  private var outside: [Int]
  private var prefixed: [Int]
  private var untyped: [Int]
  private var phrases: [Int]
  /// The columns in which every cell may stand for a type alone.
  private var isBare: [Bool]

  private static let phraseTags = Set(
    ["NP", "VP", "PP", "NC", "VC", "PC"].flatMap { ["B-" + $0, "I-" + $0] })

  init(_ table: ColumnTable) {
    let count = table.splitter.columnCount
    outside = [Int](repeating: 0, count: count)
    (prefixed, untyped, phrases) = (outside, outside, outside)
    isBare = [Bool](repeating: true, count: count)
    for row in table.rows.joined() where row.columns.count == count {
      rowCount += 1
      for (column, cell) in row.columns.enumerated() {
        let tag = cell.string.labelWithoutInvisibleEnds
        if tag == "O" {
          outside[column] += 1
        } else if EntityTag.matches(tag, .prefixed) {
          prefixed[column] += 1
          if Self.phraseTags.contains(tag) { phrases[column] += 1 }
        } else if EntityTag.matches(tag, .untyped) {
          untyped[column] += 1
        } else if isBare[column] {
          isBare[column] = EntityTag.matches(tag, .bare) && !tag.contains(where: \.isWhitespace)
        }
      }
    }
  }

  /// Whether a column has anything that is a tag.
  func hasTags(_ column: Int) -> Bool { outside[column] + prefixed[column] > 0 }

  /// Whether a column holds little but tags.
  func isTagged(_ column: Int) -> Bool {
    let count = outside[column] + prefixed[column]
    return count > 0 && (count + untyped[column]) * 2 > rowCount
  }

  /// Whether a column holds nothing but tags with prefixes and O.
  func isTaggedThroughout(_ column: Int) -> Bool {
    rowCount > 0 && outside[column] + prefixed[column] == rowCount
  }

  /// Whether a column holds nothing but types and O, both of them, or B, I and O.
  func isBareThroughout(_ column: Int) -> Bool {
    outside[column] > 0 && outside[column] < rowCount && isBare[column]
  }

  /// Whether columns are CoNLL-2003's and -2000's phrases, known to stand before the entities.
  func isChunked(_ columns: [Int]) -> Bool { columns.allSatisfy { phrases[$0] > 0 } }
}
