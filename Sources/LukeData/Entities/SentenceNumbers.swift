/// The column of a table that numbers its sentences, where no blank lines part them: `1 1 1 2 2`, or as in tables
/// of Kaggle `Sentence: 1` beside the first word of each.
struct SentenceNumbers {
  /// The column, counted from 0.
  let column: Int

  /// The fewest words of a sentence on average, and the most: what is the same for more words numbers documents.
  private static let fewestWords = 1.5, mostWords = 100.0

  /// Nil where blank lines part the rows, or nothing numbers sentences.
  init?(_ groups: [[ColumnTable.Line]], columnCount: Int) {
    let rows = groups.map { $0.compactMap(\.row) }.filter { !$0.isEmpty }
    guard rows.count == 1, let rows = rows.first, columnCount > 1 else { return nil }
    let even = rows.filter { $0.columns.count == columnCount }
    guard even.count * 20 >= rows.count * 19 else { return nil }
    let found = (0..<columnCount).first { Self.numbersSentences(even.map(\.columns), $0) }
    guard let found else { return nil }
    column = found
  }

  private static func numbersSentences(_ rows: [[ArraySlice<UInt8>]], _ column: Int) -> Bool {
    var (count, last, prefix): (Int, Int, String?) = (0, Int.min, nil)
    for row in rows {
      let cell = row[column].string.withoutInvisibleEnds
      if cell.isEmpty {
        // Beside the first word alone; what has no number before it has none at all.
        if count == 0 { return false }
        continue
      }
      let name = cell.prefix { !$0.isASCII || !$0.isNumber }
      let digits = cell.dropFirst(name.count)
      guard !digits.isEmpty, digits.allSatisfy({ $0.isASCII && $0.isNumber }),
        let number = Int(digits), prefix ?? String(name) == name
      else { return false }
      prefix = String(name)
      if number == last { continue }
      guard number > last else { return false }
      (last, count) = (number, count + 1)
    }
    let mean = Double(rows.count) / Double(max(1, count))
    return count > 1 && (fewestWords...mostWords).contains(mean)
  }

  /// The groups with a border before each row with a new number; comments and marks of documents stay with the row
  /// below them.
  func parting(_ groups: [[ColumnTable.Line]]) -> [[ColumnTable.Line]] {
    groups.flatMap { group in
      var (parts, waiting): ([[ColumnTable.Line]], [ColumnTable.Line]) = ([], [])
      var number: [UInt8]?
      for line in group {
        guard let row = line.row else {
          waiting.append(line)
          continue
        }
        let cell = column < row.columns.count ? Array(row.columns[column]) : []
        if parts.isEmpty || !cell.isEmpty && cell != number { parts.append([]) }
        if !cell.isEmpty { number = cell }
        parts[parts.count - 1] += waiting + [line]
        waiting = []
      }
      if parts.isEmpty { return [waiting] }
      parts[parts.count - 1] += waiting
      return parts
    }
  }

  /// What to say of it, after the file's name.
  var note: String {
    "no blank lines part sentences, so each new number in column \(column) begins one; blank lines between "
      + "sentences say otherwise"
  }
}

extension ColumnTable.Line {
  /// The row of a word.
  fileprivate var row: ColumnTable.Row? {
    if case .row(let row) = self { row } else { nil }
  }
}
