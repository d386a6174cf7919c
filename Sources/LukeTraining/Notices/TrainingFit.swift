import LukeTasks

/// How well the final model answers what it was trained on, beside what it was not.
package struct TrainingFit {
  /// The score on training examples that decides which model is best.
  package var training: TaskScores
  /// How many examples these are.
  package var exampleCount: Int
  /// The same score on the validation data.
  package var validation: TaskScores

  package init(training: TaskScores, exampleCount: Int, validation: TaskScores) {
    (self.training, self.exampleCount, self.validation) = (training, exampleCount, validation)
  }
}
