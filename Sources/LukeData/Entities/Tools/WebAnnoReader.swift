/// Reads WebAnno's and INCEpTION's TSV 3: a token a line, the layers that its header names in columns.
struct WebAnnoReader {
  static let mark = "#FORMAT=WebAnno TSV 3"

  private var texts: ToolTexts
  private let column: Int
  private var lines: [String] = []
  private var tokens: [(word: String, line: Int)] = []
  /// What is marked: the tokens and the label of each span, those of several tokens by their number.
  private var marks: [(label: String, first: Int, last: Int, number: String?)] = []
  /// The numbered spans that the sentence before ends with, and those that go on in the next one.
  private var open: Set<Span> = []
  private var crossing: Set<Span> = []
  private var crossed = Tally()
  private var unvalued = Tally()
  private var partial = Tally()

  /// A span of several tokens, whose number it has alone.
  private struct Span: Hashable {
    let label: String
    let number: String
  }

  static func read(
    _ source: SourceText, options: EntityDataOptions
  ) throws(DataError) -> AnnotatedCorpus {
    let found = try WebAnnoLayers(source).entities(
      options.columns, source.file, requiresLabels: options.requiresLabels)
    var reader = WebAnnoReader(
      texts: ToolTexts(source, options, .webanno), column: found?.feature.column ?? -1)
    reader.texts.notes = found?.notes ?? []
    if let feature = found?.feature { reader.texts.takeTypes(from: feature.title) }
    reader.texts.startDocument(isMarked: true)
    source.forEachLine { number, line in reader.take(line.string, number) }
    reader.finishSentence()
    if let spans = reader.unvalued.phrase("span", "spans", verbs: ("has", "have")) {
      reader.texts.notes.append("\(spans) no value and \(reader.unvalued.verb) left out")
    }
    if let spans = reader.partial.phrase("span", "spans", verbs: ("covers", "cover")) {
      reader.texts.notes.append("\(spans) a part of a token and \(reader.partial.verb) left out")
    }
    if let spans = reader.crossed.phrase("span", "spans", verbs: ("goes", "go")) {
      reader.texts.notes.append(
        "\(spans) on in the next sentence and \(reader.crossed.verb) read as an entity in each")
    }
    return try reader.texts.corpus()
  }

  private init(texts: ToolTexts, column: Int) { (self.texts, self.column) = (texts, column) }

  private mutating func take(_ line: String, _ number: Int) {
    if line.isEmpty { return finishSentence() }
    if line.hasPrefix("#Text=") {
      if !tokens.isEmpty { finishSentence() }
      lines.append(String(line.dropFirst(6)))
      return
    }
    if line.hasPrefix("#"), tokens.isEmpty { return }
    let columns = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    guard columns.count > 2 else {
      return texts.faults.add(
        line: number, "a token has its number, its offsets and itself, parted by tabs")
    }
    let isPart = columns[0].contains(".")
    if !isPart { tokens.append((WebAnnoText.unescaped(columns[2]), number)) }
    // A row ends with a tab, which the reading of lines takes off.
    guard column >= 0, column < columns.count else { return }
    for value in WebAnnoText.values(columns[column]) {
      if isPart {
        partial.add(number)
      } else if value.label == "*" {
        unvalued.add(number)
      } else {
        mark(WebAnnoText.unescaped(value.label), value.number)
      }
    }
  }

  private mutating func mark(_ label: String, _ number: String?) {
    let token = tokens.count - 1
    if let number,
      let index = marks.firstIndex(where: { $0.number == number && $0.label == label })
    {
      marks[index].last = token
    } else {
      marks.append((label, token, token, number))
      let span = number.map { Span(label: label, number: $0) }
      // One that goes on over several sentences is one.
      if token == 0, let span, open.contains(span), crossing.insert(span).inserted {
        crossed.add(tokens[0].line)
      }
    }
  }

  private mutating func finishSentence() {
    defer { (lines, tokens, marks) = ([], [], []) }
    guard let first = tokens.first else { return }
    open = Set(
      marks.filter { $0.last == tokens.count - 1 }.compactMap { mark in
        mark.number.map { Span(label: mark.label, number: $0) }
      })
    var sentence = AnnotatedSentence(
      words: tokens.map(\.word), location: SourceLocation(file: texts.source.file, line: first.line)
    )
    sentence.entities = marks.map {
      EntityAnnotation(words: $0.first..<$0.last + 1, label: $0.label, line: tokens[$0.first].line)
    }
    sentence.entities.sort {
      ($0.words.lowerBound, $0.words.upperBound) < ($1.words.lowerBound, $1.words.upperBound)
    }
    var finder = WordFinder(lines.map(WebAnnoText.unescaped).joined(separator: "\n"))
    if let place = finder.find(sentence.words) {
      (sentence.text, sentence.wordRanges) = place
    }
    texts.add(sentence, tags: nil)
  }
}
