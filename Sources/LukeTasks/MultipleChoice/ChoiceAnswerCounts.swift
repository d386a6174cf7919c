import LukeData
import LukeModel

/// Whether one choice of each question is right, or any number of them.
enum ChoiceAnswerCounts {
  /// The labels of a model, of which there are none, with what it is trained for.
  /// - Throws: `DataError` where one is to be right and others are, too.
  static func labels(
    in corpora: [ChoiceCorpus], _ settings: MultipleChoiceSettings
  ) throws(DataError) -> LabelSet {
    let found = corpora.contains(where: \.hasSeveralAnswers)
    let several = settings.hasSeveralAnswers ?? found
    if !several { try checkSingle(corpora) }
    return LabelSet([], problemType: several ? .multiLabelClassification : nil)
  }

  /// Throws for questions that have not one right choice.
  static func checkSingle(_ corpora: [ChoiceCorpus]) throws(DataError) {
    for corpus in corpora {
      var faults = FaultCollector(file: corpus.file)
      for example in corpus.examples {
        guard let count = example.answers?.count, count != 1 else { continue }
        faults.add(
          example.location,
          (count == 0 ? "no choice is right" : "\(count) choices are right")
            + ", but one is learned; task.several_answers true learns to judge each by itself")
      }
      try faults.throwIfAny()
    }
  }
}

extension LabelSet {
  /// Whether choices are judged one by one.
  var hasSeveralAnswers: Bool { problemType == .multiLabelClassification }
}
