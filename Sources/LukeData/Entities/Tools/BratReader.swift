import Foundation

/// Reads brat's stand-off annotations, `T1<TAB>Person 0 3<TAB>Ada`.
///
/// They are in a file `.ann`, their text in that of the same name with `.txt`. Lines of the text are sentences
/// of one document, unless an entity goes on in the next one.
struct BratReader {
  private var texts: ToolTexts
  private var spans: [ToolSpan] = []
  private var triggers: Set<String> = []
  private var discontinuous = Tally()
  private var others: [Character: Int] = [:]
  private var names: [String] = []

  /// The file with the annotations of a text; nil where the file is no such text.
  static func annotations(of text: SourceText) -> String? {
    if text.file.hasSuffix(".ann") {
      // A text without annotations has an empty file of them.
      return text.firstLines(1).isEmpty ? text.file : nil
    }
    guard text.file.hasSuffix(".txt") else { return nil }
    let path = String(text.file.dropLast(4)) + ".ann"
    return FileManager.default.fileExists(atPath: path) ? path : nil
  }

  /// Whether all lines of a file are annotations, one of them of a span.
  static func holds(_ source: SourceText) -> Bool {
    let lines = source.firstLines(100).map(\.string)
    return lines.contains { $0.hasPrefix("T") } && lines.allSatisfy(isAnnotation)
  }

  private static func isAnnotation(_ line: String) -> Bool {
    line.wholeMatch(of: /T\d+\t\S+ \d+ \d+(;\d+ \d+)*(\t.*)?/) != nil
      || line.wholeMatch(of: /([REAMN#]\d*|\*)\t.*/) != nil
  }

  static func read(
    _ source: SourceText, options: EntityDataOptions
  ) throws(DataError) -> AnnotatedCorpus {
    let path = annotations(of: source) ?? source.file
    let source =
      path == source.file ? source : try SourceText(file: path, encoding: options.encoding)
    guard path.hasSuffix(".ann") else {
      throw .unsuitable(
        file: path,
        reason: "holds brat's annotations, whose text is in a file of the same name; name the file "
          + "NAME.ann with NAME.txt beside it")
    }
    let textPath = String(path.dropLast(4)) + ".txt"
    let text = try SourceText(file: textPath, encoding: options.encoding)
    var reader = BratReader(texts: ToolTexts(source, options, .brat))
    source.forEachLine { number, line in reader.take(line.string, number) }
    var corpus = try reader.corpus(String(decoding: text.bytes, as: UTF8.self), textPath)
    // Both files are the data.
    corpus.checksum ^= text.checksum
    corpus.notes += text.notes
    return corpus
  }

  private init(texts: ToolTexts) { self.texts = texts }

  private mutating func take(_ line: String, _ number: Int) {
    guard let kind = line.first else { return }
    let columns = line.split(separator: "\t", maxSplits: 2, omittingEmptySubsequences: false)
    guard kind == "T" else {
      if kind == "E", columns.count > 1, let trigger = columns[1].split(separator: " ").first,
        let colon = trigger.firstIndex(of: ":")
      {
        triggers.insert(String(trigger[trigger.index(after: colon)...]))
      }
      if !"REAMN#*".contains(kind) {
        return texts.faults.add(
          line: number, "is no annotation of brat's, which begins with T, R, E, A, M, N, # or *")
      }
      others[kind, default: 0] += 1
      return
    }
    let place = columns.count > 1 ? columns[1].split(separator: " ") : []
    if columns.count > 1, columns[1].contains(";") { return discontinuous.add(number) }
    guard place.count == 3, let start = Int(place[1]), let end = Int(place[2]) else {
      return texts.faults.add(line: number, "expected T1, a tab, type, start and end, a tab, text")
    }
    let key = String(columns[0])
    names.append(key)
    spans.append(
      ToolSpan(
        start: start, end: end, label: String(place[0]),
        surface: columns.count > 2 ? String(columns[2]) : nil, key: key, labelKey: key))
  }

  private mutating func corpus(
    _ text: String, _ textPath: String
  ) throws(DataError) -> AnnotatedCorpus {
    let entities = spans.filter { !triggers.contains($0.key) }
    texts.startDocument(isMarked: true)
    for piece in BratLines.pieces(of: text, spans: entities) {
      let spans = entities.filter { piece.scalars.contains($0.start) }.map { span in
        var span = span
        span.start -= piece.scalars.lowerBound
        span.end -= piece.scalars.lowerBound
        return span
      }
      texts.add(
        ToolText(
          text: piece.text, spans: spans,
          location: SourceLocation(file: textPath, line: piece.line)),
        startsDocument: false)
    }
    let length = text.unicodeScalars.count
    for span in entities where span.start >= length {
      texts.faults.add(
        SourceLocation(file: textPath, line: 1),
        "\"\(span.key)\": \(span.start) to \(span.end) is no span of the text's \(length) characters"
      )
    }
    if let spans = discontinuous.phrase("entity", "entities") {
      texts.notes.append("\(spans) of several parts, which no span of words can be, and left out")
    }
    let triggerCount = spans.count - entities.count
    if triggerCount > 0 {
      texts.notes.append(
        "\(triggerCount) \(triggerCount == 1 ? "span that is" : "spans that are") the trigger of an "
          + "event \(triggerCount == 1 ? "is" : "are") no entity and left out")
    }
    if !others.isEmpty {
      let kinds = others.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
      texts.notes.append(
        "annotations that are no entities are passed over: \(kinds.joined(separator: ", "))")
    }
    return try texts.corpus()
  }
}

/// The lines of a text; those that a span goes across are one.
enum BratLines {
  struct Piece {
    let text: String
    let scalars: Range<Int>
    let line: Int
  }

  static func pieces(of text: String, spans: [ToolSpan]) -> [Piece] {
    let scalars = Array(text.unicodeScalars)
    let crossed = Set(
      spans.flatMap { span in
        (max(0, span.start)..<max(0, span.start, min(span.end, scalars.count))).filter {
          $0 < scalars.count && scalars[$0] == "\n"
        }
      })
    var (pieces, start, line, firstLine) = ([Piece](), 0, 1, 1)
    for index in 0...scalars.count {
      let isEnd = index == scalars.count
      guard isEnd || scalars[index] == "\n" else { continue }
      line += 1
      if !isEnd, crossed.contains(index) { continue }
      let piece = String(String.UnicodeScalarView(scalars[start..<index]))
      if !piece.isInvisible {
        pieces.append(Piece(text: piece, scalars: start..<index, line: firstLine))
      }
      (start, firstLine) = (index + 1, line)
    }
    return pieces
  }
}
