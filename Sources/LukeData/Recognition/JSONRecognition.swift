import LukeJSON

/// What a text is that begins as JSON does.
package enum JSONRecognition {
  /// Objects, one a line, or at least nothing that is known to be something else.
  case lines
  /// One array of objects, as TACRED has.
  case array
  /// Arrays one a line, with what to say of them after the file's name.
  case arrays(String)
  /// JSON that is not read, with what to say of it after the file's name.
  case refused(String)

  /// How many records are looked at: the first may have no labels that tell whose they are.
  private static let sampleSize = 20

  /// Nil where the text is no JSON.
  /// - Parameter own: the task that is given it, for what is said of data of another one.
  package init?(_ source: SourceText, givenTo own: TaskRecord? = nil) {
    guard let line = source.firstLines(1).first else { return nil }
    let first = line.drop(while: \.isBlank)
    let found = Self.byFirstLine(source, first, own) ?? Self.afterFirstLine(source)
    guard let found = found ?? Self.whole(source) else { return nil }
    self = found
  }

  /// A value that is not an object nor an array of objects.
  private static func whole(_ source: SourceText) -> JSONRecognition? {
    WholeJSON(source.bytes).map { whole in
      let reason = "is \(whole.name); \(WholeJSON.advice)"
      return whole.areLines ? .arrays(reason) : .refused(reason)
    }
  }

  private static func byFirstLine(
    _ source: SourceText, _ first: ArraySlice<UInt8>, _ own: TaskRecord?
  ) -> JSONRecognition? {
    switch first.first {
    case UInt8(ascii: "{") where startsObject(first): return objects(source, first, own)
    case UInt8(ascii: "["): return array(source, first, own)
    case UInt8(ascii: "\"") where parse(first)?.string != nil && source.firstLines(2).count > 1:
      guard source.firstLines(sampleSize).allSatisfy({ parse($0)?.string != nil }) else {
        return nil
      }
      return .refused("holds JSON strings; write {\"text\": ...}, one object a line")
    default: return nil
    }
  }

  private static let recordKeys = ["text", "tokens", "words", "token"]
  /// Keys without which a record is of no task: no other advice would make one of it.
  private static let keysOfAnyTask = Set(recordKeys).union([
    "entities", "tags", "head", "tail", "relation", "subj_start", "obj_start", "paragraphs",
  ])
  private static let whatIsRead =
    "sentences are read from JSON Lines, objects with \"text\" or \"tokens\", one a line"

  /// Records below a first line that is something else, such as a title or a comment.
  private static func afterFirstLine(_ source: SourceText) -> JSONRecognition? {
    let lines = source.firstLines(sampleSize).dropFirst()
    let count = lines.count { line in
      guard line.first == UInt8(ascii: "{"), let record = parse(line) else { return false }
      return recordKeys.contains { record[$0] != nil }
    }
    guard count > 0, count * 2 > lines.count else { return nil }
    return .refused(
      "is JSON Lines but for its first line, which is no JSON; take that line out or mend it")
  }

  /// Whether a line starts as a JSON object does, even if it is broken later on.
  private static func startsObject(_ line: ArraySlice<UInt8>) -> Bool {
    let next = line.dropFirst().first { !$0.isBlank }
    return next == nil || next == UInt8(ascii: "\"") || next == UInt8(ascii: "}")
  }

  private static func parse(_ bytes: some Sequence<UInt8>) -> JSONValue? {
    try? JSONParser.parse(bytes)
  }

  private static func objects(
    _ source: SourceText, _ first: ArraySlice<UInt8>, _ own: TaskRecord?
  ) -> JSONRecognition {
    for line in source.firstLines(sampleSize) {
      guard let record = parse(line) else { break }
      if let known = KnownRecord(record) { return .refused(known.reason(givenTo: own)) }
    }
    if parse(first) != nil { return .lines }
    let objects = JSONElements(source.bytes)
    // Objects that end where they should, but not on the line they start in.
    guard objects.isComplete, objects.stray == nil, let element = objects.elements.first,
      let value = parse(element.bytes), element.bytes.contains(.newline)
    else { return .lines }
    if let known = KnownRecord(value) { return .refused(known.reason(givenTo: own)) }
    let records = objects.elements.prefix(sampleSize).compactMap { parse($0.bytes) }
    return .refused(
      ForeignRecords.reason(records, without: keysOfAnyTask, needs: whatIsRead)
        ?? "holds JSON objects of several lines; JSON Lines, one object a line, are needed: jq -c ."
    )
  }

  private static func array(
    _ source: SourceText, _ first: ArraySlice<UInt8>, _ own: TaskRecord?
  ) -> JSONRecognition? {
    let start = source.bytes.drop(while: { $0.isBlank || $0 == .newline }).dropFirst()
    let next = start.first { !$0.isBlank && $0 != .newline }
    switch next {
    case nil, UInt8(ascii: "]"): return parse(source.bytes) == nil && next != nil ? nil : .array
    case UInt8(ascii: "{"):
      let objects = JSONElements(source.bytes)
      for element in objects.elements.prefix(sampleSize) {
        if let known = parse(element.bytes).flatMap(KnownRecord.init) {
          return .refused(known.reason(givenTo: own))
        }
      }
      return .array
    case UInt8(ascii: "["), UInt8(ascii: "\""):
      guard let value = parse(first) ?? parse(source.bytes) else { return nil }
      let pair = value.elements?.first?.elements ?? value.elements ?? []
      if pair.count == 2, pair[0].string != nil, pair[1]["entities"] != nil {
        return .refused(
          "is spaCy's JSON of texts with entities, which is read for named-entity-recognition alone; "
            + "write {\"text\", \"entities\": "
            + "[{\"start\", \"end\", \"label\"}]} of it, one object a line")
      }
      return .refused("holds JSON arrays; JSON Lines, one object a line, are needed")
    default: return nil
    }
  }
}
