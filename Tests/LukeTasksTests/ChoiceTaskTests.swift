import LukeData
import LukeJSON
import LukeTasks
import LukeTestSupport
import LukeText
import Testing

@Suite struct ChoiceTaskTests {
  private func task() throws -> MultipleChoiceTask {
    let tokenizer = try Tokenizer(
      folder: packageFolder.appending(path: "Datasets/quickstart/tokenizer"))
    return try MultipleChoiceTask(
      MultipleChoiceSettings(),
      TaskVocabulary(tokenizer: tokenizer, maskEntityID: 2, secondMaskEntityID: 3),
      labels: LabelSet([]))
  }

  private func example(_ answer: Int?, _ choices: String...) -> ChoiceExample {
    ChoiceExample(
      question: "t?", choices: choices.map { .init(text: $0) }, answer: answer,
      location: SourceLocation(file: "sample", line: 1))
  }

  @Test func accuracyAndChance() throws {
    let corpus = ChoiceCorpus([
      example(0, "p", "q"), example(2, "p", "q", "r", "s"), example(nil, "p", "q"),
      example(1, "p", "q", "r", "s"),
    ])
    let task = try task()
    let features = task.features(of: corpus).features
    #expect(task.targetCount(features) == 3)
    #expect(task.targets(features).choiceCounts == [2, 4, 2, 4])
    #expect(task.targets(features).labels == [0, 2, -100, 1])
    #expect(features.map(task.rows) == [2, 4, 2, 4])
    let answers = task.answers(
      corpus, features, outputs: [[1, 1], [0, 1, 2, 1], [0, 1], [3, 2, 1, 0]])
    // Of equally likely choices the first.
    #expect(answers.map(\.index) == [0, 2, 1, 0])
    #expect(answers[0].scores == [0.5, 0.5])
    let scores = task.score([(answers, corpus)])
    #expect(scores.values.map(\.name) == ["accuracy", "chance_accuracy"])
    #expect(scores.deciding.value == 2.0 / 3)
    #expect(scores.values[1].value == (0.5 + 0.25 + 0.25) / 3)
    #expect(scores.table == "accuracy 66.67 (2 of 3 right); by chance 33.33")
  }

  @Test func linesOfAnswers() throws {
    var named = example(nil, "p", "q")
    named.choices[0].label = "A"
    named.choices[1].label = "B"
    named.context = "S/T."
    named.identifier = .number(4)
    let corpus = ChoiceCorpus([named, example(nil, "p", "q")])
    let task = try task()
    let answers = [
      PredictedChoice(index: 1, scores: [0.25, 0.75]),
      PredictedChoice(index: 0, scores: [0.5, 0.5]),
    ]
    #expect(
      try task.lines(answers, corpus) == [
        #"{"answer":"B","choices":[{"label":"A","score":0.25,"text":"p"},{"label":"B","score":0.75,"text":"q"}],"context":"S/T.","id":4,"index":1,"question":"t?","score":0.75}"#,
        #"{"answer":"p","choices":[{"score":0.5,"text":"p"},{"score":0.5,"text":"q"}],"index":0,"question":"t?","score":0.5}"#,
      ])
  }

  /// transformers takes as many choices for each question.
  @Test func tracesHaveAsManyChoicesForEach() throws {
    let task = try task()
    let features = task.features(
      of: ChoiceCorpus([example(1, "p", "q"), example(0, "p", "q", "r")])
    )
    .features
    let json = try JSONParser.parse(Array(task.traceable(features).json(paddingID: 1).utf8))
    let ids = json["input_ids"]?.elements ?? []
    #expect(ids.map { $0.elements?.count } == [3, 3])
    #expect(json["labels"]?.elements?.map(\.integer) == [1, 0])
    let mask = ids.indices.compactMap {
      json["attention_mask"]?.elements?[$0].elements?[2].elements
    }
    #expect(mask[0].map(\.integer) == [1] + [Int?](repeating: 0, count: mask[0].count - 1))
  }
}
