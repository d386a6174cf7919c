/// Finds the columns of words and tags.
struct ColumnChoice {
  let word: Int
  /// The column of the tags; nil where there is none and none is needed.
  let label: Int?
  /// Why columns were taken that are not the usual ones; parts of sentences after the file's name.
  private(set) var notes: [String] = []

  init(
    _ table: ColumnTable, _ options: EntityDataOptions, file: String
  ) throws(DataError) {
    let count = table.splitter.columnCount
    if count == 0 { throw .unsuitable(file: file, reason: "holds no sentences") }
    let profile = ColumnProfile(table)
    var given = options.columns
    if !options.requiresLabels, !Self.fits(given, profile, count) {
      given = ColumnSelection()
      notes.append(
        "the columns that data.columns names are not there or hold tags, so they are found out")
    }
    let word: Int? =
      if let column = given.word { try Self.index(column, of: count, "word", file) } else { nil }
    if let column = given.label {
      label =
        options.requiresLabels
        ? try Self.index(column, of: count, "label", file)
        : ColumnSelection.index(column, of: count)
    } else {
      label = try Self.label(
        count, word: word, profile, options, table, file: file, notes: &notes)
    }
    if let word {
      self.word = word
    } else {
      self.word = try Self.word(count, label: label, profile, table, file: file, notes: &notes)
    }
    if given.word != nil, options.requiresLabels, let label, label != self.word,
      profile.isTagged(self.word), !profile.hasTags(label)
    {
      throw .unsuitable(
        file: file,
        reason:
          "column \(self.word), which data.columns.word names, holds tags, and column \(label) none: the columns "
          + "are swapped; give all files the same columns, or name those of this one in data.columns"
      )
    }
    if self.word == label {
      let reason =
        "words and labels cannot both be in column \(self.word); labels need one of their own"
      throw .unsuitable(file: file, reason: reason)
    }
  }

  /// Whether text without labels has words where the recipe of labelled data says.
  private static func fits(
    _ columns: ColumnSelection, _ profile: ColumnProfile, _ count: Int
  ) -> Bool {
    guard let word = columns.word else { return true }
    guard let index = ColumnSelection.index(word, of: count) else { return false }
    return count == 1 || !profile.isTagged(index)
  }

  private static func index(
    _ column: Int, of count: Int, _ name: String, _ file: String
  ) throws(DataError) -> Int {
    if let index = ColumnSelection.index(column, of: count) { return index }
    let columns = count == 1 ? "1 column" : "\(count) columns"
    throw .unsuitable(file: file, reason: "there is no \(name) column \(column) among \(columns)")
  }

  private static func label(
    _ count: Int, word: Int?, _ profile: ColumnProfile, _ options: EntityDataOptions,
    _ table: ColumnTable, file: String, notes: inout [String]
  ) throws(DataError) -> Int? {
    let last = count - 1
    if count == 1 {
      if !options.requiresLabels { return nil }
      let row = table.rows.joined().first
      let shown = row?.columns.first?.string ?? ""
      throw .unsuitable(
        file: file,
        reason: "has one column alone"
          + (row.map { ", as line \($0.line) (\"\(String(shown.prefix(40)).asShown)\")" } ?? "")
          + "; a word and its tag are parted by a tab or by spaces")
    }
    let tagged = (0..<count).filter { $0 != word && profile.isTagged($0) }
    if profile.hasTags(last), last != word {
      let others = tagged.filter { $0 != last && $0 > 0 }
      if !others.isEmpty, options.requiresLabels, !profile.isChunked(others) {
        notes.append(
          "columns \(list(others + [last])) hold tags; those of column \(last) are taken "
            + "(data.columns.label)")
      }
      return last
    }
    if tagged.count == 1 {
      notes.append(
        "the last column holds no tags, so they are taken from column \(tagged[0]) "
          + "(data.columns.label)")
      return tagged[0]
    }
    if !options.requiresLabels { return tagged.first }
    if tagged.count > 1 {
      throw .unsuitable(
        file: file,
        reason:
          "columns \(list(tagged)) hold tags, the last column none; set data.columns.label to "
          + "the one that counts")
    }
    if count == 10, table.countsUp(column: 0) {
      if options.takesAnyTags {
        throw .unsuitable(
          file: file,
          reason:
            "is CoNLL-U, of which any column may be learned; set data.columns.label to 3 for parts of speech "
            + "(UPOS), 4 for those of the language (XPOS) or 7 for relations to the head (DEPREL)")
      }
      throw .unsuitable(
        file: file,
        reason: "is CoNLL-U, which has no column of entity tags; where the last one has them as "
          + "name=B-PER, write word and tag as two columns")
    }
    return last
  }

  private static func word(
    _ count: Int, label: Int?, _ profile: ColumnProfile, _ table: ColumnTable, file: String,
    notes: inout [String]
  ) throws(DataError) -> Int {
    var reasons: [String] = []
    func others(after column: Int) -> Bool {
      (column + 1..<count).contains {
        $0 != label && !table.namesSentences(column: $0) && !profile.isTagged($0)
          && !table.countsUp(column: $0)
      }
    }
    for column in 0..<count where column != label {
      if table.countsUp(column: column) {
        reasons.append("column \(column) counts")
      } else if table.sentenceNumbers?.column == column {
        reasons.append("column \(column) numbers sentences")
      } else if profile.isTagged(column) {
        reasons.append("column \(column) holds tags")
      } else if table.namesSentences(column: column), others(after: column) {
        reasons.append("column \(column) is the same for all words of a sentence")
      } else if table.holdsNumbers(column: column), others(after: column) {
        reasons.append("column \(column) holds numbers")
      } else {
        if !reasons.isEmpty {
          notes.append(
            "\(reasons.joined(separator: " and ")), so words are taken from column \(column) "
              + "(data.columns.word)")
        }
        return column
      }
    }
    if count == 1 || reasons.isEmpty { return 0 }
    throw .unsuitable(
      file: file,
      reason: "\(reasons.joined(separator: " and ")), and no other column holds words; set "
        + "data.columns.word if one of them does")
  }

  private static func list(_ columns: [Int]) -> String {
    columns.dropLast().map(String.init).joined(separator: ", ")
      + " and \(columns[columns.count - 1])"
  }
}
