/// Tells words with tags, one word a row, from other tables: by the form of the tags, or by sentences that blank
/// lines or full stops end.
struct WordTable {
  /// What the table is, with its article where it has one.
  let name: String
  /// Whether the tags are those of entities.
  let marksEntities: Bool

  private static let stops: Set<String> = [".", "!", "?", "。", "！", "？", "।", "۔", "؟"]
  /// A cell that is longer is hardly one word.
  private static let mostScalars = 30

  /// Nil for tables of anything else.
  init?(_ source: SourceText) {
    let isCSV = (try? RecordRecognition.format(of: source)) == .csv
    guard let text = isCSV ? Self.columns(ofCSV: source) : source else { return nil }
    let table = ColumnTable(text)
    let (count, rows) = (table.splitter.columnCount, Array(table.rows.joined()))
    let even = rows.filter { $0.columns.count == count }
    guard count > 1, rows.count > 1, even.count * 20 >= rows.count * 19 else { return nil }
    let columns = (0..<count).map { column in even.map { $0.columns[column].string } }
    // Beside words that are counted anything may stand, such as the long features of CoNLL-U.
    let areCounted = Self.countsWords(table) && Self.areWords(columns[1])
    guard areCounted || columns.allSatisfy(Self.areWords) else { return nil }
    // Of two texts a row none is a word, however short they are.
    if TextLayout.namesPairs(columns.map { $0[0] }) { return nil }
    let profile = ColumnProfile(table)
    if count == 10, table.countsUp(column: 0) {
      name = "CoNLL-U, words with tags in columns"
      marksEntities = CoNLLUReader.holds(source)
      return
    }
    name = isCSV ? "CSV of words and tags" : "a table of words and tags"
    marksEntities = (1..<count).contains { profile.isTagged($0) || profile.isBareThroughout($0) }
    if marksEntities { return }
    let hasTags = (1..<count).contains { column in
      Self.areTags(columns[column], areSplitByTabs: table.splitter.separator == .tab)
    }
    guard hasTags, Self.areSentences(table, columns) else { return nil }
  }

  /// Whether the first of several columns between tabs counts the words of each sentence.
  private static func countsWords(_ table: ColumnTable) -> Bool {
    guard table.splitter.separator == .tab, table.splitter.columnCount > 2,
      table.countsUp(column: 0)
    else { return false }
    let groups = table.rows.filter { !$0.isEmpty }
    let several = groups.count { $0.count > 1 }
    return table.splitter.columnCount == 10 || groups.count > 1 && several * 2 > groups.count
  }

  /// Whether the cells of a column are words, or other short things without blanks in them.
  private static func areWords(_ cells: [String]) -> Bool {
    let (broken, long) = cells.reduce(into: (0, 0)) { counts, cell in
      if cell.withoutInvisibleEnds.contains(" ") { counts.0 += 1 }
      if cell.unicodeScalars.count > mostScalars { counts.1 += 1 }
    }
    return broken * 4 <= cells.count && long * 10 <= cells.count
  }

  /// Whether cells are of a few kinds; between blanks, where other text may stand, in the form of tags, too.
  private static func areTags(_ cells: [String], areSplitByTabs: Bool) -> Bool {
    let kinds = Set(cells)
    guard kinds.count > 1, kinds.count * 4 <= cells.count else { return false }
    return areSplitByTabs
      || cells.count { $0.unicodeScalars.first.map { (0x41...0x5A).contains($0.value) } ?? false }
        * 10 >= cells.count * 7
  }

  /// Whether the rows are parted into groups of several, or some hold a full stop alone.
  private static func areSentences(_ table: ColumnTable, _ columns: [[String]]) -> Bool {
    let groups = table.rows.filter { !$0.isEmpty }
    let several = groups.count { $0.count > 1 }
    if groups.count > 1, several * 2 > groups.count { return true }
    return columns.contains { $0.contains(where: stops.contains) }
  }

  /// The fields of CSV between tabs, with a blank line where one parts them.
  private static func columns(ofCSV source: SourceText) -> SourceText? {
    let delimiter = RecordRecognition.delimiter(of: source, .csv)
    var (text, next) = ([UInt8](), 1)
    for row in DelimitedRows(source, delimiter: delimiter, quoting: true).rows {
      if row.line > next, !text.isEmpty { text.append(.newline) }
      let fields = row.fields.map { $0.replacing("\t", with: " ").replacing("\n", with: " ") }
      text += Array(fields.joined(separator: "\t").utf8) + [.newline]
      next = row.line + 1
    }
    return try? SourceText(bytes: text, file: source.file)
  }
}
