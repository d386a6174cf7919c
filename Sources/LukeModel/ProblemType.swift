/// What a head over whole texts is trained for (`problem_type` of `config.json`), which decides its loss.
public enum ProblemType: String, CaseIterable, Hashable, Sendable {
  /// A number for each column; squared error.
  case regression
  /// One class for each text; softmax cross-entropy.
  case singleLabelClassification = "single_label_classification"
  /// Any number of classes for each text; binary cross-entropy.
  case multiLabelClassification = "multi_label_classification"
}
