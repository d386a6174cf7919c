import LukeJSON

/// Finds out which labelling tool a file is from.
enum EntityTool {
  /// How much of a large array is looked at.
  private static let sampleByteCount = 1 << 20

  /// The format of a file; nil where it is of no tool.
  static func format(of source: SourceText) -> EntityDataFormat? {
    if source.folder != nil { return .brat }
    let records = source.firstRecords
    if let found = records.lazy.compactMap({ KnownRecord($0)?.tool }).first { return found }
    if isUnmarked(records) { return .doccano }
    return hasPairs(source) ? .spacy : nonJSON(source)
  }

  private static func nonJSON(_ source: SourceText) -> EntityDataFormat? {
    if source.firstLines(1).first?.string.hasPrefix(WebAnnoReader.mark) ?? false { return .webanno }
    if PubTatorReader.holds(source) { return .pubtator }
    if BioCFile.holds(source) { return .bioc }
    if BratReader.holds(source) || BratReader.annotations(of: source) != nil { return .brat }
    return CoNLLUReader.holds(source) ? .conllu : nil
  }

  /// Whether the first texts of a file have a list of labels each that is empty.
  private static func isUnmarked(_ records: [JSONValue]) -> Bool {
    !records.isEmpty
      && records.allSatisfy { record in
        guard record["text"]?.string != nil, record["tokens"] == nil else { return false }
        return (record["label"] ?? record["labels"])?.elements?.isEmpty ?? false
      }
  }

  /// Whether a file is texts in pairs with what is marked in them.
  private static func hasPairs(_ source: SourceText) -> Bool {
    guard source.startsAsArray || source.firstLines(1).first?.first == UInt8(ascii: "{") else {
      return false
    }
    if let first = source.firstLines(1).first, let value = try? JSONParser.parse(first) {
      if isPair(value) || (value.elements ?? []).contains(where: isPair) { return true }
    }
    let start = JSONStart.value(Array(source.bytes.prefix(sampleByteCount)))
    if let list = start?["annotations"]?.elements, start?["classes"] != nil {
      return list.contains(where: isPair)
    }
    return (start?.elements ?? []).contains(where: isPair)
  }

  private static func isPair(_ value: JSONValue) -> Bool {
    guard let parts = value.elements, parts.count == 2 else { return false }
    return parts[0].string != nil && parts[1]["entities"]?.elements != nil
  }
}
