import LukeTasks

/// Scores of a model that has had time to learn, for those who judge them.
package struct JudgedScores {
  /// The scores.
  package var scores: TaskScores
  /// The data that were scored.
  package var split: EvaluationSplit
  /// The steps that the model was trained for.
  package var step: Int

  package init(_ scores: TaskScores, of split: EvaluationSplit, step: Int) {
    (self.scores, self.split, self.step) = (scores, split, step)
  }

  /// Where in the run it is, for the beginning of a sentence.
  func place(in run: RunFacts) -> String { "step \(step) of \(run.stepCount)" }

  /// The data, in words.
  var data: String { "the \(split.rawValue) data" }

  /// Whether a model should have learned something by now: before the middle of a run it need not have.
  package static func isTime(step: Int, of stepCount: Int, isEnd: Bool) -> Bool {
    isEnd || 2 * step >= stepCount
  }
}
