/// Reads CoNLL-style files: a word a line, columns, blank lines between sentences, `-DOCSTART-`
/// before documents.
struct ColumnReader {
  private let source: SourceText
  private let options: EntityDataOptions
  private var sentences: [TaggedSentence] = []
  private var sentence = TaggedSentence()
  private var document = 0
  private var layout: CorpusLayout
  private var faults: FaultCollector

  static func read(
    _ source: SourceText, options: EntityDataOptions
  ) throws(DataError) -> AnnotatedCorpus {
    var reader = ColumnReader(source, options)
    return try reader.read()
  }

  private init(_ source: SourceText, _ options: EntityDataOptions) {
    self.source = source
    self.options = options
    layout = CorpusLayout(.conll, source)
    faults = FaultCollector(file: source.file)
  }

  private mutating func read() throws(DataError) -> AnnotatedCorpus {
    var lines: [(number: Int, text: ArraySlice<UInt8>)] = []
    source.forEachLine { lines.append(($0, $1)) }
    let rows = lines.lazy.map(\.text).filter { !$0.isEmpty && !Self.startsDocument($0) }
    let splitter = ColumnSplitter(rows: Array(rows))
    layout.separator = splitter.separator
    layout.columnCount = splitter.columnCount
    let (word, label) = try columns(of: splitter)
    for line in lines { take(line.text, line.number, splitter, word: word, label: label) }
    finishSentence()
    return try corpus(hasTags: label != nil)
  }

  private func columns(
    of splitter: ColumnSplitter
  ) throws(DataError) -> (word: Int, label: Int?) {
    let count = splitter.columnCount
    func index(_ column: Int, _ name: String) throws(DataError) -> Int {
      if let index = ColumnSelection.index(column, of: count) { return index }
      let columns = count == 1 ? "1 column" : "\(count) columns"
      throw .unsuitable(
        file: source.file, reason: "there is no \(name) column \(column) among \(columns)")
    }
    if count == 0 { throw .unsuitable(file: source.file, reason: "holds no sentences") }
    let word = try index(options.columns.word, "word")
    if !options.requiresLabels && count == 1 { return (word, nil) }
    let label = try index(options.columns.label, "label")
    if word == label {
      let reason = "words and labels cannot both be in column \(word); labels need one of their own"
      throw .unsuitable(file: source.file, reason: reason)
    }
    return (word, label)
  }

  private static func startsDocument(_ line: ArraySlice<UInt8>) -> Bool {
    line.starts(with: "-DOCSTART".utf8)
  }

  private mutating func take(
    _ line: ArraySlice<UInt8>, _ number: Int, _ splitter: ColumnSplitter, word: Int, label: Int?
  ) {
    if line.isEmpty { return finishSentence() }
    if Self.startsDocument(line) {
      finishSentence()
      if layout.marksDocuments || !sentences.isEmpty { document += 1 }
      layout.marksDocuments = true
      return
    }
    let columns = splitter.columns(of: line)
    if isComment(line, columns, splitter, label: label) { return }
    guard columns.count == splitter.columnCount else {
      let found = columns.count == 1 ? "1 column" : "\(columns.count) columns"
      return faults.add(
        line: number, "\(found) where the other rows have \(splitter.columnCount)")
    }
    if columns[word].isEmpty { return faults.add(line: number, "the word is empty") }
    sentence.words.append(columns[word].string)
    if let label { sentence.tags.append(columns[label].string) }
    sentence.lines.append(number)
  }

  /// Whether a line is a remark about the sentence that follows, as `# id 17` is: at the start of a
  /// sentence, and unlike the rows in number of columns or for want of a tag.
  private func isComment(
    _ line: ArraySlice<UInt8>, _ columns: [ArraySlice<UInt8>], _ splitter: ColumnSplitter,
    label: Int?
  ) -> Bool {
    guard sentence.words.isEmpty, line.starts(with: "# ".utf8) else { return false }
    guard columns.count == splitter.columnCount, let label else { return true }
    return !EntityTag.matches(columns[label].string, .prefixed)
  }

  private mutating func finishSentence() {
    guard !sentence.words.isEmpty else { return }
    sentence.document = document
    sentences.append(sentence)
    sentence = TaggedSentence()
  }

  private mutating func corpus(hasTags: Bool) throws(DataError) -> AnnotatedCorpus {
    var interpreter: TagInterpreter?
    if hasTags {
      let found = TagInterpreter(sentences, scheme: options.tagScheme, faults: &faults)
      layout.adopt(found)
      interpreter = found
    }
    try faults.throwIfAny()
    if sentences.isEmpty { throw .unsuitable(file: source.file, reason: "holds no sentences") }
    let file = source.file
    let annotated = sentences.map { sentence in
      AnnotatedSentence(
        words: sentence.words, entities: interpreter?.entities(of: sentence) ?? [],
        document: sentence.document,
        location: SourceLocation(file: file, line: sentence.lines[0]))
    }
    return AnnotatedCorpus(source, sentences: annotated, layout: layout)
  }
}
