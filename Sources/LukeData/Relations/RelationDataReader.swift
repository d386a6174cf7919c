import LukeJSON

/// Reads texts with a relation between two spans from files of any ``RelationDataFormat``.
public enum RelationDataReader {
  /// Reads a file; format and encoding are found out where not given.
  public static func read(
    file: String, options: RelationDataOptions = RelationDataOptions()
  ) throws(DataError) -> RelationCorpus {
    try read(SourceText(file: file, encoding: options.encoding, takesFolders: true), options)
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
    if options.asksPairs { return try readPairs(source, options) }
    // An array may be all on one line; its reader looks at its elements.
    if !mayBeOneLine(source, options) { try source.refuseLongLines() }
    let format: RelationDataFormat
    if let given = options.format {
      format = given
    } else {
      format = try self.format(of: source, options)
    }
    var answerKey: AnswerKey?
    if let file = options.answerKey {
      answerKey = try AnswerKey(
        SourceText(file: file, encoding: options.encoding), badRecords: options.badRecords)
    }
    let found: RelationReading
    do throws(DataError) {
      switch format {
      case .tacred: found = try TACREDReader.read(source, options: options)
      case .jsonLines where asksFields(source, options):
        found = try RelationTableReader.read(
          source, as: options.format == nil ? nil : .jsonLines, options: options)
      case .jsonLines: found = try RelationRecordReader.read(source, options: options)
      case .fewRel: found = try FewRelReader.read(source, options: options)
      case .relxDistant: found = try RELXDistantReader.read(source, options: options)
      case .tsv: found = try RelationTableReader.read(source, as: .tsv, options: options)
      case .csv: found = try RelationTableReader.read(source, as: .csv, options: options)
      case .doccano: found = try DoccanoRelations.read(source, options: options)
      case .labelStudio: found = try LabelStudioRelations.read(source, options: options)
      case .brat: found = try BratRelations.read(source, options: options)
      case .bioc: found = try BioCRelations.read(source, options: options)
      case .semeval, .kbp37:
        found = try MarkedSentenceReader.read(
          source, format: format, answerKey: answerKey, options: options)
      }
    } catch {
      // Faults of data of another task are that one, not each of theirs.
      let reason = otherReason(source, format, options)
      throw reason.map { .unsuitable(file: source.file, reason: $0) } ?? error
    }
    let examples = found.examples
    if examples.isEmpty { throw .unsuitable(file: source.file, reason: "holds no examples") }
    var corpus = RelationCorpus(source, found, format: format)
    if options.requiresLabels {
      corpus.notes += answerKey?.notes(on: examples, file: source.file) ?? []
    }
    return corpus
  }

  /// Reads texts of which every ordered pair of entities is asked.
  private static func readPairs(
    _ source: SourceText, _ options: RelationDataOptions
  ) throws(DataError) -> RelationCorpus {
    if options.requiresLabels {
      throw .unsuitable(
        file: source.file,
        reason:
          "data.pairs asks the pairs of new texts, which have no relations to learn or score; "
          + "take it out, or predict")
    }
    if source.startsAsArray {
      throw .unsuitable(
        file: source.file,
        reason: "is one JSON array; JSON Lines, one object a line, are needed: jq -c '.[]'")
    }
    try source.refuseLongLines()
    let found: RelationReading
    do throws(DataError) {
      found = try RelationPairReader.read(source, options: options)
    } catch {
      let reason = ForeignRecords.reason(
        source.firstRecords, without: ["text", "tokens", "entities"],
        needs: "with data.pairs, texts with \"entities\" of \"start\" and \"end\" are needed",
        atLeast: 2)
      throw reason.map { .unsuitable(file: source.file, reason: $0) } ?? error
    }
    if found.pairedTexts?.isEmpty != false {
      throw .unsuitable(file: source.file, reason: "holds no texts")
    }
    return RelationCorpus(source, found, format: .jsonLines)
  }

  /// Whether all of a text may be on one line, whose reader looks at its elements.
  private static func mayBeOneLine(_ source: SourceText, _ options: RelationDataOptions) -> Bool {
    switch options.format {
    case .tacred, .fewRel, .relxDistant, .labelStudio, .bioc: true
    case nil:
      source.startsAsArray || FewRelReader.isRecognized(source) || BioCFile.holds(source)
    case .semeval, .kbp37, .jsonLines, .tsv, .csv, .doccano, .brat: false
    }
  }

  /// Whether fields of JSON are asked for by name; new texts may have our keys, whatever those of the data were
  /// that a model was trained on.
  private static func asksFields(_ source: SourceText, _ options: RelationDataOptions) -> Bool {
    if options.columns == RelationColumns() {
      return RelationLayout.tellsSpans(source.firstRecords)
    }
    return options.requiresLabels
      || !source.firstRecords.contains { record in
        TaskRecord.isTACRED(record)
          || record["head"]?.members != nil && record["tail"]?.members != nil
      }
  }

