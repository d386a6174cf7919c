import LukeJSON

/// The records of a tool's JSON, be they one a line or the elements of an array.
struct ToolRecords {
  struct Record {
    let value: JSONValue
    let location: SourceLocation
  }

  private(set) var records: [Record] = []

  /// Reads all records; broken ones are faults.
  init(_ source: SourceText, _ faults: inout FaultCollector) {
    let first = source.firstLines(1).first
    let isWhole = first.map { (try? JSONParser.parse($0)) == nil || Self.isArrayOfRecords($0) }
    if isWhole ?? false, source.firstLines(2).count == 1 || !Self.hasRecordInNextLine(source) {
      readWhole(source, &faults)
    } else {
      readLines(source, &faults)
    }
  }

  /// Whether a line is a whole array, and no record that is one: a text with what is marked in it.
  private static func isArrayOfRecords(_ line: ArraySlice<UInt8>) -> Bool {
    guard let value = try? JSONParser.parse(line) else { return false }
    if value["classes"] != nil, value["annotations"]?.elements != nil { return true }
    return value.elements.map { $0.first?.string == nil } ?? false
  }

  /// Whether a second line is a record by itself, so that the first one is a broken line.
  private static func hasRecordInNextLine(_ source: SourceText) -> Bool {
    let lines = source.firstLines(2)
    return lines.count > 1 && lines[0].first == lines[1].first
      && lines[1].first.map { $0 == UInt8(ascii: "{") } ?? false
      && (try? JSONParser.parse(lines[1]))?.members != nil
  }

  private mutating func readLines(_ source: SourceText, _ faults: inout FaultCollector) {
    source.forEachLine { number, line in
      if line.isEmpty { return }
      do throws(JSONSyntaxError) {
        records.append(
          Record(
            value: try JSONParser.parse(line, whole: "line"),
            location: SourceLocation(file: source.file, line: number)))
      } catch {
        faults.add(JSONText.Fault(error), line: number)
      }
    }
  }

  private mutating func readWhole(_ source: SourceText, _ faults: inout FaultCollector) {
    do throws(JSONSyntaxError) {
      let whole = try JSONReader.read(source.bytes)
      // What a known annotator of texts writes: the types, and the texts under a key.
      let list = whole["annotations"].flatMap { $0.elements == nil ? nil : $0 } ?? whole
      let elements = whole["classes"] == nil ? whole.elements : list.elements
      for node in elements ?? [whole] where node.value != .null {
        var location = SourceLocation(file: source.file, line: 1)
        if case .file(let line, let column) = node.origin {
          location.line = line
          // Of several records in a line the line alone would tell none.
          if records.last?.location.line == line || elements?.count ?? 1 > 1 && line == 1 {
            location.column = column
          }
        }
        records.append(Record(value: node.value, location: location))
      }
    } catch {
      faults.add(JSONText.Fault(error), line: 1)
    }
  }
}

extension JSONValue {
  /// The name that a record has under a key, a string or a whole number.
  func identifier(_ key: String = "id") -> RecordIdentifier? {
    guard let value = self[key] else { return nil }
    if let text = value.string { return .text(text) }
    return value.wholeNumber.map { .number($0) }
  }

  /// The string under a key.
  func string(_ key: String, in place: String = "") throws(JSONText.Fault) -> String {
    try part(key, in: place, "a string", \.string)
  }

  /// The whole number under a key.
  func number(_ key: String, in place: String = "") throws(JSONText.Fault) -> Int {
    try part(key, in: place, "a whole number", \.wholeNumber)
  }

  private func part<Part>(
    _ key: String, in place: String, _ expected: String, _ read: (JSONValue) -> Part?
  ) throws(JSONText.Fault) -> Part {
    guard let value = self[key] else {
      throw JSONText.Fault(message: "key \"\(place)\(key)\" is missing")
    }
    guard let part = read(value) else {
      throw JSONText.Fault(message: "\"\(place)\(key)\": expected \(expected)")
    }
    return part
  }

  /// The spans of a list such as `[[0, 3, "PER"]]`.
  func triples(_ key: String) throws(JSONText.Fault) -> [ToolSpan] {
    guard let elements else { throw JSONText.Fault(message: "\"\(key)\": expected an array") }
    var spans: [ToolSpan] = []
    for (index, element) in elements.enumerated() {
      let place = "\(key)[\(index)]"
      // A fourth element is the identifier of a knowledge base.
      guard let parts = element.elements, (3...4).contains(parts.count),
        let start = parts[0].wholeNumber, let end = parts[1].wholeNumber,
        let label = parts[2].string
      else {
        throw JSONText.Fault(message: "\"\(place)\": expected [start, end, \"label\"]")
      }
      spans.append(
        ToolSpan(start: start, end: end, label: label, key: place, labelKey: "\(place)[2]"))
    }
    return spans
  }
}

/// How many of something a reader came across, and where first.
struct Tally {
  private(set) var count = 0
  private(set) var first = 0
  /// The file of the first one, where a reader takes several.
  private var firstFile: String?

  mutating func add(_ line: Int, _ times: Int = 1, in file: String? = nil) {
    if times == 0 { return }
    if count == 0 { (first, firstFile) = (line, file) }
    count += times
  }

  /// The verb of a sentence about them.
  var verb: String { count == 1 ? "is" : "are" }

  /// Where the first one is.
  var place: String { "in line \(first)" + (firstFile.map { " of \($0)" } ?? "") }

  /// `3 tasks, the first in line 1, are`; nil where there are none.
  func phrase(_ one: String, _ many: String, verbs: (String, String) = ("is", "are")) -> String? {
    switch count {
    case 0: nil
    case 1: "1 \(one), \(place), \(verbs.0)"
    default: "\(count) \(many), the first \(place), \(verbs.1)"
    }
  }
}
