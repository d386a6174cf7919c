import Foundation
import LukeData
import LukeJSON
import LukeModel
import LukeTasks
import LukeTestSupport
import LukeText
import Testing

@Suite struct ClozeTaskTests {
  private func task() throws -> ClozeQuestionAnsweringTask {
    let tokenizer = try Tokenizer(
      folder: packageFolder.appending(path: "Datasets/quickstart/tokenizer")
    ).addingTokens(ClozeFeatureBuilder.markers)
    return try ClozeQuestionAnsweringTask(
      ClozeQuestionAnsweringSettings(),
      TaskVocabulary(tokenizer: tokenizer, maskEntityID: 2, secondMaskEntityID: 3),
      labels: LabelSet([]))
  }

  private static let location = SourceLocation(file: "sample", line: 1)

  /// Three people and two questions, of which the second has no known answer.
  private let corpus = ClozeCorpus([
    ClozePassage(
      text: "The Ada met Berit and ada", candidates: [4..<7, 12..<17, 22..<25],
      questions: [
        ClozeQuestion(
          query: "@placeholder left.", answers: [.init(text: "The Ada", span: 4..<7)],
          identifier: .text("x")),
        ClozeQuestion(query: "Who met @placeholder?", identifier: .number(7)),
      ], location: location),
    ClozePassage(
      text: "Nobody", candidates: [],
      questions: [
        ClozeQuestion(query: "@placeholder?", answers: [.init(text: "Nobody", span: 0..<6)])
      ], location: location),
  ])

  private func window(_ question: Int, _ candidates: [Int32]) -> ClozeFeature {
    ClozeFeature(
      example: LukeExample(wordIDs: [0]), labels: candidates.map { _ in 0 },
      candidates: candidates, passage: 0, question: question)
  }

  @Test func theBestCandidateOfAllPartsIsTaken() throws {
    let task = try task()
    func answers(_ parts: [(ClozeFeature, [Float])]) -> [PredictedCandidate] {
      task.answers(corpus, parts.map(\.0), outputs: parts.map(\.1))[0]
    }
    let found = answers([
      (window(0, [0, 1]), [0.5, 1]), (window(0, [1, 2]), [-2, 2]), (window(1, [0]), [-1]),
    ])
    #expect(found.map(\.text) == ["ada", "Ada"])
    #expect(found.map(\.span) == [22..<25, 4..<7])
    #expect(abs(found[0].score - 1 / (1 + exp(-2))) < 1e-6)
    #expect(abs(found[1].score - 1 / (1 + exp(1))) < 1e-6)
    // Of equal ones the first of a part, and the last part.
    #expect(answers([(window(0, [0, 1, 2]), [3, 3, 3])])[0].span == 4..<7)
    #expect(
      answers([(window(0, [0, 1]), [0, 3]), (window(0, [1, 2]), [1, 3])])[0].span == 22..<25)
    #expect(
      answers([(window(0, [0, 1]), [0, 3]), (window(0, [1, 2]), [1, 2])])[0].span == 12..<17)
  }

  @Test func targetsAreOneForEachCandidate() throws {
    let task = try task()
    let features = task.features(of: corpus).features
    #expect(features.map(\.labels) == [[1, 0, 0], [-1, -1, -1]])
    #expect(features.map(task.rows) == [3, 3])
    #expect(task.targetCount(features) == 3)
    #expect(task.normalizer(features) == 3)
    guard case .indicators(let values) = task.targets(features) else {
      Issue.record("no indicators")
      return
    }
    #expect(values.map { $0.isNaN ? -1 : $0 } == [1, 0, 0, -1, -1, -1])
    let json = try JSONParser.parse(Array(task.traceable(features).json(paddingID: 1).utf8))
    #expect(
      json["labels"]?.elements?.map { $0.elements?.map(\.integer) } == [
        [1, 0, 0], [-100, -100, -100],
      ])
  }

  @Test func exactMatchAndOverlap() throws {
    let task = try task()
    let features = [window(0, [0, 1, 2]), window(1, [0, 1, 2])]
    let answers = task.answers(corpus, features, outputs: [[0, 0, 1], [0, 1, 0]])
    let scores = task.score([(answers, corpus)])
    // Articles and case do not count; the question that cannot be asked is missed; that without an answer is no
    // question.
    #expect(scores.deciding == .init(name: "exact_match", value: 0.5))
    #expect(scores.values.map(\.name) == ["exact_match", "f1", "chance_exact_match"])
    #expect(scores.values.map(\.value) == [0.5, 0.5, 1.0 / 3])
    #expect(
      scores.table == "exact match 50.00 (1 of 2 right), F1 50.00; by chance 33.33")
  }

  /// Answers drawn at random, scored by the official script; see Scripts/make_cloze_goldens.py.
  @Test func scoresAreTheOfficialScripts() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Goldens/cloze-scores.json")
    let golden = try JSONParser.parse(Data(contentsOf: file))
    var scores = ClozeScores()
    for question in golden["questions"]?.elements ?? [] {
      scores.add(
        predicted: question["predicted"]?.string,
        answers: (question["answers"]?.elements ?? []).compactMap(\.string), candidates: [])
    }
    #expect(scores.questionCount == 120)
    #expect(try abs(100 * scores.exactMatch - #require(golden["exact_match"]?.double)) < 1e-9)
    #expect(try abs(100 * scores.f1 - #require(golden["f1"]?.double)) < 1e-9)
    #expect(scores.exactMatch > 0.2 && scores.f1 < 0.8)
  }

  @Test func linesOfAnswers() throws {
    let task = try task()
    let answers = [
      [
        PredictedCandidate(span: 12..<17, text: "Berit", score: 0.75),
        PredictedCandidate(noneBecause: "no \"reason\""),
      ], [PredictedCandidate(span: 0..<6, text: "Nobody", score: 0.5)],
    ]
    #expect(
      try task.lines(answers, corpus) == [
        #"{"answer":"Berit","end":17,"id":"x","query":"@placeholder left.","score":0.75,"start":12}"#,
        #"{"answer":null,"end":null,"id":7,"query":"Who met @placeholder?","reason":"no \"reason\"","score":null,"start":null}"#,
        #"{"answer":"Nobody","end":6,"query":"@placeholder?","score":0.5,"start":0}"#,
      ])
  }

  @Test func whatACorpusHas() {
    #expect(
      ClozeQuestionAnsweringTask.describe(corpus)
        == "passages: 2 passages, 3 questions, 3 candidates; passages")
  }
}
