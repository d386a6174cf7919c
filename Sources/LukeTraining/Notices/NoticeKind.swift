/// One thing that a run may notice of itself: a file of its own in this folder, and a place in
/// ``RunWatch/kinds``.
///
/// A kind says something at the moments that concern it, and has nothing to say at all others. What it looks at
/// is what a run knows anyway: no kind changes a number of the training.
package protocol NoticeKind {
  /// What it is called in the run log.
  static var name: String { get }
  /// What there is to say before the first step.
  static func text(before run: RunFacts) -> String?
  /// What there is to say of the losses so far.
  static func text(of losses: LossTrend, in run: RunFacts) -> String?
  /// What there is to say of scores.
  static func text(of scores: JudgedScores, in run: RunFacts) -> String?
  /// What there is to say of the final model.
  static func text(of fit: TrainingFit, in run: RunFacts) -> String?
}

extension NoticeKind {
  /// Nothing.
  package static func text(before run: RunFacts) -> String? { nil }
  /// Nothing.
  package static func text(of losses: LossTrend, in run: RunFacts) -> String? { nil }
  /// Nothing.
  package static func text(of scores: JudgedScores, in run: RunFacts) -> String? { nil }
  /// Nothing.
  package static func text(of fit: TrainingFit, in run: RunFacts) -> String? { nil }
}
