import LukeJSON

/// Reads Label Studio's JSON: an array of tasks with `data`, `annotations` and `predictions`, and JSON-MIN,
/// in which the regions stand beside the text.
struct LabelStudioReader {
  private var texts: ToolTexts
  private let hasAnnotations: Bool
  private var unanswered = Tally()
  private var cancelled = Tally()
  private var others = Tally()
  private var unlabelled = Tally()
  private var otherResults: [String: Int] = [:]
  private var seen: Set<RecordIdentifier> = []

  static func read(
    _ source: SourceText, options: EntityDataOptions
  ) throws(DataError) -> AnnotatedCorpus {
    var texts = ToolTexts(source, options, .labelStudio, units: .utf16)
    let records = ToolRecords(source, &texts.faults).records
    var reader = LabelStudioReader(
      texts: texts,
      hasAnnotations: records.contains { !LabelStudioTask.annotations($0.value).isEmpty })
    let hasPredictions = records.contains { $0.value["predictions"]?.elements?.isEmpty == false }
    if !reader.hasAnnotations, hasPredictions {
      reader.texts.notes.append(
        "no task has annotations, so the predictions are read in their place")
    }
    for record in records { reader.take(record) }
    return try reader.corpus()
  }

  private init(texts: ToolTexts, hasAnnotations: Bool) {
    (self.texts, self.hasAnnotations) = (texts, hasAnnotations)
  }

  private mutating func corpus() throws(DataError) -> AnnotatedCorpus {
    let notes = [
      unanswered.phrase("task", "tasks").map { "\($0) not annotated and left out" },
      cancelled.phrase("annotation", "annotations").map {
        "\($0) skipped by its annotator and left out"
      },
      others.phrase("annotation", "annotations").map {
        "\($0) of another annotator than the first one of its task and left out"
      },
      unlabelled.phrase("region", "regions", verbs: ("has", "have")).map {
        "\($0) no label and \(unlabelled.verb) left out"
      },
    ]
    texts.notes += notes.compactMap { $0 }
    let kinds = otherResults.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    if !kinds.isEmpty {
      texts.notes.append(
        "results that mark no part of a text are passed over: \(kinds.joined(separator: ", "))")
    }
    let nothing =
      Set(otherResults.keys) == ["choices"]
      ? TaskRecord.texts.reason(
        "Label Studio's JSON of classified texts", givenTo: texts.options.task)
      : kinds.isEmpty
        ? "holds no tasks with annotations"
        : "is Label Studio's JSON without labelled text: its results are of the types "
          + "\(kinds.joined(separator: ", ")); entities are read from results of type \"labels\""
    return try texts.corpus(nothing: nothing)
  }

  private mutating func take(_ record: ToolRecords.Record) {
    do throws(JSONText.Fault) {
      if let data = record.value["data"], data.members != nil {
        try takeTask(record, data)
      } else {
        try takeMinimal(record)
      }
    } catch {
      texts.faults.add(record.location, error.message)
    }
  }

  // MARK: Tasks

  private mutating func takeTask(
    _ record: ToolRecords.Record, _ data: JSONValue
  ) throws(JSONText.Fault) {
    let line = record.location.line
    var results: (list: [JSONValue], key: String)?
    let task = LabelStudioTask(record.value)
    cancelled.add(line, task.cancelledCount)
    if let chosen = task.chosen {
      others.add(line, task.otherCount)
      results = (chosen.value["result"]?.elements ?? [], "\(chosen.key).result")
    } else if !hasAnnotations, let prediction = record.value["predictions"]?.elements?.first {
      results = (prediction["result"]?.elements ?? [], "predictions[0].result")
    }
    guard let results else {
      if texts.options.requiresLabels { return unanswered.add(line) }
      return texts.add(
        ToolText(
          text: try LabelStudioText.only(data, [], "data."), identifier: record.value.identifier(),
          location: record.location))
    }
    var spans: [ToolSpan] = []
    var isOther = !results.list.isEmpty
    for (index, result) in results.list.enumerated() {
      let isLabelled = result["type"]?.string == "labels"
      guard let value = result["value"], isLabelled || value["labels"] != nil else {
        otherResults[result["type"]?.string ?? "unknown", default: 0] += 1
        continue
      }
      isOther = false
      try add(value, "\(results.key)[\(index)].value", line, &spans)
    }
    // A task of images or choices has no entities to learn that it has none.
    if isOther, texts.options.requiresLabels { return }
    texts.add(
      ToolText(
        text: try LabelStudioText.only(data, spans, "data."), spans: spans,
        identifier: record.value.identifier(), location: record.location))
  }

  private mutating func add(
    _ value: JSONValue, _ key: String, _ line: Int, _ spans: inout [ToolSpan]
  ) throws(JSONText.Fault) {
    let labels = (value["labels"]?.elements ?? []).compactMap(\.string)
    if labels.isEmpty { return unlabelled.add(line) }
    if value["start"]?.string != nil {
      throw JSONText.Fault(
        message: "\"\(key)\": is a region of HTML (\"start\" is a path), which is not read; label "
          + "the texts with <Text> instead of <HyperText>")
    }
    let (start, end) = (
      try value.number("start", in: "\(key)."), try value.number("end", in: "\(key).")
    )
    for label in labels {
      spans.append(
        ToolSpan(
          start: start, end: end, label: label, surface: value["text"]?.string, key: key,
          labelKey: "\(key).labels"))
    }
  }

  // MARK: JSON-MIN

  private mutating func takeMinimal(_ record: ToolRecords.Record) throws(JSONText.Fault) {
    let line = record.location.line
    if let identifier = record.value.identifier(), !seen.insert(identifier).inserted {
      return others.add(line)
    }
    var spans: [ToolSpan] = []
    var rest: [JSONValue.Member] = []
    for member in record.value.members ?? [] {
      guard let elements = member.value.elements else {
        rest.append(member)
        continue
      }
      for (index, element) in elements.enumerated() {
        if element["start"] != nil, element["labels"] != nil {
          try add(element, "\(member.key)[\(index)]", line, &spans)
        } else {
          otherResults[member.key, default: 0] += 1
        }
      }
    }
    texts.add(
      ToolText(
        text: try LabelStudioText.only(.object(rest), spans, ""), spans: spans,
        identifier: record.value.identifier(), location: record.location))
  }
}
