import Foundation

/// A loss that does not fall.
package enum LossThatStays: NoticeKind {
  package static let name = "loss_stays"

  /// How near a loss is to that of guessing, as a share of it.
  private static let nearness = 0.02

  package static func text(of losses: LossTrend, in run: RunFacts) -> String? {
    guard run.beginsAnew, !losses.falls else { return nil }
    let (first, now) = (losses.meanAtBeginning, losses.meanNow)
    let place = "step \(losses.step) of \(run.stepCount): the loss"
    let numbers = "it was \(NumberText.fixed(first, 4)) and is \(NumberText.fixed(now, 4))"
    if losses.rises { return "\(place) has risen, \(numbers); \(run.rateReason)" }
    if let guessing = run.guessing, abs(now - guessing.loss) < nearness * guessing.loss {
      return "\(place) stays that of guessing \(guessing.what), "
        + "\(NumberText.fixed(guessing.loss, 4)), \(numbers); \(run.reasonsForNothing)"
    }
    // It may be on its way all the same: what is said must not be what the numbers deny.
    if now < 0.8 * first { return nil }
    let how =
      now < 0.95 * first ? "falls by less than it varies from step to step" : "does not fall"
    return "\(place) \(how), \(numbers); \(run.reasonsForNothing)"
  }
}
