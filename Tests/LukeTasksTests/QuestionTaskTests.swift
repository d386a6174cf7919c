import LukeData
import LukeJSON
import LukeTasks
import LukeTestSupport
import LukeText
import Testing

@Suite struct QuestionTaskTests {
  private func task(
    _ change: (inout QuestionAnsweringSettings) -> Void = { _ in }
  ) throws -> QuestionAnsweringTask {
    let tokenizer = try Tokenizer(
      folder: packageFolder.appending(path: "Datasets/quickstart/tokenizer"))
    var settings = QuestionAnsweringSettings()
    change(&settings)
    return try QuestionAnsweringTask(
      settings, TaskVocabulary(tokenizer: tokenizer, maskEntityID: 2, secondMaskEntityID: 3),
      labels: LabelSet([]))
  }

  private func corpus(_ text: String, file: String = "sample") throws -> QuestionCorpus {
    try QuestionDataReader.read(SourceText(bytes: Array(text.utf8), file: file))
  }

  private static let lines =
    #"{"id": 1, "context": "Ada met Eve.", "question": "Who met?", "answers": {"text": ["Ada"], "answer_start": [0]}}"#
    + "\n" + #"{"context": "Ada met Eve.", "question": "Where?", "answers": []}"#

  @Test func targetsAndSizes() throws {
    let task = try task()
    let features = task.features(of: try corpus(Self.lines)).features
    #expect(features.count == 2)
    let targets = task.targets(features)
    let counts = features.map(\.example.wordIDs.count)
    #expect(targets.words == [0..<counts[0], counts[0]..<counts[0] + counts[1]])
    #expect(targets.starts[0] == Int32(features[0].contextStart))
    #expect(targets.starts[1] == 0 && targets.ends[1] == 0)
    #expect(features.map(task.rows) == counts)
    #expect(task.targetCount(features) == 2)
    var unknown = features
    unknown[0].target = .unknown
    #expect(task.targetCount(unknown) == 1)
    #expect(task.targets(unknown).starts == [-1, 0])
    #expect(QuestionAnsweringTask.location(of: features[1], in: try corpus(Self.lines)).line == 2)

    let json = try JSONParser.parse(Array(task.traceable(features).json(paddingID: 1).utf8))
    #expect(json["start_positions"]?.elements?.map(\.integer) == [features[0].contextStart, 0])
    #expect(json["end_positions"]?.elements?[1].integer == 0)
  }

  /// Starts and ends are told apart.
  @Test func targetsOfSeveralWords() throws {
    let task = try task()
    let corpus = try corpus(
      #"{"context": "Ada met Eve.", "question": "What?", "answer": "met Eve", "start": 4}"#)
    let features = task.features(of: corpus).features
    guard case .tokens(let first, let last) = try #require(features.first).target else {
      Issue.record("no answer")
      return
    }
    #expect(first < last)
    #expect(task.targets(features).starts == [Int32(first)])
    #expect(task.targets(features).ends == [Int32(last)])
  }

