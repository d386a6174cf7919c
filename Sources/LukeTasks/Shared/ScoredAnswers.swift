import LukeData
import LukeJSON

/// The answers behind scores, made into lines when somebody asks for them.
package struct ScoredAnswers: Sendable {
  private let makeLines: @Sendable () throws -> [String]
  private let makeJudgements: @Sendable () -> [JudgedAnswer]

  /// The answers of a task to some corpora.
  package init<Task: FineTuningTask>(
    _ answered: [(answers: Task.Answers, corpus: Task.Corpus)], of task: Task
  ) {
    makeLines = {
      try answered.flatMap { answers, corpus in
        let judged = task.judged(answers, corpus)
        if judged.isEmpty { return [String]() }
        let lines = try task.lines(answers, corpus)
        precondition(lines.count == judged.count, "one judgement for each line")
        return try zip(lines, judged).map { line, judged in try judged.joined(to: line) }
      }
    }
    makeJudgements = { answered.flatMap { task.judged($0, $1) } }
  }

  /// One JSON object for each example: what `predict` writes, and `gold`, `correct`, `file` and `line`; none of a
  /// task that does not judge answers.
  package func lines() throws -> [String] { try makeLines() }

  /// What was taken for what.
  package var confusions: ConfusionTable { ConfusionTable(makeJudgements().flatMap(\.pairs)) }

  /// How sure the model was of its answers, and how often it was right.
  package var calibration: Calibration { Calibration(makeJudgements().flatMap(\.confidences)) }
}

extension JudgedAnswer {
  /// A line of answers with what is annotated, and where.
  fileprivate func joined(to line: String) throws -> String {
    var object = try JSONParser.parse(Array(line.utf8))
    object["gold"] = gold
    object["correct"] = isRight.map(JSONValue.bool) ?? .null
    if let location {
      object["file"] = .string(location.file)
      object["line"] = .integer(location.line)
    }
    return object.compactText
  }
}
