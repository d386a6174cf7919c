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
    // An array is known as one by its elements; what is none is looked at again.
    if format != nil || !source.startsAsArray { try source.refuseLongLines() }
    if format == nil { format = try EntityFormatDetector.format(of: source, options) }
    switch format ?? .conll {
    case .conll:
      return try naming(source) { () throws(DataError) in
        try ColumnReader.read(source, options: options)
      }
    case .jsonLines:
      return try naming(source) { () throws(DataError) in
        try EntityRecordReader.read(source, options: options)
      }
    case .text: return try readText(source, options)
    }
  }

  /// Reads in a format that was given; faults of data of another task are that one, not each of theirs.
  private static func naming(
    _ source: SourceText, _ read: () throws(DataError) -> AnnotatedCorpus
  ) throws(DataError) -> AnnotatedCorpus {
    do throws(DataError) { return try read() } catch {
      var reason =
        TaskRecord.reason(source, givenTo: .entities) ?? KnownRecord.reason(source)
        ?? ForeignRecords.reason(
          source.firstRecords, without: ["tokens", "text", "tags", "entities"],
          needs: "entities are read from \"tokens\" with \"tags\", or from \"text\" with "
            + "\"entities\"",
          atLeast: 2)
      if source.firstLines(40).contains(where: MarkedSentenceReader.isMarked) {
        reason = TaskRecord.relations.reason("text with <e1> and <e2>", givenTo: .entities)
      }
      throw reason.map { .unsuitable(file: source.file, reason: $0) } ?? error
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
    var notes: [String] = []
    if sentences.isEmpty {
      notes.append("is empty, so there is nothing to answer")
    } else if options.format == nil {
      notes.append("each line is read as a sentence; data.format says otherwise")
    }
    return AnnotatedCorpus(source, sentences: sentences, layout: layout, notes: notes)
  }
}
