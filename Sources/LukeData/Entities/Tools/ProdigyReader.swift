import LukeJSON

/// Reads Prodigy's JSON Lines: `{"text", "spans": [{"start", "end", "label"}], "answer"}`.
///
/// Only what was accepted is learned. Answers to single spans of a text come as several records; their
/// accepted spans are taken together.
struct ProdigyReader {
  private var texts: ToolTexts
  private var rejected = Tally()
  private var ignored = Tally()
  private var repeated = Tally()
  private var rejectedSpans = Tally()
  private var hasSpans = false
  private var accepted: [ToolText] = []
  private var places: [String: Int] = [:]

  static func read(
    _ source: SourceText, options: EntityDataOptions
  ) throws(DataError) -> AnnotatedCorpus {
    var reader = ProdigyReader(texts: ToolTexts(source, options, .prodigy))
    let records = ToolRecords(source, &reader.texts.faults).records
    if let first = records.first, first.value["pattern"] != nil, first.value["text"] == nil {
      throw .unsuitable(
        file: source.file,
        reason: "is a file of Prodigy's patterns, which has no texts; export a dataset with db-out")
    }
    for record in records { reader.take(record) }
    return try reader.corpus(records)
  }

  private init(texts: ToolTexts) { self.texts = texts }

  private mutating func corpus(
    _ records: [ToolRecords.Record]
  ) throws(DataError) -> AnnotatedCorpus {
    if texts.options.requiresLabels, !hasSpans, !records.isEmpty {
      let known = records.lazy.compactMap { KnownRecord($0.value) }.first { $0.task == .texts }
      throw .unsuitable(
        file: texts.source.file,
        reason: known?.reason(givenTo: texts.options.task)
          ?? "is Prodigy's JSON Lines without spans; entities are read from \"spans\"")
    }
    for text in accepted { texts.add(text) }
    if let records = rejected.phrase("record", "records", verbs: ("was", "were")) {
      texts.notes.append(
        "\(records) rejected and left out; of a text whose entities were asked for one by one, what "
          + "nobody accepted is learned as no entity")
    }
    if let spans = rejectedSpans.phrase("span", "spans", verbs: ("was", "were")) {
      texts.notes.append("\(spans) rejected or ignored in a record that was accepted, and left out")
    }
    if let records = ignored.phrase("record", "records", verbs: ("was", "were")) {
      texts.notes.append("\(records) ignored and left out")
    }
    if let records = repeated.phrase("record", "records") {
      texts.notes.append(
        "\(records) about the same text as an earlier one; the accepted spans are taken together")
    }
    return try texts.corpus(nothing: "holds no accepted records")
  }

  private mutating func take(_ record: ToolRecords.Record) {
    let (value, line) = (record.value, record.location.line)
    if value["spans"] != nil { hasSpans = true }
    if texts.options.requiresLabels {
      switch value["answer"]?.string {
      case "reject": return rejected.add(line)
      case "ignore": return ignored.add(line)
      default: break
      }
    }
    do throws(JSONText.Fault) {
      var text = ToolText(
        text: try value.string("text"), identifier: value.identifier(), location: record.location)
      do throws(JSONText.Fault) { text.spans = try spans(value, line) } catch {
        if texts.options.requiresLabels { throw error }
      }
      if texts.options.requiresLabels, let place = places[text.text] {
        repeated.add(line)
        accepted[place].spans += text.spans
      } else {
        places[text.text] = accepted.count
        accepted.append(text)
      }
    } catch {
      texts.faults.add(record.location, error.message)
    }
  }

  private mutating func spans(
    _ value: JSONValue, _ line: Int
  ) throws(JSONText.Fault) -> [ToolSpan] {
    guard let list = value["spans"] else { return [] }
    guard let elements = list.elements else {
      throw JSONText.Fault(message: "\"spans\": expected an array")
    }
    var spans: [ToolSpan] = []
    for (index, element) in elements.enumerated() {
      let place = "spans[\(index)]"
      if ["reject", "ignore"].contains(element["answer"]?.string ?? "") {
        rejectedSpans.add(line)
        continue
      }
      spans.append(
        ToolSpan(
          start: try element.number("start", in: "\(place)."),
          end: try element.number("end", in: "\(place)."),
          label: try element.string("label", in: "\(place)."), surface: element["text"]?.string,
          key: place))
    }
    return spans
  }
}
