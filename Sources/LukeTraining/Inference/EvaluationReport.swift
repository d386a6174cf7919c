import LukeJSON
import LukeTasks

/// What an evaluation leaves in a folder for those who look for errors.
enum EvaluationReport {
  static let (scores, answers) = ("scores.json", "predictions.jsonl")
  private static let (confusions, words) = ("confusions.tsv", "predictions.conll")
  private static let thresholds = "thresholds.tsv"

  /// The names of the files.
  static let names: Set = [scores, answers, confusions, words, thresholds]

  /// Those that hold no answers.
  static let namesWithoutAnswers: Set = [scores, confusions, thresholds]

  /// Whether a folder is one that was written so.
  static func holds(_ folder: String) -> Bool {
    [scores, answers].allSatisfy { FileStatus(folder + "/" + $0)?.isFile == true }
  }

  /// The files: scores, each answer beside what is annotated and, where answers are labels, what was taken for
  /// what and what leaving out unsure ones does, and where they are tags of words, these beside the annotated
  /// ones.
  /// - Parameter note: is told which of them is left out, and why.
  static func files(
    _ scores: TaskScores, note: (String) throws -> Void
  ) throws -> [(name: String, bytes: [UInt8])] {
    func file(_ name: String, _ lines: [String]) -> (name: String, bytes: [UInt8]) {
      (name, Array(lines.map { $0 + "\n" }.joined().utf8))
    }
    let judged = try scores.answers?.judged()
    let table = judged?.confusions
    var columns = scores.answers?.comparedWords
    if columns != nil, let label = UnwritableLabel(of: judged?.labels ?? [], in: .conll) {
      columns = nil
      try note("\(words): is left out, as the label \(label.description)")
    }
    return [file(Self.scores, [scores.json]), file(answers, judged?.lines ?? [])]
      + (table.map { $0.rows.isEmpty ? [] : [file(confusions, $0.tabbedLines)] } ?? [])
      + (judged?.thresholds.map { [file(thresholds, $0.tabbedLines)] } ?? [])
      + (columns.map { [file(words, $0)] } ?? [])
  }
}

extension TaskScores {
  /// All scores as one JSON object.
  package var json: String {
    JSONValue.object(
      values.map { JSONValue.Member(key: $0.name, value: .double($0.value)) }
    ).compactText
  }
}
