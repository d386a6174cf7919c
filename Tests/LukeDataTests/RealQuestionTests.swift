import LukeData
import LukeTestSupport
import Testing

/// Public data of questions about texts, with the counts of their authors.
@Suite(.enabled(if: sharedData("xquad") != nil))
struct RealQuestionTests {
  private func corpus(
    _ path: String, _ change: (inout QuestionDataOptions) -> Void = { _ in }
  ) throws -> QuestionCorpus {
    var options = QuestionDataOptions()
    change(&options)
    return try QuestionDataReader.read(
      SourceText(file: #require(sharedData(path)).path), options)
  }

  /// Whether every answer says what stands in its place.
  private func standsThere(_ example: QuestionExample) -> Bool {
    let scalars = Array(example.context.unicodeScalars)
    return (example.answers ?? []).allSatisfy { answer in
      answer.span.map { scalars[$0].elementsEqual(answer.text.unicodeScalars) } ?? false
    }
  }

  @Test(arguments: ["en", "de", "es", "zh"])
  func xquad(language: String) throws {
    let corpus = try corpus("xquad/xquad.\(language).json")
    #expect(corpus.examples.count == 1190)
    #expect(corpus.contextCount == 240)
    #expect(corpus.examples.allSatisfy { $0.answers?.count == 1 && standsThere($0) })
  }

  @Test func squad2() throws {
    let corpus = try corpus("squad_v2_cs224n/dev-v2.0.json")
    #expect(corpus.examples.count == 6078)
    #expect(corpus.contextCount == 646)
    #expect(corpus.unanswerableCount == 3168)
    #expect(corpus.examples.reduce(0) { $0 + ($1.answers?.count ?? 0) } == 10052)
    #expect(corpus.examples.allSatisfy(standsThere))
  }

  @Test(arguments: ["de", "en"])
  func mlqa(language: String) throws {
    let corpus = try corpus(
      "xtreme/mlqa/MLQA_V1/dev/dev-context-de-question-\(language).json")
    #expect(corpus.examples.count == 512)
    #expect(corpus.examples.allSatisfy(standsThere))
  }

  /// The answers of this file are kept back.
  @Test func tydiqa() throws {
    let name = "xtreme/tydiqa/tydiqa-goldp-v1.1-dev/tydiqa.goldp.sw.dev.json"
    let path = try #require(sharedData(name)).path
    #expect(
      message { try self.corpus(name) }
        == "\(path): the answers of all questions are blank, as where they are kept back; predict answers them"
    )
    let corpus = try self.corpus(name) { $0.requiresLabels = false }
    #expect(corpus.examples.count == 499)
    #expect(corpus.contextCount == 499)
  }

  @Test func cmrc() throws {
    let own = try corpus("cmrc2018/data/cmrc2018_trial.json")
    #expect(own.examples.count == 1002)
    #expect(own.contextCount == 256)
    #expect(own.layout == "CMRC 2018's JSON, UTF-8")
    #expect(own.examples.allSatisfy(standsThere))
    #expect(own.notes.contains { $0.contains("; 77 of them stand there more than once") })
    #expect(own.notes.contains { $0.contains(": 2 questions are blank, and asked all the same") })
  }

  /// Five starts are counted in UTF-16.
  @Test func cmrcLikeSQuAD() throws {
    let name = "cmrc2018/squad-style-data/cmrc2018_trial.json"
    let path = try #require(sharedData(name)).path
    let faults = message { try self.corpus(name) }.split(separator: "\n")
    #expect(faults.count == 5)
    #expect(
      faults[0]
        == "\(path):1466: data[28].paragraphs[0].qas[0].answers[0]: \"俗名龙尖\" is not at answer_start 14, where the "
        + "context has \"名龙尖，\"; it is at 13, for the offset counts UTF-16, not Unicode code points; "
        + "data.answer_starts \"nearest\" takes it from there")
    #expect(try corpus(name) { $0.badRecords = .skip }.examples.count == 997)
    let nearest = try corpus(name) { $0.answerStarts = .nearest }
    #expect(nearest.examples.count == 1002)
    #expect(nearest.examples.allSatisfy(standsThere))
    #expect(nearest.notes.contains { $0.contains(": 5 answers do not stand where") })
    // Both layouts hold the same.
    let own = try corpus("cmrc2018/data/cmrc2018_trial.json")
    let texts = { (corpus: QuestionCorpus) in corpus.examples.map { $0.answers?.map(\.text) } }
    #expect(texts(own) == texts(nearest))
  }
}
