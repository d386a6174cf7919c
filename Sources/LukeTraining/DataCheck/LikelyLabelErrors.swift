import LukeData
import LukeJSON
import LukeSystem
import LukeTasks

/// Examples of which a trained model is sure that they are something else than they are annotated as: of its
/// mistakes these are the likeliest to be the annotators'.
struct LikelyLabelErrors {
  private let model: InferenceModel
  private let path: String
  private let threshold: Double
  /// Labels that the model does not know: nothing is said of examples that have one.
  private let unknownLabels: Set<String>

  /// How many are named: of each file that a model has answered, or of all parts.
  private static let mostNamed = 20

  /// - Parameters:
  ///   - judge: the model.
  ///   - threshold: how sure it has to be, from 0 to 1.
  ///   - unknown: labels that it does not know.
  init(_ judge: LabelsOfModel, threshold: Double, unknown: Set<String>) {
    (model, path, self.threshold) = (judge.model, judge.path, threshold)
    unknownLabels = unknown
  }

  /// What is found in the files of a recipe.
  func findings(
    in files: [(key: String, files: [String])], _ observer: any RunObserver
  ) throws -> [Finding] {
    let named = files.flatMap { key, files in files.map { (key: key, file: $0) } }
    return try named.flatMap { try findings($0.file, of: $0.key, observer) }
  }

  private func findings(
    _ file: String, of key: String, _ observer: any RunObserver
  ) throws -> [Finding] {
    let scores = try model.scores(on: file, observer: QuietProgress(observer))
    let lines = try (scores.answers?.judged().objects ?? []).filter {
      unknownLabels.isEmpty || !LabelsOfModel.names(unknownLabels, in: $0["gold"])
    }
    return Self.findings(
      among: lines, threshold: threshold, of: key, by: path,
      advice:
        "luke-train evaluate \(ShellText.quoted(path)) \(ShellText.quoted(file)) --predictions FILE writes all"
    )
  }

  /// What is found among answers beside what is annotated.
  /// - Parameters:
  ///   - lines: what `evaluate --predictions` writes.
  ///   - threshold: how sure somebody has to be, from 0 to 1.
  ///   - key: the key of the recipe that names the files.
  ///   - judge: who has answered, in words.
  ///   - advice: how to see those that are not named.
  static func findings(
    among lines: [JSONValue], threshold: Double, of key: String, by judge: String, advice: String
  ) -> [Finding] {
    let doubted = lines.compactMap { Disagreement($0) }.filter { $0.confidence >= threshold }
      .sorted {
        ($0.confidence, $1.file, $1.line) > ($1.confidence, $0.file, $0.line)
      }
    var findings = doubted.prefix(mostNamed).map { doubt in
      Finding(
        "likely_label_error", .warning,
        at: [SourceLocation(file: doubt.file, line: doubt.line)],
        "\(doubt.text)", remedy: "look at the annotation")
    }
    if doubted.count > findings.count {
      findings.append(
        Finding(
          "likely_label_error", .note, file: doubted.first?.file,
          "\(doubted.count - findings.count) more examples of \(key) are taken for something else by \(judge), less "
            + "surely; \(advice)"))
    }
    return findings
  }
}

/// An answer that is not what is annotated.
private struct Disagreement {
  let file: String
  let line: Int
  /// How sure the model was.
  let confidence: Double
  /// What it took for what.
  let text: String

  /// Looks at a line of judged answers; nil where it is right, or nobody knows.
  init?(_ line: JSONValue) {
    guard line["correct"]?.bool == false, let file = line["file"]?.string,
      let number = line["line"]?.integer
    else { return nil }
    (self.file, self.line) = (file, number)
    let gold = line["gold"]?.elements ?? []
    if let entities = line["entities"]?.elements, !gold.contains(where: { $0.elements != nil }) {
      let wrong = entities.filter { entity in !gold.contains { Self.areSame(entity, $0) } }
      guard
        let surest = wrong.max(by: { ($0["score"]?.double ?? 0) < ($1["score"]?.double ?? 0) }),
        let score = surest["score"]?.double
      else { return nil }
      let there = gold.first { Self.overlap($0, surest) }
      let annotated =
        there.map { "\"\(Self.short($0["text"]))\" is \(Self.name($0["label"]))" }
        ?? "nothing is annotated"
      confidence = score
      if let there, there["label"] == surest["label"] {
        text =
          "\(annotated), where the model is \(Self.percent(score)) sure that it is "
          + "\"\(Self.short(surest["text"]))\""
        return
      }
      text =
        "\(annotated), where the model is \(Self.percent(score)) sure of \(Self.name(surest["label"])) "
        + "(\"\(Self.short(surest["text"]))\")"
      return
    }
    guard let score = line["score"]?.double ?? line["labels"]?.elements?.first?["score"]?.double,
      let answer = ["relation", "label", "answer"].lazy.compactMap({ line[$0]?.string }).first
        ?? line["labels"]?.elements?.first?["label"]?.string
    else { return nil }
    confidence = score
    let annotated =
      gold.isEmpty ? Self.name(line["gold"]) : gold.map(Self.name).joined(separator: ", ")
    let example = Self.short(line["text"] ?? line["question"] ?? line["query"])
    text =
      "\"\(example)\" is \(annotated), where the model is \(Self.percent(score)) sure of \(answer.asShown)"
  }

  private static func areSame(_ one: JSONValue, _ other: JSONValue) -> Bool {
    ["start", "end", "label"].allSatisfy { one[$0] == other[$0] }
  }

  private static func overlap(_ one: JSONValue, _ other: JSONValue) -> Bool {
    guard let start = one["start"]?.integer, let end = one["end"]?.integer,
      let otherStart = other["start"]?.integer, let otherEnd = other["end"]?.integer
    else { return false }
    return start < otherEnd && otherStart < end
  }

  private static func name(_ value: JSONValue?) -> String {
    (value?.string ?? value?.compactText ?? "nothing").asShown
  }

  private static func short(_ value: JSONValue?) -> String { ShownText.short(value?.string ?? "") }

  private static func percent(_ value: Double) -> String { NumberText.fixed(value * 100, 1) + " %" }
}
