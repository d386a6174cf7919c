/// Tells comments from words in the lines of a column file that begin with #, and counts the comments.
///
/// Before and after a sentence all is a comment that is no word's row. Inside of one `# text` is, where
/// its last part is no tag, nor the mistake of one, and so is a `#` with nothing behind it: `#text` may
/// be a row that lost its tag.
struct CommentLines {
  private let columnCount: Int
  private let separator: CorpusLayout.Separator
  private let word: Int
  private let label: Int?
  /// Whether the user says that tags are types, so that any text is one.
  private let takesAnyTag: Bool
  /// The tags of the rows that cannot be comments, and the types of those that have a prefix.
  private var tags: Set<String> = []
  private var types: Set<String> = []
  /// Where there are no tags: what rows that cannot be comments have in each column but the word's.
  private var cells: [Set<String>] = []

  private var count = 0
  private var firstLine = 0
  /// The first comment inside a sentence that would be a row if its last part were a type.
  private var doubtful: (line: Int, type: String)?
  /// The first comment inside a sentence that has no text: a word `#` without a tag looks like it.
  private var firstBareLine: Int?

  init(_ table: ColumnTable, _ columns: ColumnChoice, scheme: TagScheme?) {
    columnCount = table.splitter.columnCount
    separator = table.splitter.separator
    (word, label) = (columns.word, columns.label)
    takesAnyTag = scheme == .io
    if label == nil { cells = Array(repeating: [], count: columnCount) }
    if label == nil && columnCount == 1 { return }
    for row in table.rows.joined() where row.columns.count == columnCount {
      if let label {
        tags.insert(row.columns[label].string)
      } else {
        for index in cells.indices { cells[index].insert(row.columns[index].string) }
      }
    }
    types = Set(tags.filter(EntityTag.hasPrefix).map { String($0.dropFirst(2)) })
  }

  /// Whether a line is a word's row: it has as many columns as the others, and a tag where they have
  /// theirs.
  func isRow(_ row: ColumnTable.Row) -> Bool {
    guard row.columns.count == columnCount else { return false }
    if let label { return isTag(row.columns[label].string) }
    return columnCount == 1
      || cells.indices.contains { $0 != word && cells[$0].contains(row.columns[$0].string) }
  }

  /// Whether a line is to be left out, which is then counted.
  mutating func take(_ row: ColumnTable.Row, isInside: Bool) -> Bool {
    if isRow(row) || isInside && !isComment(row) { return false }
    if isInside, let label, types.isEmpty, doubtful == nil, row.columns.count == columnCount {
      doubtful = (row.line, row.columns[label].string)
    }
    if isInside, firstBareLine == nil, Self.isBare(row) { firstBareLine = row.line }
    if count == 0 { firstLine = row.line }
    count += 1
    return true
  }

  private func isTag(_ text: String) -> Bool {
    tags.contains(text) || EntityTag.matches(text, .prefixed)
  }

  private static let hash = UInt8(ascii: "#")

  /// Whether a line has nothing but hashes.
  private static func isBare(_ row: ColumnTable.Row) -> Bool {
    row.columns.allSatisfy { $0.allSatisfy { $0 == hash || $0.isBlank } }
  }

  private func isComment(_ row: ColumnTable.Row) -> Bool {
    if Self.isBare(row), row.columns.count < columnCount { return true }
    let rest = row.columns[0].drop { $0 == Self.hash }
    // Tabs make a row, blanks in a cell do not.
    guard separator == .tab ? rest.first == .space : rest.isEmpty && row.columns.count > 1,
      let last = row.columns.last
    else { return false }
    if takesAnyTag && row.columns.count == columnCount { return false }
    let tag = row.columns.count == columnCount ? row.columns[label ?? columnCount - 1] : last
    let text = tag.string
    return !isTag(text) && !types.contains(text) && EntityTag.correction(of: text) == nil
  }

  /// What is to be said of the comments; parts of sentences after the file's name.
  var notes: [String] {
    if count == 0 { return [] }
    let found =
      count == 1
      ? "line \(firstLine) is a comment and left out"
      : "\(count) comment lines are left out, the first of them line \(firstLine)"
    if let doubtful {
      return [
        "\(found); where line \(doubtful.line) is the word # with the type \"\(doubtful.type)\", set "
          + "data.tag_scheme to io"
      ]
    }
    guard let firstBareLine else { return [found] }
    return ["\(found); where line \(firstBareLine) is the word #, give it its tag"]
  }
}
