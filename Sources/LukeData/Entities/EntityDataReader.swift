/// Reads sentences with entities from files of any ``EntityDataFormat``.
public enum EntityDataReader {
  /// Reads a file; format, encoding, columns and tag scheme are found out where not given.
  public static func read(
    file: String, options: EntityDataOptions = EntityDataOptions()
  ) throws(DataError) -> AnnotatedCorpus {
    try read(SourceText(file: file, encoding: options.encoding), options)
  }

  /// Reads text already in memory, such as standard input; `name` stands for it in messages.
  public static func read(
    bytes: [UInt8], name: String, options: EntityDataOptions = EntityDataOptions()
  ) throws(DataError) -> AnnotatedCorpus {
    try read(SourceText(bytes: bytes, file: name, encoding: options.encoding), options)
  }

  /// Reads a text.
  public static func read(
    _ source: SourceText, _ options: EntityDataOptions = EntityDataOptions()
  ) throws(DataError) -> AnnotatedCorpus {
    var format = options.format
    if format == nil { format = try self.format(of: source, options) }
    return switch format ?? .conll {
    case .conll: try ColumnReader.read(source, options: options)
    case .jsonLines: try EntityRecordReader.read(source, options: options)
    case .text: try readText(source, options)
    }
  }

  private static func readText(
    _ source: SourceText, _ options: EntityDataOptions
  ) throws(DataError) -> AnnotatedCorpus {
    if options.requiresLabels {
      throw .unsuitable(file: source.file, reason: "plain text has no entities to learn from")
    }
    var sentences: [AnnotatedSentence] = []
    // A blank line is an empty sentence: answers and lines of the file go side by side.
    source.forEachLine { number, line in
      sentences.append(
        AnnotatedSentence(
          text: line.string, document: sentences.count,
          location: SourceLocation(file: source.file, line: number)))
    }
    let layout = CorpusLayout(.text, source)
    return AnnotatedCorpus(source, sentences: sentences, layout: layout)
  }

  private static func format(
    of source: SourceText, _ options: EntityDataOptions
  ) throws(DataError) -> EntityDataFormat {
    var sample: [ArraySlice<UInt8>] = []
    source.forEachLine { _, line in
      if sample.count < 100, !line.isEmpty { sample.append(line) }
    }
    let first = sample.first?.drop(while: \.isBlank)
    if let first, startsObject(first) { return .jsonLines }
    if let first, first.elementsEqual("[".utf8) || first.starts(with: "[{".utf8) {
      throw .unsuitable(
        file: source.file, reason: "is one JSON array; JSON Lines, one object a line, are needed")
    }
    return options.requiresLabels || looksLikeColumns(sample) ? .conll : .text
  }

  /// Whether a line starts as a JSON object does, even if it is broken later on.
  private static func startsObject(_ line: ArraySlice<UInt8>) -> Bool {
    guard line.first == UInt8(ascii: "{") else { return false }
    let next = line.dropFirst().first { !$0.isBlank }
    return next == nil || next == UInt8(ascii: "\"") || next == UInt8(ascii: "}")
  }

  private static func looksLikeColumns(_ sample: [ArraySlice<UInt8>]) -> Bool {
    let rows = sample.filter { !$0.starts(with: "-DOCSTART".utf8) }
    let splitter = ColumnSplitter(rows: rows)
    guard splitter.columnCount > 1 else { return false }
    return rows.allSatisfy { row in
      let columns = splitter.columns(of: row)
      return columns.count == splitter.columnCount
        && EntityTag.matches(columns[columns.count - 1].string, .prefixed)
    }
  }
}
