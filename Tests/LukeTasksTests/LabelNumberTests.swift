import LukeData
import LukeTasks
import LukeTestSupport
import Testing

/// Labels of which nearly all are scores.
@Suite struct LabelNumberTests {
  private typealias Task = SequenceClassificationTask

  private func corpus(_ labels: [String]) -> TextCorpus {
    TextCorpus(
      labels.enumerated().map { number, label in
        TextExample(
          text: "a", labels: [label], location: SourceLocation(file: "f", line: number + 2))
      })
  }

  private func fault(
    _ labels: [String], _ settings: SequenceClassificationSettings = .init()
  ) -> String { message { try Task.labels(in: [corpus(labels)], settings) } }

  private static let choice =
    "or set task.problem_type, of which \"single_label_classification\" takes all labels for classes"

  @Test(arguments: ["nan", "NaN", "n/a", "1e400", "1,2,5", "inf"])
  func aScoreThatIsNone(_ label: String) {
    let scores = (0..<1500).map { "\(Double($0) / 8)" }
    #expect(
      fault(scores + [label])
        == "f:1502: the label \"\(label)\" is no number: 1 of 1501 labels is no number, while the others are "
        + "scores; mend it, \(Self.choice)")
    #expect(
      fault([label] + scores + ["x"])
        == "f:2: the label \"\(label)\" is no number: 2 of 1502 labels are no numbers, while the others are "
        + "scores; mend them, \(Self.choice)")
  }

  @Test func decimalCommas() {
    #expect(
      fault(["2,5", "3", "0,25"])
        == "f:2: the label \"2,5\" has a decimal comma, and 2 of 3 labels are numbers with one; write points, "
        + Self.choice)
    let scores = (0..<1500).map { "\(Double($0) / 8)" }
    #expect(
      fault(scores + ["2,5"])
        == "f:1502: the label \"2,5\" has a decimal comma, and 1 of 1501 labels is a number with one; write points, "
        + Self.choice)
    #expect(fault(["2.5", "1,234,5", "3"]).contains("is no number") == false)
  }

  @Test func whatIsMeantIsTaken() throws {
    var settings = SequenceClassificationSettings()
    settings.problemType = .singleLabelClassification
    #expect(fault(["0.5", "1.5", "2.5", "nan"], settings) == "no error")
    // Classes may have numbers among them, and whole numbers are none.
    #expect(fault(["0.5", "a", "b"]) == "no error")
    #expect(fault(["0", "1", "2", "3", "none"]) == "no error")
    #expect(fault(["0.5", "1.5", "2.5"]) == "no error")
  }
}
