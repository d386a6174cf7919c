/// A model that knows what it was trained on by heart, and little else.
package enum FarBelowTraining: NoticeKind {
  package static let name = "far_below_training"

  /// By how much a score on other data is lower as a rule, at most.
  private static let usualDifference = 0.25
  /// From which score on a model knows what it was trained on.
  private static let known = 0.8

  package static func text(of fit: TrainingFit, in run: RunFacts) -> String? {
    let (known, other) = (fit.training.rank, fit.validation.rank)
    // A run that is too short has learned neither, and is told so.
    guard known - other > usualDifference, known >= Self.known, !run.hasFewSteps else { return nil }
    let name = fit.validation.deciding.name
    let stopping = run.training.earlyStopping == nil ? " or training.early_stopping" : ""
    return
      "\(name) of \(percent(other)) on the validation data is far below the \(percent(known)) on "
      + "\(fit.exampleCount) training examples: the model knows these by heart; more training data help "
      + "most, else a shorter training (\(run.lengthKey)\(stopping)), more model.dropout, which is "
      + "\(run.dropout), or more training.weight_decay, which is \(run.training.weightDecay)"
  }

  private static func percent(_ value: Double) -> String { NumberText.fixed(100 * value, 2) }
}
