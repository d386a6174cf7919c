/// Reads CoNLL-style files: a word a line, columns, blank lines between sentences, `-DOCSTART-` or
/// Universal Dependencies' `# newdoc` before documents.
struct ColumnReader {
  private let source: SourceText
  private let options: EntityDataOptions
  private let table: ColumnTable
  private let columns: ColumnChoice
  private var sentences: [TaggedSentence] = []
  private var sentence = TaggedSentence()
  /// Whether a row of the sentence cannot be read.
  private var isBroken = false
  private var document = 0
  private var layout: CorpusLayout
  private var faults: FaultCollector
  private var comments: CommentLines

  static func read(
    _ source: SourceText, options: EntityDataOptions
  ) throws(DataError) -> AnnotatedCorpus {
    var reader = try ColumnReader(source, options)
    return try reader.read()
  }

  private init(_ source: SourceText, _ options: EntityDataOptions) throws(DataError) {
    self.source = source
    self.options = options
    let table = ColumnTable(source)
    self.table = table
    let columns = try ColumnChoice(table, options, file: source.file)
    self.columns = columns
    layout = CorpusLayout(.conll, source)
    layout.separator = table.splitter.separator
    layout.columnCount = table.splitter.columnCount
    layout.wordColumn = columns.word
    layout.labelColumn = columns.label
    faults = FaultCollector(file: source.file, policy: options.badRecords)
    comments = CommentLines(table, columns, scheme: options.tagScheme)
  }

  private mutating func read() throws(DataError) -> AnnotatedCorpus {
    for group in table.groups { take(group) }
    var notes = columns.notes + tableNotes
    if options.columns.word == nil { notes += removeLanguage() }
    var interpreter: TagInterpreter?
    var tagsAreKept = false
    if columns.label != nil {
      var tagFaults = FaultCollector(file: source.file)
      var found = TagInterpreter(sentences, scheme: options.tagScheme, faults: &tagFaults)
      tagsAreKept = tagFaults.hasAny && options.takesAnyTags && WordTagging.holds(sentences)
      if tagsAreKept {
        notes.append(WordTagging.note)
      } else if options.requiresLabels, tagFaults.hasAny {
        if faults.leavesOut {
          leaveOut(found)
          tagFaults = FaultCollector(file: source.file)
          found = TagInterpreter(sentences, scheme: options.tagScheme, faults: &tagFaults)
          // What is left is no fault of one sentence.
          if !sentences.isEmpty { try tagFaults.throwIfAny() }
        } else {
          faults.append(tagFaults)
        }
      }
      if !tagFaults.hasAny {
        layout.adopt(found)
        interpreter = found
        notes += found.notes
      }
    }
    var annotated: [AnnotatedSentence] = []
    for sentence in sentences {
      var own = FaultCollector(file: source.file)
      var found = annotate(sentence, interpreter, &own)
      if tagsAreKept { found.tags = WordTagging.tags(sentence, &own) }
      faults.append(faults.leavesOut ? own.first : own)
      if !(faults.leavesOut && own.hasAny) { annotated.append(found) }
    }
    try faults.throwIfAny(leaving: annotated.count)
    if annotated.isEmpty { throw .unsuitable(file: source.file, reason: "holds no sentences") }
    return AnnotatedCorpus(
      source, sentences: annotated, layout: layout, notes: notes, leftOut: faults.notes)
  }

  /// Takes out the sentences with a tag that cannot be read.
  private mutating func leaveOut(_ interpreter: TagInterpreter) {
    sentences.removeAll { sentence in
      guard let fault = interpreter.firstFault(in: sentence) else { return false }
      faults.add(line: fault.line, fault.message)
      return true
    }
  }

  // MARK: Lines

