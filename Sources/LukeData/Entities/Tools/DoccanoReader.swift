import LukeJSON

/// Reads doccano's JSON Lines: `{"text", "label": [[start, end, "PER"]]}`, with `labels` and `column_data`
/// of older versions, `entities` beside `relations`, and `annotations` of several users.
struct DoccanoReader {
  private var texts: ToolTexts
  private var relations = Tally()
  private var otherUsers = Tally()

  static func read(
    _ source: SourceText, options: EntityDataOptions
  ) throws(DataError) -> AnnotatedCorpus {
    var reader = DoccanoReader(texts: ToolTexts(source, options, .doccano))
    for record in ToolRecords(source, &reader.texts.faults).records { reader.take(record) }
    if let lines = reader.relations.phrase("relation", "relations") {
      reader.texts.notes.append("\(lines) not read here: only entities are")
    }
    if let marks = reader.otherUsers.phrase("mark", "marks") {
      reader.texts.notes.append(
        "\(marks) of a text's second user or later ones; those of the first user are taken")
    }
    return try reader.texts.corpus()
  }

  private init(texts: ToolTexts) { self.texts = texts }

  private mutating func take(_ record: ToolRecords.Record) {
    let value = record.value
    do throws(JSONText.Fault) {
      let textKey = value["text"] == nil && value["column_data"] != nil ? "column_data" : "text"
      var text = ToolText(
        text: try value.string(textKey), identifier: value.identifier(), location: record.location)
      do throws(JSONText.Fault) {
        text.spans = try spans(value, record.location.line)
      } catch {
        if texts.options.requiresLabels { throw error }
      }
      texts.add(text)
    } catch {
      texts.faults.add(record.location, error.message)
    }
  }

  private mutating func spans(
    _ value: JSONValue, _ line: Int
  ) throws(JSONText.Fault) -> [ToolSpan] {
    relations.add(line, value["relations"]?.elements?.count ?? 0)
    for key in ["label", "labels", "column_label"] {
      if let list = value[key] { return try list.triples(key) }
    }
    for key in ["entities", "annotations"] {
      guard let list = value[key] else { continue }
      guard let elements = list.elements else {
        throw JSONText.Fault(message: "\"\(key)\": expected an array")
      }
      return try objects(elements, key, line)
    }
    throw JSONText.Fault(message: "key \"label\" is missing")
  }

  private mutating func objects(
    _ elements: [JSONValue], _ key: String, _ line: Int
  ) throws(JSONText.Fault) -> [ToolSpan] {
    var spans: [ToolSpan] = []
    let user = elements.first?["user"]
    for (index, element) in elements.enumerated() {
      let place = "\(key)[\(index)]"
      if element["user"] != user {
        otherUsers.add(line)
        continue
      }
      if let number = element["label"]?.integer {
        throw JSONText.Fault(
          message: "\"\(place).label\": \(number) is the number of a label, not its name; export "
            + "JSONL with the text of labels from doccano")
      }
      spans.append(
        ToolSpan(
          start: try element.number("start_offset", in: "\(place)."),
          end: try element.number("end_offset", in: "\(place)."),
          label: try element.string("label", in: "\(place)."), key: place))
    }
    return spans
  }
}