  @Test func whatIsSaidOfAFile() throws {
    let corpus = try corpus(Self.lines)
    #expect(
      QuestionAnsweringTask.describe(corpus)
        == "sample: 2 questions about 2 texts, 1 without an answer; JSON Lines, UTF-8")
    var settings = QuestionAnsweringSettings()
    #expect(
      QuestionAnsweringTask.warnings(about: [corpus], settings) == [
        "1 question has no answer, but one is always given; task.unanswerable true gives none where that is likelier"
      ])
    settings.mayBeUnanswerable = true
    #expect(QuestionAnsweringTask.warnings(about: [corpus], settings) == [])
    var answered = corpus
    answered.examples.removeLast()
    #expect(
      QuestionAnsweringTask.warnings(about: [answered], settings) == [
        "every question has an answer: that there may be none (task.unanswerable) is learned only from windows of long "
          + "texts"
      ])
  }

  /// Logits of one window: all at 0 but for some.
  private func logits(_ feature: QuestionFeature, _ starts: [Int: Float], _ ends: [Int: Float])
    -> [Float]
  {
    feature.example.wordIDs.indices.flatMap { [starts[$0] ?? 0, ends[$0] ?? 0] }
  }

  @Test func linesOfAnswers() throws {
    let corpus = try corpus(Self.lines)
    let task = try task {
      $0.mayBeUnanswerable = true
      $0.candidateCount = 1
      $0.bestCount = 1
    }
    let features = task.features(of: corpus).features
    let first = features[0].contextStart
    let last =
      features[0].context.first { features[0].offsets[$0 - first].upperBound == 3 } ?? first
    let outputs = [
      logits(features[0], [first: 8], [last: 8]),
      logits(
        features[1], [0: 8, features[1].contextStart: 8], [0: 7, features[1].contextStart: 8]),
    ]
    let answers = task.answers(corpus, features, outputs: outputs)
    let lines = try task.lines(answers, corpus)
    let score = answers[0].answer?.score ?? 0
    #expect(
      lines[0]
        == #"{"answer":"Ada","candidates":[{"end":3,"score":\#(score),"start":0,"text":"Ada"}],"context":"Ada met Eve.","end":3,"id":1,"no_answer_score":\#(answers[0].noAnswerScore ?? 0),"question":"Who met?","score":\#(score),"start":0}"#
    )
    let never = try self.task {
      $0.mayBeUnanswerable = true; $0.noAnswerThreshold = -1000
    }
    let none = never.answers(corpus, features, outputs: outputs)
    #expect(none[0].answer == nil)
    #expect(
      try never.lines(none, corpus)[0].hasPrefix(
        #"{"answer":null,"context":"Ada met Eve.","end":null,"id":1,"no_answer_score":"#))
    #expect(
      try never.lines(none, corpus)[0].contains(
        #""reason":"no answer: its score exceeds that of the best one by -16.00, more than task.no_answer_threshold, -1000","score":null,"start":null"#
      ))
  }

  @Test func rulesFollowFromTheData() throws {
    func rules(
      _ text: String, file: String = "sample.json",
      _ change: (inout QuestionAnsweringSettings) -> Void = { _ in }
    ) throws -> String {
      let corpus = try corpus(text, file: file)
      let task = try task(change)
      let features = task.features(of: corpus).features
      let outputs = features.map { logits($0, [$0.contextStart: 1], [$0.contextStart: 1]) }
      let scores = task.score([(task.answers(corpus, features, outputs: outputs), corpus)])
      return String(scores.table.split(separator: "\n").last ?? "")
    }
    let one = #"{"id": "a", "context": "Ada", "question": "?", "answers": ["Ada"]}"#
    let start = "answers are compared by "
    #expect(try rules(one) == start + "SQuAD's rules (task.scoring)")
    #expect(try rules(one) { $0.scoring = .squad } == start + "SQuAD's rules")
    #expect(
      try rules(one) { $0.mayBeUnanswerable = true } == start + "SQuAD 2.0's rules (task.scoring)")
    #expect(
      try rules(one, file: "a/test-context-vi-question-zh.json")
        == start + "MLQA's rules for vi (task.scoring)")
    #expect(try rules(one) { $0.scoring = .mlqa } == start + "MLQA's rules for en")
    #expect(
      try rules(one, file: "xquad.es.json") { $0.scoring = .mlqa } == start + "MLQA's rules for es")
    #expect(
      try rules(one, file: "xquad.es.json") {
        $0.scoring = .mlqa
        $0.language = .german
      } == start + "MLQA's rules for de")
    #expect(
      try rules(one.replacing("\"a\"", with: "\"DEV_3_QUERY_0\""))
        == start + "CMRC 2018's rules (task.scoring)")
    #expect(
      try rules(#"[{"context_text": "Ada", "qas": [{"query_text": "?", "answers": ["Ada"]}]}]"#)
        == start + "CMRC 2018's rules (task.scoring)")
  }
}
