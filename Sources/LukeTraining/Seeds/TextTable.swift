import LukeSystem

/// Rows of text in columns.
enum TextTable {
  /// The rows as lines, columns two blanks apart and as wide as what is in them; cells stand at the left.
  static func lines(_ rows: [[String]]) -> [String] {
    let rows = rows.map { $0.map(\.shownOnOneLine) }
    let count = rows.map(\.count).max() ?? 0
    let widths = (0..<count).map { column in
      rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
    }
    return rows.map { row in
      let cells = row.enumerated().map { column, cell in
        column == row.count - 1
          ? cell : cell + String(repeating: " ", count: widths[column] - cell.count)
      }
      var line = cells.joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      return line
    }
  }
}
