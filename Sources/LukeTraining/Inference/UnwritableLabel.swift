import LukeData
import LukeSystem
import LukeTasks

/// A label that cannot be written in a form, and why.
struct UnwritableLabel: Hashable {
  private let label: String
  private let reason: String

  /// The first of some labels that cannot; nil where all can.
  init?(of labels: some Sequence<String>, in format: EntityAnswerFormat) {
    var found: (label: String, reason: String)?
    for label in labels where found == nil {
      found = format.reason(against: label).map { (label, $0) }
    }
    guard let found else { return nil }
    (label, reason) = (found.label, found.reason)
  }

  /// The label on one line, and what is wrong with it.
  var description: String { "\"\(label.shownOnOneLine)\" \(reason)" }

  /// The error for whoever asked for the form.
  /// - Parameter owner: whose label it is.
  func error(_ format: EntityAnswerFormat, of owner: String) -> TrainingError {
    .usage("--format \(format.rawValue): \(owner) \(description); name another form")
  }
}

extension InferenceModel {
  /// Throws where a label of the model cannot be written in a form.
  package func checkLabels(asWrittenIn format: EntityAnswerFormat) throws {
    if let label = UnwritableLabel(of: labels.names, in: format) {
      throw label.error(format, of: "the model's label")
    }
  }

  /// Words, each a line with the tag that is annotated and the one that was answered, as columns.
  /// - Throws: `TrainingError.usage` where answers are no tags of words, or a label parts columns or lines.
  package func comparedColumns(_ answers: ScoredAnswers) throws -> [String] {
    guard let words = answers.comparedWords else {
      throw TrainingError.usage(
        "--format conll: words with tags are written so; a model for \(kind) answers in jsonl")
    }
    if let label = UnwritableLabel(of: try answers.judged().labels, in: .conll) {
      throw label.error(.conll, of: "the annotated label")
    }
    return words
  }
}
