import LukeTasks

/// A score that whoever always gives the most frequent answer has, too.
package enum NoBetterThanOneAnswer: NoticeKind {
  package static let name = "no_better_than_one_answer"

  package static func text(of judged: JudgedScores, in run: RunFacts) -> String? {
    let score = judged.scores.deciding
    guard let tally = judged.scores.tally, tally.annotated.count > 1,
      // Else that is what is said.
      tally.answered.count > 1,
      let constant = tally.constantScore(named: score.name), score.value <= constant,
      let label = tally.mostFrequent?.label
    else { return nil }
    return
      "\(judged.place(in: run)): \(score.name) of \(percent(score.value)) on \(judged.data) is no "
      + "better than the \(percent(constant)) of answering \"\(label)\" every time; "
      + run.reasonsForNothing
  }

  private static func percent(_ value: Double) -> String { NumberText.fixed(100 * value, 2) }
}
