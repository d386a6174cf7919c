/// Tells a table of things, whose first row names many columns, from words with tags in as many, as CoNLL-2009 has them.
enum NamedColumns {
  /// Fewer columns may be those of words.
  private static let fewest = 4
  /// So many columns of so few rows are those of no sentence.
  private static let many = 10, fewRows = 3
  /// The longest name of a column, and what is hardly a word, in characters.
  private static let mostScalars = 60

  /// Whether a text with tabs is such a table: no column counts words or holds tags of entities, and what stands below
  /// the names are no words.
  static func hold(_ source: SourceText) -> Bool {
    let table = ColumnTable(source.beginning)
    let count = table.splitter.columnCount
    guard table.splitter.separator == .tab, count >= fewest, table.header == nil,
      !table.countsUp(column: 0)
    else { return false }
    let profile = ColumnProfile(table)
    let isTagged = (0..<count).contains { profile.isTagged($0) || profile.isBareThroughout($0) }
    let rows = table.rows.joined().filter { $0.columns.count == count }
      .map { $0.columns.map(content) }
    guard !isTagged, rows.count > 1, areNames(rows[0]) else { return false }
    if count >= many, rows.count <= fewRows { return true }
    let cells = rows.dropFirst().joined()
    return cells.count(where: isNoWord) * 5 >= cells.count
  }

  /// What stands in a cell, be it in quotes.
  private static func content(_ cell: ArraySlice<UInt8>) -> String {
    let text = cell.string.withoutInvisibleEnds
    guard text.count > 1, text.hasPrefix("\""), text.hasSuffix("\"") else { return text }
    return String(text.dropFirst().dropLast())
  }

  private static func areNames(_ cells: [String]) -> Bool {
    Set(cells).count == cells.count
      && cells.allSatisfy { cell in
        guard let first = cell.unicodeScalars.first else { return false }
        return (first.properties.isAlphabetic || first == "_")
          && cell.unicodeScalars.count <= mostScalars
      }
  }

  /// Nothing, several words, an address or JSON.
  private static func isNoWord(_ cell: String) -> Bool {
    cell.isEmpty || cell.contains(" ") || cell.contains("://") || cell.hasPrefix("[")
      || cell.hasPrefix("{") || cell.unicodeScalars.count > mostScalars
  }
}
