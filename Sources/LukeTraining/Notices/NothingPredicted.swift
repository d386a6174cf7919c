import LukeTasks

/// A model that finds nothing though there is something.
package enum NothingPredicted: NoticeKind {
  package static let name = "nothing_predicted"

  package static func text(of judged: JudgedScores, in run: RunFacts) -> String? {
    guard let tally = judged.scores.tally else { return nil }
    let place = judged.place(in: run)
    switch tally.kind {
    case .found:
      guard tally.annotatedCount > 0, tally.answeredCount == 0 else { return nil }
      return "\(place): the model finds no \(tally.unit) at all in \(judged.data), which have "
        + "\(counted(tally.annotatedCount, tally.unit, plural: tally.units)); "
        + run.reasonsForNothing
    case .oneEach:
      guard let negative = tally.negative, tally.answered[negative] == tally.answeredCount,
        tally.answeredCount > 0
      else { return nil }
      let others = tally.annotatedCount - (tally.annotated[negative] ?? 0)
      guard others > 0 else { return nil }
      return "\(place): the model answers nothing but \"\(negative)\" on \(judged.data), of whose "
        + "\(counted(tally.annotatedCount, tally.unit, plural: tally.units)) \(others) "
        + "\(others == 1 ? "has" : "have") another label; \(run.reasonsForNothing)"
    }
  }
}
