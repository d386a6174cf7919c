import LukeData
import LukeTestSupport
import Testing

/// Public data of questions with choices.
@Suite(.enabled(if: sharedData("commonsense_qa") != nil))
struct RealChoiceTests {
  private func corpus(_ path: String, requiresLabels: Bool = true) throws -> ChoiceCorpus {
    var options = ChoiceDataOptions()
    options.requiresLabels = requiresLabels
    return try ChoiceDataReader.read(
      SourceText(file: #require(sharedData(path)).path), options)
  }

  /// How often each choice is right, by its place.
  private func answers(_ corpus: ChoiceCorpus) -> [Int] {
    let most = corpus.examples.map(\.choices.count).max() ?? 0
    return (0..<most).map { place in corpus.examples.count { $0.answer == place } }
  }

  @Test func commonsenseQA() throws {
    let corpus = try corpus("commonsense_qa/valid.jsonl")
    #expect(corpus.examples.count == 1221)
    #expect(corpus.examples.allSatisfy { $0.choices.map(\.label) == ["A", "B", "C", "D", "E"] })
    #expect(answers(corpus).reduce(0, +) == 1221)
    #expect(corpus.examples[0].answer == 0 && corpus.examples[0].choices[0].text == "bank")
    #expect(
      corpus.layout
        == "JSON Lines, UTF-8, question \"question.stem\", choices \"question.choices\", answer "
        + "\"answerKey\"")
    let path = try #require(sharedData("commonsense_qa/test.jsonl")).path
    #expect(
      message { try self.corpus("commonsense_qa/test.jsonl") }
        == "\(path): no field is known to hold the answer: the keys are \"id\", \"question\"; name it in "
        + "data.columns.answer")
    let test = try self.corpus("commonsense_qa/test.jsonl", requiresLabels: false)
    #expect(test.examples.count == 1140)
    #expect(test.examples.allSatisfy { $0.answer == nil && $0.choices.count == 5 })
  }

  @Test func copa() throws {
    #expect(try answers(corpus("superglue/COPA/train.jsonl")) == [195, 205])
    #expect(try answers(corpus("superglue/COPA/val.jsonl")) == [55, 45])
    let test = try corpus("superglue/COPA/test.jsonl", requiresLabels: false)
    #expect(test.examples.count == 500)
    #expect(test.examples.allSatisfy { $0.answer == nil })
    #expect(
      Set(test.examples.map(\.question)) == [
        "What was the cause of this?", "What happened as a result?",
      ])
  }

  @Test(arguments: ["it", "qu", "sw", "th", "zh"])
  func xcopa(language: String) throws {
    let validation = try corpus("xcopa/\(language)/val.\(language).jsonl")
    let test = try corpus("xcopa/\(language)/test.\(language).jsonl")
    #expect(validation.examples.count == 100 && test.examples.count == 500)
    // The answers are those of COPA, but for what its authors corrected.
    #expect(answers(test).reduce(0, +) == 500)
    #expect(test.examples.allSatisfy { $0.context != nil && $0.choices.count == 2 })
  }

  @Test func jCommonsenseQA() throws {
    let corpus = try corpus("jglue/datasets/jcommonsenseqa-v1.3/valid-v1.3.json")
    #expect(corpus.examples.count == 1119)
    #expect(answers(corpus).reduce(0, +) == 1119)
    let first = corpus.examples[0]
    #expect(first.identifier == .number(8939))
    #expect(first.answer == 2 && first.choices[2].text == "マザーボード")
  }

  /// 83 passages; three of the questions have no right answer.
  @Test func multiRC() throws {
    let corpus = try corpus("superglue/MultiRC/val.jsonl")
    #expect(corpus.examples.count == 953)
    #expect(Set(corpus.examples.map(\.location.line)) == Set(1...83))
    #expect(Set(corpus.examples.map(\.context)).count == 83)
    #expect(corpus.examples.reduce(0) { $0 + $1.choices.count } == 4848)
    #expect(corpus.hasSeveralAnswers)
    #expect(corpus.examples.allSatisfy { $0.answers != nil && $0.answer == nil })
    #expect(corpus.examples.reduce(0) { $0 + ($1.answers?.count ?? 0) } == 2075)
    #expect(corpus.examples.count { $0.answers == [] } == 3)
    #expect(corpus.layout == "JSON Lines, UTF-8, passages with questions, as MultiRC has them")
    let first = corpus.examples[0]
    #expect(first.identifier == .number(0) && first.answers == [1, 2])
  }
}
