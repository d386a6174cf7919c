import LukeCheckpoints
import LukeJSON
import LukeModel
import LukeTasks

/// The card of an exported model, `README.md`, as the Hugging Face hub lays cards out: what the model is, how good
/// it is, what it learned from, how it is used, and what it cannot do.
///
/// Everything in it follows from the model itself, so that a model always has the same card.
struct ModelCard {
  /// The name of the file.
  static let name = HuggingFaceFolder.cardName

  let archive: ModelArchive
  let task: ExportedTask
  /// Why no script that answers lies beside the card; nil where one does.
  let reasonForNoScript: String?

  init(_ archive: ModelArchive, _ task: ExportedTask) {
    (self.archive, self.task) = (archive, task)
    reasonForNoScript = PredictionScript.reasonForNone(task, of: archive)
  }

  var record: ModelRecord { archive.record ?? ModelRecord() }

  var text: String {
    var parts = [frontMatter, "# " + MarkdownText.escaped(title), introduction]
    for section in [use, labels, scores, data, recipe, limits] { parts += section }
    return parts.joined(separator: "\n\n") + "\n"
  }

  // MARK: What it is

  var title: String { "\(familyName) for \(task.name)" }

  private var familyName: String {
    switch archive.configuration.family {
    case .luke: "LUKE"
    case .bert: "BERT"
    case .roberta: "RoBERTa"
    case .xlmRoberta: "XLM-R"
    }
  }

  private var introduction: String {
    let configuration = archive.configuration
    let kind =
      configuration.usesEntities
      ? "A \(familyName), which reads words and entities"
      : "A \(familyName), which reads words alone"
    let exported = archive.asExported
    let size =
      "\(counted(exported.exportedParameterCount, "parameter")): \(exported.configuration.sizeText)"
    var text = "\(kind), that \(task.purpose). \(size). Its class is "
    text += MarkdownText.code(configuration.architectures?.first ?? "LukeModel") + "."
    let program = record.program.map { " by " + MarkdownText.escaped($0) } ?? ""
    if let start = record.start {
      text += " Trained\(program) from \(MarkdownText.code(start.name)), "
      text += "\(MarkdownText.escaped(start.weights))."
    } else if !program.isEmpty {
      text += " Trained\(program)."
    }
    return text
  }

  /// The most labels that are listed.
  private static let mostLabels = 100

  private var labels: [String] {
    if task.labels.isEmpty || archive.configuration.problemType == .regression { return [] }
    let shown = task.labels.prefix(Self.mostLabels).map(MarkdownText.code)
    let rest = task.labels.count - shown.count
    let list = shown.joined(separator: ", ") + (rest > 0 ? " and \(rest) more (`config.json`)" : "")
    return ["## Labels", "\(task.labels.count): \(list)"]
  }
}

// MARK: Front matter

extension ModelCard {
  /// What the hub sorts models by, in YAML.
  private var frontMatter: String {
    var lines = ["---"]
    let hub = record.hub
    if let name = hub.baseModel { lines.append("base_model: \(YAMLText.quoted(name))") }
    lines += Self.list("language", hub.languages)
    lines.append("library_name: transformers")
    for (key, value) in [
      ("license", hub.license?.identifier), ("license_name", hub.license?.name),
      ("license_link", hub.license?.link),
    ] {
      if let value { lines.append("\(key): \(YAMLText.quoted(value))") }
    }
    if let tag = task.pipelineTag(usesEntities: archive.configuration.usesEntities) {
      lines.append("pipeline_tag: \(tag)")
    }
    lines.append("tags:")
    let tags = [archive.configuration.family.rawValue, task.kind, "luke-train"]
    lines += tags.compactMap(\.self).map { "- \(YAMLText.quoted($0))" }
    return (lines + index + ["---"]).joined(separator: "\n")
  }

  /// A key with one text or with several; nothing without any.
  private static func list(_ key: String, _ texts: [String]) -> [String] {
    let texts = texts.map(YAMLText.quoted)
    switch texts.count {
    case 0: return []
    // `no` is a language, and would be read as a denial without quotes.
    case 1: return ["\(key): \(texts[0])"]
    default: return ["\(key):"] + texts.map { "- " + $0 }
    }
  }

  /// The scores, those of test data first.
  private var index: [String] {
    let results = [("test", record.test), ("validation", record.validation)].flatMap {
      split, scores in scores.map { result($0, split) } ?? []
    }
    if results.isEmpty { return [] }
    return ["model-index:", "- name: \(YAMLText.quoted(title))", "  results:"] + results
  }

  private func result(_ scores: ModelRecord.Scores, _ split: String) -> [String] {
    let metrics = scores.values.filter { !$0.name.contains("/") && $0.value.isFinite }
    if metrics.isEmpty { return [] }
    let name = YAMLText.quoted(name(ofSplit: split))
    return [
      "  - task:", "      type: \(task.hubTask ?? YAMLText.quoted(task.name))",
      "      name: \(YAMLText.quoted(task.name))",
      "    dataset:", "      type: \(name)", "      name: \(name)", "      split: \(split)",
      "    metrics:",
    ]
      + metrics.flatMap { metric in
        [
          "    - type: \(YAMLText.quoted(metric.name))",
          "      value: \(JSONValue.double(metric.value).compactText)",
        ]
      }
  }

  /// The names of the files of a split.
  private func name(ofSplit split: String) -> String {
    let files = record.data.first { $0.name == split }?.files ?? []
    return files.isEmpty
      ? "held out of the training data" : files.map(\.name).joined(separator: ", ")
  }
}
