import LukeCheckpoints
import LukeData
import LukeJSON
import LukeSystem
import LukeTasks

/// What a trained model that looks for likely label errors knows of the labels of the data: of those that it cannot
/// answer it takes every example for something else, and of those that it has learned it doubts few.
struct LabelsOfModel {
  let path: String
  let model: InferenceModel
  /// The labels that it answers with.
  private let answers: [String]
  /// Those of the data that it can answer, which are types of entities where its own are tags of words.
  private let known: Set<String>
  private let hasScores: Bool
  /// The CRC-32 of the files that it was trained on.
  private let trainedOn: Set<UInt32>

  /// How many labels are named.
  private static let mostNamed = 5

  /// Opens the model.
  /// - Throws: a `TrainingError.usage` for a model of another task than the one of the recipe.
  init(_ path: String, for kind: String) throws {
    model = try InferenceModel(path)
    if model.kind != kind {
      throw TrainingError.usage(
        "\(path): is a model for \(model.kind), and the recipe is for \(kind); name a model for \(kind) to look for "
          + "label errors")
    }
    let names = model.labels.names.filter { $0 != LabelSet.outside }
    let types =
      kind == NamedEntityRecognitionTask.kind
      ? names.compactMap { EntityTagging.type(ofTag: $0) } : []
    answers = types.count < names.count ? names : DistinctNames(types).all
    known = Set(names + types)
    hasScores = model.labels.problemType == .regression
    let splits = (model.archive.record?.data ?? []).filter { $0.name == "train" }
    trainedOn = Set(splits.flatMap(\.files).compactMap(\.checksum))
    self.path = path
  }

  /// The labels of the data that the model does not know; none where they are scores, or answers are no labels.
  func unknown(in data: CheckedData) -> Set<String> {
    data.hasScores || hasScores ? [] : Self.labels(of: data).subtracting(known)
  }

  /// Whether there is any label that could be a likely error: the model knows one, or answers are no labels.
  func canJudge(_ data: CheckedData) -> Bool {
    let unknown = unknown(in: data)
    return unknown.isEmpty || unknown.count < Self.labels(of: data).count
  }

  /// What is said of labels that the model does not know.
  func findings(in data: CheckedData) -> [Finding] {
    let unknown = unknown(in: data)
    if unknown.isEmpty { return learned(in: data) }
    let names = Self.named(LabelSet.ordered(unknown))
    if !canJudge(data) {
      return [
        Finding(
          Self.kind, .warning,
          "\(path) knows none of the labels of the data, \(names), and answers with \(Self.named(answers)); no likely "
            + "label errors are looked for",
          remedy: "name a model that was trained on such labels")
      ]
    }
    return [
      Finding(
        Self.kind, .warning,
        "\(path) does not know \(counted(unknown.count, "label")) of the data, \(names); examples that have "
          + "\(unknown.count == 1 ? "it" : "them") are not looked at for label errors",
        remedy: "a model that was trained on such labels finds more")
    ] + learned(in: data)
  }

  /// What is said of files that the model was trained on.
  private func learned(in data: CheckedData) -> [Finding] {
    // Of what is held back nobody knows whether the model was trained on it.
    let files = data.splits.filter { $0.key != CheckedData.heldBackKey }.flatMap(\.files)
    let known = files.filter { $0.checksum != 0 && trainedOn.contains($0.checksum) }
    return DistinctNames(known.map(\.path)).all.map { file in
      Finding(
        Self.kindOfLearned, .note, file: file,
        "\(path) was trained on this very file, so that it doubts few of its labels",
        remedy: "--cross-validate asks models that were not, and finds more")
    }
  }

  private static let kindOfLearned = "trained_on"

  private static let kind = "label_unknown_to_model"

  private static func labels(of data: CheckedData) -> Set<String> {
    Set(data.splits.flatMap { $0.labels.keys }).subtracting([LabelSet.outside])
  }

  private static func named(_ labels: [String]) -> String {
    labels.prefix(mostNamed).map { "\"\($0.shownOnOneLine)\"" }.joined(separator: ", ")
      + (labels.count > mostNamed ? " and \(labels.count - mostNamed) more" : "")
  }

  /// Whether a line of judged answers is of an example that is annotated with one of some labels.
  static func names(_ labels: Set<String>, in gold: JSONValue?) -> Bool {
    if let name = gold?.string ?? gold?["label"]?.string { return labels.contains(name) }
    return (gold?.elements ?? []).contains { names(labels, in: $0) }
  }
}
