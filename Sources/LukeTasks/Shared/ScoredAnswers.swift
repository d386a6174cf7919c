import LukeData
import LukeJSON

/// The answers behind scores, held against what is annotated when somebody asks for that.
package struct ScoredAnswers: Sendable {
  private let judge: @Sendable () throws -> JudgedAnswers
  private let compare: @Sendable () -> [String]?

  /// The answers of a task to some corpora.
  package init<Task: FineTuningTask>(
    _ answered: [(answers: Task.Answers, corpus: Task.Corpus)], of task: Task
  ) {
    judge = {
      var all = JudgedAnswers()
      for (answers, corpus) in answered {
        let judged = task.judged(answers, corpus)
        if judged.isEmpty { continue }
        let lines = try task.lines(answers, corpus)
        precondition(lines.count == judged.count, "one judgement for each line")
        all.judgements += judged
        all.objects += try zip(lines, judged).map { line, judged in try judged.joined(to: line) }
      }
      return all
    }
    compare = {
      let words = answered.map { task.comparedWords($0, $1) }
      return words.contains { $0 == nil } ? nil : words.flatMap { $0 ?? [] }
    }
  }

  /// Judges all answers; what is made of that is made of one judgement.
  package func judged() throws -> JudgedAnswers { try judge() }

  /// Words, each a line with the tag that is annotated and the one that was answered; nil where answers are none.
  package var comparedWords: [String]? { compare() }
}

/// Answers with what is annotated; none of a task that does not judge them.
package struct JudgedAnswers {
  fileprivate var judgements: [JudgedAnswer] = []

  /// One JSON object for each example: what `predict` writes, and `gold`, `correct`, `file` and `line`.
  package fileprivate(set) var objects: [JSONValue] = []

  /// The objects as lines.
  package var lines: [String] { objects.map(\.compactText) }

  /// What was taken for what.
  package var confusions: ConfusionTable { ConfusionTable(judgements.flatMap(\.pairs)) }

  /// The labels that are annotated or were answered, sorted.
  package var labels: [String] {
    Set(judgements.flatMap(\.pairs).flatMap { [$0.gold, $0.answer].compactMap(\.self) }).sorted()
  }

  /// What becomes of precision and recall where unsure answers are left out; nil where nobody knows which are right.
  package var thresholds: ThresholdTable? {
    let answers = judgements.flatMap(\.confidences)
    let annotated = judgements.flatMap(\.pairs).count { $0.gold != nil }
    if answers.isEmpty, annotated == 0 { return nil }
    return ThresholdTable(answers, annotatedCount: annotated)
  }

  /// How sure the model was of its answers, and how often it was right.
  package var calibration: Calibration { Calibration(judgements.flatMap(\.confidences)) }
}

extension JudgedAnswer {
  /// A line of answers with what is annotated, and where.
  fileprivate func joined(to line: String) throws -> JSONValue {
    var object = try JSONParser.parse(Array(line.utf8))
    object["gold"] = gold
    object["correct"] = isRight.map(JSONValue.bool) ?? .null
    if let location {
      object["file"] = .string(location.file)
      object["line"] = .integer(location.line)
    }
    return object
  }
}
