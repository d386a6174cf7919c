import LukeTasks

/// A model that has but one answer, though others are right, too.
package enum OneAnswerAlone: NoticeKind {
  package static let name = "one_answer"

  /// The fewest things that are found of which it is told, and the share of others among what is annotated.
  private static let fewestFound = 10
  private static let leastShare = 0.1

  package static func text(of judged: JudgedScores, in run: RunFacts) -> String? {
    guard let tally = judged.scores.tally, tally.answered.count == 1,
      let label = tally.answered.keys.first, label != tally.negative
    else { return nil }
    let others = tally.annotatedCount - (tally.annotated[label] ?? 0)
    let all = counted(tally.annotatedCount, tally.unit, plural: tally.units)
    let isTold =
      switch tally.kind {
      case .oneEach: others > 0
      case .found:
        tally.answeredCount >= fewestFound
          && Double(others) >= leastShare * Double(tally.annotatedCount)
      }
    guard isTold, others > 0 else { return nil }
    return
      "\(judged.place(in: run)): the model answers nothing but \"\(label)\" on \(judged.data), of "
      + "whose \(all) \(others) \(others == 1 ? "is" : "are") something else; \(run.reasonsForNothing)"
  }
}
