import LukeData
import LukeModel
import LukeTasks
import Testing

@Suite struct TypingScoreTests {
  /// By hand: correct 1 + 0 + 2 + 0, answered 2 + 0 + 2 + 1, annotated 1 + 2 + 2 + 0.
  @Test func looseAndStrictScoresByHand() {
    let scores = TypingScores(
      gold: [["a"], ["a", "b"], ["b", "c"], []], predicted: [["a", "b"], [], ["b", "c"], ["c"]])
    #expect(scores.micro == PrecisionRecall(correctCount: 3, predictedCount: 5, goldCount: 5))
    #expect(abs(scores.micro.f1 - 0.6) < 1e-12)
    // Precisions 1/2, 0, 1, 0 and recalls 1, 0, 1, 0, each over four mentions.
    #expect(scores.macroPrecision == 0.375)
    #expect(scores.macroRecall == 0.5)
    #expect(abs(scores.macroF1 - 2 * 0.375 * 0.5 / 0.875) < 1e-12)
    #expect(scores.accuracy == 0.25)
    #expect(
      scores.byLabel["b"] == PrecisionRecall(correctCount: 1, predictedCount: 2, goldCount: 2))
    #expect(scores.value(of: .macroF1) == scores.macroF1)
  }

  @Test func nothingToScoreScoresNothing() {
    let scores = TypingScores(gold: [], predicted: [])
    #expect(scores.micro.f1 == 0 && scores.macroF1 == 0 && scores.accuracy == 0)
  }

  private func corpora(_ labels: [String]...) -> [MentionCorpus] {
    [
      MentionCorpus(
        labels.enumerated().map { index, labels in
          MentionText(
            text: "Ada", mentions: [.init(span: 0..<3, labels: labels)],
            location: SourceLocation(file: "sample", line: index + 1))
        })
    ]
  }

  @Test func typesAreThoseOfTheData() throws {
    var settings = EntityTypingSettings()
    let labels = try EntityTypingTask.labels(in: corpora(["b", "a"], [], ["c"]), settings)
    #expect(labels.names == ["a", "b", "c"])
    #expect(labels.problemType == .multiLabelClassification)
    #expect(labels.counts == [1, 1, 1])
    #expect(throws: TaskError.noLabels(file: "text", what: "types")) {
      try EntityTypingTask.labels(in: corpora([]), settings)
    }
    settings.problemType = .singleLabelClassification
    #expect(
      EntityTypingTask.warnings(about: corpora(["a"], ["b"]), settings) == [])
    #expect {
      try EntityTypingTask.labels(in: corpora(["b"], ["a", "b"], []), settings)
    } throws: { error in
      "\(error)" == """
        sample:2: "Ada" has 2 labels, but one is needed; task.problem_type "multi_label_classification" takes any number
        sample:3: "Ada" has 0 labels, but one is needed; task.problem_type "multi_label_classification" takes any number
        """
    }
  }

  @Test func typesThatExcludeEachOtherAreSaid() {
    #expect(
      EntityTypingTask.warnings(about: corpora(["a"], ["b"]), EntityTypingSettings()) == [
        "every mention has one type, but any number may be answered; task.problem_type "
          + "\"single_label_classification\" learns types that exclude each other"
      ])
    #expect(
      EntityTypingTask.warnings(about: corpora(["a"], []), EntityTypingSettings()) == [])
  }
}
