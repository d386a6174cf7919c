/// Splits the rows of a CoNLL-style file; only the separator splits, whatever else a word may hold.
struct ColumnSplitter {
  let separator: CorpusLayout.Separator
  /// How many columns most rows have.
  let columnCount: Int

  /// Finds separator and number of columns: what most rows have.
  init(rows: [ArraySlice<UInt8>]) {
    let tabbed = rows.count { $0.contains(.tab) }
    separator = tabbed * 2 > rows.count ? .tab : .spaces
    var counts: [Int: Int] = [:]
    for row in rows { counts[Self.split(row, separator).count, default: 0] += 1 }
    columnCount = counts.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 0
  }

  func columns(of row: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] { Self.split(row, separator) }

  private static func split(
    _ row: ArraySlice<UInt8>, _ separator: CorpusLayout.Separator
  ) -> [ArraySlice<UInt8>] {
    switch separator {
    case .tab: row.split(separator: .tab, omittingEmptySubsequences: false)
    case .spaces: row.split(whereSeparator: \.isBlank)
    }
  }
}
