/// Reads sentences with entities from files of any ``EntityDataFormat``.
public enum EntityDataReader {
  /// Reads a file; format, encoding, columns and tag scheme are found out where not given.
  public static func read(
    file: String, options: EntityDataOptions = EntityDataOptions()
  ) throws(DataError) -> AnnotatedCorpus {
    try read(SourceText(file: file, encoding: options.encoding, takesFolders: true), options)
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
    // An array is known as one by its elements; what is none is looked at again. BioC may be all in one line.
    let mayBeOneLine = source.startsAsArray || BioCFile.holds(source)
    if !mayBeOneLine || format.map({ !$0.isOfTool }) ?? false {
      try source.refuseLongLines()
    }
    if format == nil { format = try EntityFormatDetector.format(of: source, options) }
    let found = format ?? .conll
    if found == .text { return try readText(source, options) }
    return try naming(source, found, options) { () throws(DataError) in
      switch found {
      case .conll: try ColumnReader.read(source, options: options)
      case .jsonLines: try EntityRecordReader.read(source, options: options)
      case .doccano: try DoccanoReader.read(source, options: options)
      case .labelStudio: try LabelStudioReader.read(source, options: options)
      case .prodigy: try ProdigyReader.read(source, options: options)
      case .spacy: try SpaCyReader.read(source, options: options)
      case .brat: try BratReader.read(source, options: options)
      case .conllu: try CoNLLUReader.read(source, options: options)
      case .webanno: try WebAnnoReader.read(source, options: options)
      case .pubtator: try PubTatorReader.read(source, options: options)
      case .bioc: try BioCReader.read(source, options: options)
      case .text: try readText(source, options)
      }
    }
  }

  /// Reads in a format that was given; faults of data of another task are that one, not each of theirs.
  private static func naming(
    _ source: SourceText, _ format: EntityDataFormat, _ options: EntityDataOptions,
    _ read: () throws(DataError) -> AnnotatedCorpus
  ) throws(DataError) -> AnnotatedCorpus {
    do throws(DataError) { return try read() } catch {
      if let tool = EntityTool.format(of: source) {
        if tool == format { throw error }
        throw .unsuitable(
          file: source.file,
          reason: "is \(tool.title); set data.format to \(tool.rawValue), or leave it out")
      }
      var reason =
        TaskRecord.reason(source, givenTo: options.task) ?? KnownRecord.reason(
          source, givenTo: options.task)
        ?? fields(source, options)
        ?? ForeignRecords.reason(
          source.firstRecords, without: ["tokens", "text", "tags", "entities"],
          needs: "entities are read from \"tokens\" with \"tags\", or from \"text\" with "
            + "\"entities\"",
          atLeast: 2)
      if source.firstLines(40).contains(where: MarkedSentenceReader.isMarked) {
        reason = TaskRecord.relations.reason("text with <e1> and <e2>", givenTo: options.task)
      }
      throw reason.map { .unsuitable(file: source.file, reason: $0) } ?? error
    }
  }

  /// What the keys of JSON are that another task reads.
  private static func fields(_ source: SourceText, _ options: EntityDataOptions) -> String? {
    source.firstRecords.isEmpty ? nil : TaskLikeness.reason(source, givenTo: options.task)
  }

  private static func readText(
    _ source: SourceText, _ options: EntityDataOptions
  ) throws(DataError) -> AnnotatedCorpus {
    if options.requiresLabels {
      throw .unsuitable(file: source.file, reason: "plain text has no entities to learn from")
    }
    var sentences: [AnnotatedSentence] = []
    // A blank line is an empty sentence: answers and lines of the file go side by side.
    source.forEachWholeLine { number, line in
      sentences.append(
        AnnotatedSentence(
          text: line.string, document: sentences.count, splitting: options.splitting,
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