  /// The format of JSON that is known by its keys.
  private static func knownFormat(_ source: SourceText) -> RelationDataFormat? {
    if FewRelReader.isRecognized(source) { return .fewRel }
    let records = source.firstRecords
    let isDistant = records.contains {
      $0["entity1_indices"] != nil && $0["entity2_indices"] != nil
    }
    if isDistant { return .relxDistant }
    if records.contains(where: DoccanoRelations.holds) { return .doccano }
    if records.contains(where: LabelStudioRelations.holds) { return .labelStudio }
    if source.folder != nil || BratReader.holds(source)
      || BratReader.annotations(of: source) != nil
    {
      return .brat
    }
    return BioCFile.holds(source) ? .bioc : nil
  }

  /// What to say of data that are hardly what they were read as; nil where their own faults say more.
  private static func otherReason(
    _ source: SourceText, _ format: RelationDataFormat, _ options: RelationDataOptions
  ) -> String? {
    let isOwn =
      knownFormat(source) == format || format == .tsv || format == .csv
      || asksFields(source, options)
    if isOwn { return nil }
    return otherFormat(source, format) ?? otherTask(source, options)
      ?? KnownRecord.reason(source, givenTo: .relations)
      ?? foreignRecords(source)
  }

  /// What to say of data in another format than the one they are read in.
  private static func otherFormat(
    _ source: SourceText, _ format: RelationDataFormat
  ) -> String? {
    guard let known = knownFormat(source), known != format else { return nil }
    return "is \(known.title)'s JSON; set data.format to \(known.rawValue)"
  }

  /// What the data of another task are; nil where they may be of this one.
  private static func otherTask(
    _ source: SourceText, _ options: RelationDataOptions
  ) -> String? {
    guard let reason = otherTask(source) else { return nil }
    let hasEntities = source.firstRecords.contains {
      $0["entities"]?.elements?.first?["start"] != nil
    }
    if options.requiresLabels || !hasEntities { return reason }
    return reason + "; data.pairs true asks every ordered pair of \"entities\""
  }

  private static func otherTask(_ source: SourceText) -> String? {
    if source.firstLines(40).contains(where: MarkedSentenceReader.isMarked) { return nil }
    if let reason = TaskLikeness.reason(source, givenTo: .relations) { return reason }
    let records = source.firstRecords
    if records.contains(where: { $0["text"] != nil || $0["tokens"] != nil }),
      !records.contains(where: isRelation)
    {
      return "is JSON of texts without the two spans of each, \"head\" and \"tail\""
    }
    return nil
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
    if sample.isEmpty, source.folder == nil {
      throw .unsuitable(file: source.file, reason: "is empty")
    }
    if let format = knownFormat(source) ?? RelationTableReader.format(of: source, options) {
      return format
    }
    let recognition = JSONRecognition(source, givenTo: .relations)
    // Fields that are asked for are looked for in whatever JSON there is.
    if asksFields(source, options) {
      switch recognition {
      case .lines, .array: return .jsonLines
      case .arrays, .refused, nil: break
      }
    }
    switch recognition {
    case .refused(let reason): throw .unsuitable(file: source.file, reason: reason)
    case .array:
      if let first = JSONElements(source.bytes).elements.first?.bytes,
        let record = try? JSONParser.parse(first), record["head"] != nil, record["tail"] != nil
      {
        throw .unsuitable(
          file: source.file,
          reason: "is one JSON array; JSON Lines, one object a line, are needed: jq -c '.[]'")
      }
      if let reason = otherTask(source, options) {
        throw .unsuitable(file: source.file, reason: reason)
      }
      return .tacred
    case .lines:
      if let reason = otherTask(source, options) {
        throw .unsuitable(file: source.file, reason: reason)
      }
      return sample[0].string.contains("\"subj_start\"") ? .tacred : .jsonLines
    case .arrays, nil: break
    }
    // The first word of a table may be a bracket.
    if let reason = otherTask(source, options) {
      throw .unsuitable(file: source.file, reason: reason)
    }
    // Broken JSON is told by the reader of the format it begins as.
    switch sample[0].first(where: { !$0.isBlank }) {
    case UInt8(ascii: "["): return .tacred
    case UInt8(ascii: "{"): return .jsonLines
    default: break
    }
    let columns = RecordRecognition.unknownColumns(
      of: source, "texts with two spans",
      "data.columns.text, data.columns.head, data.columns.tail and data.columns.relation")
    if let reason = columns ?? KnownText(source)?.reason {
      throw .unsuitable(file: source.file, reason: reason)
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