  private mutating func take(_ group: [ColumnTable.Line]) {
    let lastRow = group.lastIndex { line in
      switch line {
      case .row: true
      case .hash(let row): comments.isRow(row)
      case .document: false
      }
    }
    for (index, line) in group.enumerated() {
      switch line {
      case .row(let row): take(row)
      case .document: startDocument()
      case .hash(let row):
        let isInside = !sentence.words.isEmpty && index < lastRow ?? 0
        if !comments.take(row, isInside: isInside) {
          take(row)
        } else if row.startsDocument {
          startDocument()
        }
      }
    }
    finishSentence()
  }

  private mutating func startDocument() {
    finishSentence()
    if layout.marksDocuments || !sentences.isEmpty { document += 1 }
    layout.marksDocuments = true
  }

  private mutating func take(_ row: ColumnTable.Row) {
    let count = table.splitter.columnCount
    guard row.columns.count == count else {
      let found = row.columns.count == 1 ? "1 column" : "\(row.columns.count) columns"
      // A sentence without one of its words is another one, so that all of it is left out, once.
      if faults.leavesOut && isBroken { return }
      isBroken = true
      return faults.add(
        line: row.line, "\(found) where the other rows have \(count)\(oddSeparator(in: row))")
    }
    sentence.words.append(row.columns[columns.word].string)
    if let label = columns.label { sentence.tags.append(row.columns[label].string) }
    sentence.lines.append(row.line)
  }

  /// What in the line of a row may have been meant to part it.
  private func oddSeparator(in row: ColumnTable.Row) -> String {
    guard let first = row.columns.first, let last = row.columns.last else { return "" }
    // Columns are parts of the text, between which carriage returns may be.
    return OddSeparator.note(in: source.bytes[first.startIndex..<last.endIndex].string)
  }

  private mutating func finishSentence() {
    defer { (sentence, isBroken) = (TaggedSentence(), false) }
    if sentence.words.isEmpty || isBroken && faults.leavesOut { return }
    sentence.document = document
    sentences.append(sentence)
  }

  // MARK: What was found

  private func annotate(
    _ sentence: TaggedSentence, _ interpreter: TagInterpreter?, _ faults: inout FaultCollector
  ) -> AnnotatedSentence {
    let entities = interpreter?.entities(of: sentence) ?? []
    if options.requiresLabels {
      for entity in entities where sentence.words[entity.words].allSatisfy(\.isInvisible) {
        faults.add(line: entity.line, "the entity is blank")
      }
    }
    return AnnotatedSentence(
      words: sentence.words, entities: entities, document: sentence.document,
      location: SourceLocation(file: source.file, line: sentence.lines[0]))
  }

  private var tableNotes: [String] {
    var notes: [String] = [table.sentenceNumbers?.note].compactMap(\.self)
    if let header = table.header {
      let names = header.columns.map(\.string).joined(separator: ", ")
      notes.append("line \(header.line) names the columns (\(names)) and is left out")
    }
    notes += comments.notes
    if table.skippedRowCount > 0 {
      notes.append(
        "\(table.skippedRowCount == 1 ? "1 row" : "\(table.skippedRowCount) rows") of CoNLL-U's "
          + "multiword tokens and empty nodes, the first in line \(table.firstSkippedLine), "
          + "\(table.skippedRowCount == 1 ? "is" : "are") left out")
    }
    return notes
  }

  /// Takes off what WikiANN puts before each word: the language and a colon.
  private mutating func removeLanguage() -> [String] {
    guard let first = sentences.first?.words.first, let colon = first.firstIndex(of: ":") else {
      return []
    }
    let language = first[..<colon]
    let prefix = first[...colon]
    guard (2...12).contains(language.utf8.count),
      language.utf8.allSatisfy({ (0x61...0x7A).contains($0) || $0 == 0x2D }),
      sentences.reduce(0, { $0 + $1.words.count }) > 1,
      sentences.allSatisfy({ $0.words.allSatisfy { $0.hasPrefix(prefix) } })
    else { return [] }
    for index in sentences.indices {
      sentences[index].words = sentences[index].words.map { String($0.dropFirst(prefix.count)) }
    }
    return [
      "every word begins with \"\(prefix)\", as WikiANN's do, which is left out; setting "
        + "data.columns.word keeps it"
    ]
  }
}
