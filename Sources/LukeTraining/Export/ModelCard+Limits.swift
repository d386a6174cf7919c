import LukeCheckpoints
import LukeJSON
import LukeTasks

/// What follows from the settings of a model and can surprise whoever uses it.
extension ModelCard {
  var limits: [String] {
    let facts = (general + ofTask + ofScores).filter { !$0.isEmpty }.map { "- " + $0 }
    return ["## Limits", facts.joined(separator: "\n")]
  }

  private var general: [String] {
    var facts: [String] = []
    if !record.data.isEmpty {
      facts.append(
        "It was trained and scored on the data above; how it does on other kinds of text, nobody has measured."
      )
    }
    if record.start?.weights.contains("random") == true {
      facts.append("It began from random weights, without any pretraining.")
    }
    facts.append(
      "Texts are read up to \(maximumLength) subwords at a time, special ones included\(whatIsLonger)"
    )
    return facts
  }

  /// What becomes of longer texts.
  private var whatIsLonger: String {
    switch task.form {
    case .spansOfEntities, .spansOfWords, .taggedEntities, .tags:
      "; longer sentences in parts, with the words around each."
    case .relations:
      "; of longer ones what is around the two parts. Parts that do not fit get no answer."
    case .types: "; of longer ones what is around the mention."
    case .texts: "; what is longer loses its end."
    case .choices: "; of a longer question and choice the longer part loses its end."
    case .answers, .clozes: "; longer ones in windows."
    case .hidden, .other: "."
    }
  }

  private var maximumLength: Int {
    task.setting("max_length")?.integer
      ?? task.setting("sequences")?["max_length"]?.integer
      ?? archive.configuration.maximumWordCount
  }

  private var ofTask: [String] {
    switch task.form {
    case .spansOfEntities, .spansOfWords: [ofLongEntities, ofOverlaps, ofContext, Self.offsets]
    case .taggedEntities: ["Entities never share words.", ofContext, Self.offsets]
    case .tags: ["A word has one tag, which its first subword decides.", ofContext, Self.offsets]
    case .relations:
      [
        "It finds no entities itself. Each pair is given one of the labels above, and no other.",
        Self.offsets,
      ]
    case .types: ["It finds no mentions itself.", ofSeveralLabels, Self.offsets]
    case .texts: [ofPairs, ofSeveralLabels]
    case .choices: []
    case .answers:
      [
        task.setting("unanswerable")?.bool == true
          ? "" : "It always answers, also what the text does not say.",
        task.setting("max_answer_length")?.integer.map {
          "Answers have at most \($0) subwords, and are parts of the text."
        } ?? "", Self.offsets,
      ]
    case .clozes, .hidden, .other: []
    }
  }

  private static let offsets =
    "Offsets count Unicode scalars (Python's characters), ends are exclusive."

  private var ofLongEntities: String {
    let limit = task.setting("max_mention_length")?.integer ?? 16
    return "Entities of more than \(counted(limit, "subword")) are never found."
  }

  private var ofOverlaps: String {
    switch task.setting("overlaps")?.string ?? "none" {
    case "nested": "Entities may lie within others, but never cross."
    case "any": "Entities may share words."
    default: "Entities never share words."
    }
  }

  private var ofContext: String {
    let usual = task.form == .tags ? "sentence" : "document"
    return (task.setting("context")?.string ?? usual) == "document"
      ? "A sentence is read with those around it in its document: records of JSON Lines in a row with the same "
        + "`document` are one, and each line of plain text is one by itself."
      : "Each sentence is read by itself."
  }

  private var ofSeveralLabels: String {
    switch archive.configuration.problemType {
    case .multiLabelClassification:
      "Any number of labels may be answered, none among them: those that are likelier than "
        + "\(task.setting("threshold")?.compactText ?? "0.5")."
    case .regression: "The answer is a number, which may lie outside of those it was trained on."
    case .singleLabelClassification, nil:
      "Always one of the labels above is answered, also where none fits."
    }
  }

  private var ofPairs: String {
    switch task.setting("pairs")?.bool {
    case .some(true): "It reads two texts, never one."
    case .some(false): "It reads one text at a time."
    case nil: ""
    }
  }

  /// Labels that never came out right.
  private var ofScores: [String] {
    guard
      let (name, scores) = record.test.map({ ("test", $0) })
        ?? record.validation.map({ ("validation", $0) })
    else { return [] }
    let found = LabelScores(scores)
    let failed = found.labels.filter { found.values[$0]?["f1"] == 0 && task.labels.contains($0) }
    if failed.isEmpty { return [] }
    let list = failed.prefix(20).map(MarkdownText.code).joined(separator: ", ")
    let rest = failed.count > 20 ? " and \(failed.count - 20) more" : ""
    return ["Of the \(name) data none was answered right with \(list)\(rest)."]
  }
}
