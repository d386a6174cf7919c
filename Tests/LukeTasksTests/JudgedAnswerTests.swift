import LukeData
import LukeTasks
import Testing

@Suite struct JudgedAnswerTests {
  private func entity(_ words: Range<Int>, _ label: String) -> PredictedEntity {
    PredictedEntity(words: words, label: label, score: 1, logit: 1)
  }

  /// The same words make a pair, whatever they were taken for; of two labels for the same words the right one
  /// goes first.
  @Test func entitiesWithTheSameWordsMakeAPair() {
    let place = SourceLocation(file: "f", line: 1)
    let sentence = AnnotatedSentence(
      words: ["a", "b", "c", "d"],
      entities: [
        EntityAnnotation(words: 0..<1, label: "PER", line: 1),
        EntityAnnotation(words: 1..<2, label: "LOC", line: 2),
        EntityAnnotation(words: 3..<4, label: "ORG", line: 4),
      ], location: place)
    let answers = [
      entity(1..<2, "ORG"), entity(1..<2, "LOC"), entity(0..<1, "ORG"), entity(2..<3, "PER"),
    ]
    let pairs = JudgedEntities.pairs(answers, sentence)
    #expect(
      pairs == [
        .init(gold: "PER", answer: "ORG"), .init(gold: "LOC", answer: "LOC"),
        .init(gold: "ORG", answer: nil), .init(gold: nil, answer: "ORG"),
        .init(gold: nil, answer: "PER"),
      ])
    #expect(!JudgedEntities.isRight(answers, sentence))
    #expect(
      JudgedEntities.isRight(
        [entity(3..<4, "ORG"), entity(0..<1, "PER"), entity(1..<2, "LOC")], sentence))
  }

  @Test func confusionsAreCountedAndOrdered() {
    let pairs: [(String?, String?)] = [
      ("b", "b"), ("a", "b"), ("a", "a"), ("a", "a"), (nil, "a"), ("b", nil), ("a", "b"),
      ("a", "b"),
    ]
    let table = ConfusionTable(pairs.map { JudgedAnswer.Pair(gold: $0, answer: $1) })
    #expect(
      table.tabbedLines == [
        "gold\tanswer\tcount", "a\tb\t3", "a\ta\t2", "b\t\t1", "b\tb\t1", "\ta\t1",
      ])
    #expect(
      table.errors.map { "\($0.pair.gold ?? "-") \($0.pair.answer ?? "-") \($0.count)" } == [
        "a b 3", "b - 1", "- a 1",
      ])
    #expect(ConfusionTable([]).rows.isEmpty)
  }

  @Test func calibrationComparesConfidenceAndAccuracy() {
    let answers: [JudgedAnswer.Confidence] = [
      .init(score: 1, isRight: true), .init(score: 0.95, isRight: false),
      .init(score: 0.3, isRight: false), .init(score: .nan, isRight: true),
    ]
    let calibration = Calibration(answers)
    #expect(calibration.count == 3)
    #expect(calibration.bins[9].count == 2 && calibration.bins[9].accuracy == 0.5)
    #expect(abs(calibration.bins[9].confidence - 0.975) < 1e-6)
    #expect(abs(calibration.error - (2 * 0.475 + 0.3) / 3) < 1e-6)
    #expect(Calibration([]).error == 0)
  }
}
