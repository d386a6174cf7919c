import LukeData
import LukeModel

/// Finds out what the labels of texts are: classes, lists of them, or scores.
enum SequenceLabels {
  /// What the only column of a head that gives scores is called.
  static let score = "score"

  static func problemType(
    _ corpora: [TextCorpus], _ settings: SequenceClassificationSettings
  ) -> ProblemType {
    if let given = settings.problemType { return given }
    if corpora.contains(where: \.hasLists) { return .multiLabelClassification }
    return settings.labels == nil && areScores(corpora)
      ? .regression : .singleLabelClassification
  }

  /// Whether labels are numbers, not all of them whole ones.
  static func areScores(_ corpora: [TextCorpus]) -> Bool {
    let numbers = LabelNumbers(corpora)
    return numbers.hasFractions && numbers.first == nil
  }

  /// Throws for labels that are no scores.
  static func checkScores(_ corpora: [TextCorpus]) throws(DataError) {
    for corpus in corpora {
      var faults = FaultCollector(file: corpus.file)
      for example in corpus.examples {
        guard let labels = example.labels else { continue }
        let number = labels.count == 1 ? Float(labels[0]) : nil
        if number?.isFinite != true {
          faults.add(
            example.location,
            "the label \"\(labels.joined(separator: ", "))\" is no number, but task.problem_type is "
              + "\"regression\"")
        }
      }
      try faults.throwIfAny()
    }
  }

  /// Throws for lists where a text has one class.
  static func checkSingle(_ corpora: [TextCorpus]) throws(DataError) {
    for corpus in corpora where corpus.hasLists {
      var faults = FaultCollector(file: corpus.file)
      for example in corpus.examples where example.labels.map({ $0.count != 1 }) == true {
        faults.add(
          example.location,
          "has \(example.labels?.count ?? 0) labels, but one is needed; task.problem_type "
            + "\"multi_label_classification\" takes any number")
      }
      try faults.throwIfAny()
    }
  }
}
