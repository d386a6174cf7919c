import LukeJSON

/// Reads texts with mentions and their types from files of any ``MentionDataFormat``: objects one a line, or
/// in one array.
public enum MentionDataReader {
  /// Reads a file; format and encoding are found out where not given.
  public static func read(
    file: String, options: MentionDataOptions = MentionDataOptions()
  ) throws(DataError) -> MentionCorpus {
    try read(SourceText(file: file), options)
  }

  /// Reads text already in memory, such as standard input; `name` stands for it in messages.
  public static func read(
    bytes: [UInt8], name: String, options: MentionDataOptions = MentionDataOptions()
  ) throws(DataError) -> MentionCorpus {
    try read(SourceText(bytes: bytes, file: name), options)
  }

  /// Reads a text.
  /// - Throws: `DataError` for what cannot be read, each record with its line.
  public static func read(
    _ source: SourceText, _ options: MentionDataOptions = MentionDataOptions()
  ) throws(DataError) -> MentionCorpus {
    if !source.startsAsArray { try source.refuseLongLines() }
    try checkKind(source, options)
    let format = options.format ?? format(of: source)
    var reader = MentionReader(format, options)
    var faults = FaultCollector(file: source.file, policy: options.badRecords)
    var texts: [MentionText] = []
    var unread = UnreadKeys(reading: MentionRecord.readKeys)
    try forEachRecord(of: source, &faults, looking: { unread.add($0) }) {
      (record, location) throws(JSONText.Fault) in
      texts.append(try reader.text(record, location))
    }
    do throws(DataError) { try faults.throwIfAny() } catch {
      // Faults of data of another task are that one, not each of theirs.
      let reason =
        TaskLikeness.reason(source, givenTo: .types) ?? foreignRecords(source)
      throw reason.map { .unsuitable(file: source.file, reason: $0) } ?? error
    }
    if !texts.contains(where: { !$0.mentions.isEmpty }), options.requiresLabels || texts.isEmpty {
      throw .unsuitable(file: source.file, reason: "holds no mentions")
    }
    return MentionCorpus(
      source, texts: texts, format: format,
      notes: faults.notes
        + (leftOut(reader.leftOut) + otherOrUnread(source, options, unread)).map {
          "\(source.file): \($0)"
        })
  }

  private static func otherOrUnread(
    _ source: SourceText, _ options: MentionDataOptions, _ unread: UnreadKeys
  ) -> [String] {
    let other = otherTask(source, options)
    return other.isEmpty ? [unread.note()].compactMap(\.self) : other
  }

  // MARK: Kind of file

  /// Throws for what is no JSON of mentions.
  private static func checkKind(
    _ source: SourceText, _ options: MentionDataOptions
  ) throws(DataError) {
    func refuse(_ reason: String) -> DataError { .unsuitable(file: source.file, reason: reason) }
    if source.firstLines(1).isEmpty { throw refuse("is empty") }
    switch JSONRecognition(source, givenTo: .types) {
    case .refused(let reason), .arrays(let reason): throw refuse(reason)
    case .lines, .array:
      guard let reason = TaskRecord.reason(source, givenTo: .types) else { return }
      // Spans of other tasks can be asked for types.
      if options.requiresLabels || !source.firstRecords.contains(where: hasSpans) {
        throw refuse(reason)
      }
    case nil:
      // Broken JSON is told by its line.
      let first = source.firstLines(1).first?.first { !$0.isBlank }
      if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") { return }
      if let reason = TaskLikeness.reason(source, givenTo: .types) ?? KnownText(source)?.reason {
        throw refuse(reason)
      }
      throw refuse(
        "is no JSON; entity-typing needs texts with the mentions that are asked: {\"text\", \"entities\": "
          + "[{\"start\", \"end\", \"labels\"}]}, one object a line")
    }
  }

  private static func hasSpans(_ record: JSONValue) -> Bool {
    record["text"]?.string != nil
      && record["entities"]?.elements?.contains { $0["start"] != nil } == true
  }

  /// What to say of JSON that is nobody's; nil where it may be of this task.
  private static func foreignRecords(_ source: SourceText) -> String? {
    ForeignRecords.reason(
      source.firstRecords,
      without: [
        "text", "sent", "tokens", "entities", "mentions", "mention_span", "start", "labels",
        "y_str",
      ],
      needs:
        "types are read from \"text\" with \"entities\" of \"start\", \"end\" and \"labels\", or as Open "
        + "Entity or FIGER have them",
      atLeast: 2)
  }

  private static func format(of source: SourceText) -> MentionDataFormat {
    for record in source.firstRecords {
      if record["mention_span"] != nil || record["left_context_token"] != nil { return .ultraFine }
      if record["sent"] != nil { return .ernie }
      if record["tokens"] != nil, record["text"] == nil { return .figer }
      if record["text"] != nil { return .jsonLines }
    }
    return .jsonLines
  }

  // MARK: Records

  private static func forEachRecord(
    of source: SourceText, _ faults: inout FaultCollector, looking: (JSONValue) -> Void,
    _ body: (MentionRecord, SourceLocation) throws(JSONText.Fault) -> Void
  ) throws(DataError) {
    guard source.startsAsArray else {
      JSONText.forEachLine(
        of: source, as: MentionRecord.self, faults: &faults, looking: looking
      ) {
        (record, line) throws(JSONText.Fault) in
        try body(record, SourceLocation(file: source.file, line: line))
      }
      return
    }
    let objects = JSONElements(source.bytes)
    objects.addStray(to: &faults)
    if objects.stray == nil, !objects.isComplete { throw JSONElements.isOpen(file: source.file) }
    objects.forEach(as: MentionRecord.self, in: source.file, &faults, looking: looking, body)
  }

  // MARK: Notes

  private static func leftOut(_ labels: [String: Int]) -> [String] {
    if labels.isEmpty { return [] }
    let count = labels.values.reduce(0, +)
    return [
      "\(count == 1 ? "1 label is" : "\(count) labels are") left out, for data.keep_labels does not name "
        + (labels.count == 1 ? "its type" : "their \(labels.count) types")
    ]
  }

  private static func otherTask(
    _ source: SourceText, _ options: MentionDataOptions
  ) -> [String] {
    guard !options.requiresLabels, let task = TaskRecord(source), task != .types else { return [] }
    return ["is data of \(task.rawValue), whose texts and spans alone are read"]
  }
}
