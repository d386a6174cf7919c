/// Reads PubTator's format, `id|t|title`, `id|a|abstract` and mentions.
///
/// A mention is a line of `id`, start, end, text and type between tabs. Title and abstract are two sentences of
/// one document.
struct PubTatorReader {
  private var texts: ToolTexts
  private var document: Document?
  private var relations = Tally()

  private struct Document {
    let name: String
    let title: String
    var abstract = ""
    var spans: [ToolSpan] = []
    let line: Int
    var abstractLine = 0
  }

  /// Whether a text begins as PubTator's does.
  static func holds(_ source: SourceText) -> Bool {
    source.firstLines(1).first?.string.prefixMatch(of: /\w+\|t\|/) != nil
  }

  static func read(
    _ source: SourceText, options: EntityDataOptions
  ) throws(DataError) -> AnnotatedCorpus {
    var reader = PubTatorReader(texts: ToolTexts(source, options, .pubtator))
    source.forEachLine { number, line in reader.take(line.string, number) }
    reader.finish()
    if let relations = reader.relations.phrase("relation", "relations") {
      reader.texts.notes.append("\(relations) not read here: only entities are")
    }
    return try reader.texts.corpus()
  }

  private init(texts: ToolTexts) { self.texts = texts }

  private mutating func take(_ line: String, _ number: Int) {
    if line.isEmpty { return finish() }
    let parts = line.split(separator: "|", maxSplits: 2, omittingEmptySubsequences: false)
    if parts.count == 3, !parts[0].contains("\t") {
      if parts[1] == "t" {
        finish()
        document = Document(name: String(parts[0]), title: String(parts[2]), line: number)
        return
      }
      if parts[1] == "a", document?.name == String(parts[0]) {
        document?.abstract = String(parts[2])
        document?.abstractLine = number
        return
      }
    }
    let columns = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    guard document != nil, columns.count > 2 else {
      return texts.faults.add(
        line: number, "is neither a title (id|t|…), an abstract (id|a|…) nor a mention of one")
    }
    guard let start = Int(columns[1]), let end = Int(columns[2]) else {
      if Int(columns[1]) == nil { return relations.add(number) }
      return texts.faults.add(line: number, "\"\(columns[2])\" is no offset")
    }
    guard columns.count > 4 else {
      return texts.faults.add(
        line: number, "a mention has id, start, end, text and type; found \(columns.count) columns")
    }
    document?.spans.append(
      ToolSpan(
        start: start, end: end, label: columns[4], surface: columns[3], key: "line \(number)",
        labelKey: "line \(number)"))
  }

  private mutating func finish() {
    guard let document else { return }
    self.document = nil
    texts.startDocument(isMarked: true)
    // One character, whatever it is, parts the two.
    let start = document.title.unicodeScalars.count + 1
    let pieces = [
      (document.title, 0, document.line), (document.abstract, start, document.abstractLine),
    ]
    for (text, offset, line) in pieces where !text.isEmpty {
      var spans: [ToolSpan] = []
      for var span in document.spans where (span.start >= start) == (offset > 0) {
        span.start = span.start.saturatingSubtract(offset)
        span.end = span.end.saturatingSubtract(offset)
        spans.append(span)
      }
      texts.add(
        ToolText(
          text: text, spans: spans, identifier: .text(document.name),
          passage: DocumentPassage(
            offset: offset, infons: ["type": offset > 0 ? "abstract" : "title"]),
          location: SourceLocation(file: texts.source.file, line: line)), startsDocument: false)
    }
  }
}
