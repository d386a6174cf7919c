import LukeJSON

/// Reads texts with a relation between two spans from files of any ``RelationDataFormat``.
public enum RelationDataReader {
  /// Reads a file; format and encoding are found out where not given.
  public static func read(
    file: String, options: RelationDataOptions = RelationDataOptions()
  ) throws(DataError) -> RelationCorpus {
    try read(SourceText(file: file, encoding: options.encoding), options)
  }

  /// Reads text already in memory, such as standard input; `name` stands for it in messages.
  public static func read(
    bytes: [UInt8], name: String, options: RelationDataOptions = RelationDataOptions()
  ) throws(DataError) -> RelationCorpus {
    try read(SourceText(bytes: bytes, file: name, encoding: options.encoding), options)
  }

  /// Reads a text.
  public static func read(
    _ source: SourceText, _ options: RelationDataOptions = RelationDataOptions()
  ) throws(DataError) -> RelationCorpus {
    // An array may be all on one line; its reader looks at its elements.
    let mayBeArray = options.format == .tacred || options.format == nil && source.startsAsArray
    if !mayBeArray { try source.refuseLongLines() }
    let format: RelationDataFormat
    if let given = options.format {
      format = given
    } else {
      format = try self.format(of: source, options)
    }
    var answerKey: AnswerKey?
    if let file = options.answerKey {
      answerKey = try AnswerKey(SourceText(file: file, encoding: options.encoding))
    }
    let examples: [RelationExample]
    do throws(DataError) {
      switch format {
      case .tacred: examples = try TACREDReader.read(source, options: options)
      case .jsonLines: examples = try RelationRecordReader.read(source, options: options)
      case .semeval, .kbp37:
        examples = try MarkedSentenceReader.read(
          source, format: format, answerKey: answerKey, options: options)
      }
    } catch {
      // Faults of data of another task are that one, not each of theirs.
      let reason = otherTask(source) ?? KnownRecord.reason(source) ?? foreignRecords(source)
      throw reason.map { .unsuitable(file: source.file, reason: $0) } ?? error
    }
    if examples.isEmpty { throw .unsuitable(file: source.file, reason: "holds no examples") }
    var corpus = RelationCorpus(source, examples: examples, format: format)
    if options.requiresLabels {
      corpus.notes += answerKey?.notes(on: examples, file: source.file) ?? []
    }
    return corpus
  }

  /// What the data of another task are; nil where they may be of this one.
  private static func otherTask(_ source: SourceText) -> String? {
    if source.firstLines(40).contains(where: MarkedSentenceReader.isMarked) { return nil }
    if let reason = TaskRecord.reason(source, givenTo: .relations) { return reason }
    let records = source.firstRecords
    if records.contains(where: { $0["text"] != nil || $0["tokens"] != nil }),
      !records.contains(where: isRelation)
    {
      return "is JSON of texts without the two spans of each, \"head\" and \"tail\""
    }
    guard records.isEmpty, EntityFormatDetector.isTable(source) else { return nil }
    return TaskRecord.entities.reason("a table of words and tags", givenTo: .relations)
  }

  /// What to say of JSON that is nobody's; nil where it may be of this task.
  private static func foreignRecords(_ source: SourceText) -> String? {
    ForeignRecords.reason(
      source.firstRecords,
      without: ["text", "tokens", "token", "head", "tail", "relation", "subj_start", "obj_start"],
      needs: "relations are read from \"text\" or \"tokens\" with \"head\", \"tail\" and "
        + "\"relation\", or as TACRED has them, with \"token\", \"subj_start\" and so on",
      atLeast: 2)
  }

  private static func isRelation(_ record: JSONValue) -> Bool {
    ["head", "tail", "subj_start", "subj_end", "obj_start", "obj_end"].contains {
      record[$0] != nil
    }
  }

  private static func format(
    of source: SourceText, _ options: RelationDataOptions
  ) throws(DataError) -> RelationDataFormat {
    let sample = source.firstLines(40)
    if sample.isEmpty { throw .unsuitable(file: source.file, reason: "is empty") }
    switch JSONRecognition(source) {
    case .refused(let reason): throw .unsuitable(file: source.file, reason: reason)
    case .array:
      if let first = JSONElements(source.bytes).elements.first?.bytes,
        let record = try? JSONParser.parse(first), record["head"] != nil, record["tail"] != nil
      {
        throw .unsuitable(
          file: source.file,
          reason: "is one JSON array; JSON Lines, one object a line, are needed: jq -c '.[]'")
      }
      if let reason = otherTask(source) { throw .unsuitable(file: source.file, reason: reason) }
      return .tacred
    case .lines:
      if let reason = otherTask(source) { throw .unsuitable(file: source.file, reason: reason) }
      return sample[0].string.contains("\"subj_start\"") ? .tacred : .jsonLines
    case .arrays, nil: break
    }
    // The first word of a table may be a bracket.
    if let reason = otherTask(source) { throw .unsuitable(file: source.file, reason: reason) }
    // Broken JSON is told by the reader of the format it begins as.
    switch sample[0].first(where: { !$0.isBlank }) {
    case UInt8(ascii: "["): return .tacred
    case UInt8(ascii: "{"): return .jsonLines
    default: break
    }
    if let known = KnownText(source) {
      throw .unsuitable(file: source.file, reason: known.reason)
    }
    guard sample.contains(where: MarkedSentenceReader.isSentence) else {
      throw .unsuitable(
        file: source.file,
        reason: "is none of TACRED JSON, SemEval-2010 task 8, KBP37, RELX or JSON Lines with the "
          + "two spans of each text, \"head\" and \"tail\"")
    }
    if let expected = options.expectedFormat, expected == .semeval || expected == .kbp37 {
      return expected
    }
    let hasComments = sample.contains { $0.starts(with: "Comment".utf8) }
    let isSentencesAlone = sample.allSatisfy(MarkedSentenceReader.isSentence)
    return hasComments || isSentencesAlone ? .semeval : .kbp37
  }
}
