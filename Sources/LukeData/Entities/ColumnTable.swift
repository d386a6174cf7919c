/// The rows of a CoNLL-style file, told apart from what stands between them.
struct ColumnTable {
  /// A word's row.
  struct Row {
    let line: Int
    let columns: [ArraySlice<UInt8>]

    /// Whether a comment begins a document, as `# newdoc id = n01` of Universal Dependencies does.
    var startsDocument: Bool {
      let text = columns.joined(separator: [.space]).drop { $0 == ColumnTable.hash }
      return text.split(whereSeparator: \.isBlank).first?.elementsEqual("newdoc".utf8) ?? false
    }
  }

  /// What a line that is not blank can be.
  enum Line {
    case row(Row)
    /// A line that begins as a comment does, as a row if it has one's form.
    case hash(Row)
    /// `-DOCSTART-`.
    case document
  }

  let splitter: ColumnSplitter
  /// The lines in groups that blank lines part.
  let groups: [[Line]]
  /// The names above the columns, where the first row has them.
  let header: Row?
  /// Multiword tokens and empty nodes of CoNLL-U, `1-2` and `8.1`, which are no words.
  private(set) var skippedRowCount = 0
  private(set) var firstSkippedLine = 0
  /// What parts sentences where blank lines do not.
  let sentenceNumbers: SentenceNumbers?

  init(_ source: SourceText) {
    var lines: [(number: Int, text: ArraySlice<UInt8>)] = []
    source.forEachLine { lines.append(($0, $1)) }
    let texts = lines.map(\.text).filter { !$0.isEmpty && !Self.startsDocument($0) }
    let plain = texts.filter { $0.first != Self.hash }
    splitter = ColumnSplitter(rows: plain.isEmpty ? texts : plain)
    var groups: [[Line]] = [[]]
    var header: Row?
    var hasRows = false
    for (number, text) in lines {
      if text.isEmpty {
        groups.append([])
        continue
      }
      if Self.startsDocument(text) {
        groups[groups.count - 1].append(.document)
        continue
      }
      let row = Row(line: number, columns: splitter.columns(of: text))
      if text.first == Self.hash {
        groups[groups.count - 1].append(.hash(row))
      } else if !hasRows, row.columns.count == splitter.columnCount, Self.isHeader(row) {
        header = row
        hasRows = true
      } else {
        hasRows = true
        groups[groups.count - 1].append(.row(row))
      }
    }
    self.header = header
    let isPart = { (line: Line) in
      if case .row(let row) = line { Self.isPartOfWord(row) } else { false }
    }
    if groups.contains(where: { $0.contains(where: isPart) }), Self.startsCounting(groups) {
      var (count, first) = (0, 0)
      for index in groups.indices {
        groups[index].removeAll { line in
          guard case .row(let row) = line, Self.isPartOfWord(row) else { return false }
          if count == 0 { first = row.line }
          count += 1
          return true
        }
      }
      (skippedRowCount, firstSkippedLine) = (count, first)
    }
    sentenceNumbers = SentenceNumbers(groups, columnCount: splitter.columnCount)
    self.groups = (sentenceNumbers?.parting(groups) ?? groups).filter { !$0.isEmpty }
  }

  private static let hash = UInt8(ascii: "#")

  /// Whether a line is `-DOCSTART-`, in large or small letters and perhaps with blanks before it.
  static func startsDocument(_ line: ArraySlice<UInt8>) -> Bool {
    let start = line.drop(while: \.isBlank).prefix(9)
    return start.count == 9
      && zip(start, "-docstart".utf8).allSatisfy { $0 == $1 || $0 | 0x20 == $1 && $1 >= 0x61 }
  }

  private static let wordNames: Set<String> = [
    "token", "tokens", "word", "words", "form", "text",
  ]
  private static let otherNames: Set<String> = [
    "tag", "tags", "label", "labels", "ner", "ner_tag", "ner_tags", "ne", "entity", "iob", "bio",
    "pos", "lemma", "chunk", "id", "index", "sentence", "sentence_id", "sentence #", "sent",
    "sent_id", "misc",
  ]

  /// Whether a row names the columns.
  private static func isHeader(_ row: Row) -> Bool {
    let names = row.columns.map { $0.string.lowercased() }
    return names.count > 1 && names.contains(where: wordNames.contains)
      && names.allSatisfy {
        $0.isEmpty || wordNames.contains($0) || otherNames.contains($0) || $0.hasPrefix("ne-")
          || $0.hasPrefix("nel-")
      }
  }

  private static func isPartOfWord(_ row: Row) -> Bool {
    guard let first = row.columns.first, row.columns.count > 1 else { return false }
    let parts = first.split(
      omittingEmptySubsequences: false, whereSeparator: { $0 == 0x2D || $0 == 0x2E })
    return parts.count == 2 && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy(\.isDigit) }
  }

  private static func startsCounting(_ groups: [[Line]]) -> Bool {
    let rows = groups.map { $0.compactMap { if case .row(let row) = $0 { row } else { nil } } }
    return countsUp(rows.map { $0.filter { !isPartOfWord($0) } }, column: 0)
  }

  /// The rows of each group.
  var rows: [[Row]] {
    groups.map { $0.compactMap { if case .row(let row) = $0 { row } else { nil } } }
  }

  /// Whether a column numbers the words of each sentence, or of the whole file.
  func countsUp(column: Int) -> Bool { Self.countsUp(rows, column: column) }

  /// Whether a column holds numbers alone, beside one to its right that does not.
  func holdsNumbers(column: Int) -> Bool {
    let rows = rows.joined().filter { $0.columns.count == splitter.columnCount }
    func areNumbers(_ column: Int) -> Bool {
      rows.allSatisfy { !$0.columns[column].isEmpty && $0.columns[column].allSatisfy(\.isDigit) }
    }
    return rows.count >= Self.fewestNumbers && areNumbers(column)
      && (column + 1..<splitter.columnCount).contains { !areNumbers($0) }
  }

  /// Fewer words may all be numbers.
  private static let fewestNumbers = 10

  /// Whether most cells of a column hold several words.
  func holdsText(column: Int) -> Bool {
    let cells = rows.joined().lazy.filter { column < $0.columns.count }.map { $0.columns[column] }
    return cells.count { $0.contains(.space) } * 2 > cells.count
  }

  /// Whether a column has the same in all rows of each sentence, as one that names the sentence.
  func namesSentences(column: Int) -> Bool {
    let groups = rows.filter { $0.count > 1 }
    return !groups.isEmpty
      && groups.allSatisfy { rows in
        rows.allSatisfy {
          column < $0.columns.count && $0.columns[column].elementsEqual(rows[0].columns[column])
        }
      }
  }

  private static func countsUp(_ groups: [[Row]], column: Int) -> Bool {
    var steps = 0
    for rows in groups {
      var previous: Int?
      for row in rows where column < row.columns.count {
        guard row.columns[column].allSatisfy(\.isDigit),
          let number = Int(row.columns[column].string)
        else { return false }
        if let previous {
          guard number == previous.saturatingAdd(1) else { return false }
          steps += 1
        }
        previous = number
      }
    }
    return steps > 0
  }
}

extension UInt8 {
  /// Whether the byte is an ASCII digit.
  var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
}
