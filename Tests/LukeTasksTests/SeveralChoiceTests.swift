import Foundation
import LukeData
import LukeJSON
import LukeModel
import LukeTasks
import LukeTestSupport
import LukeText
import Testing

/// Questions with any number of right choices.
@Suite struct SeveralChoiceTests {
  private func task(_ labels: LabelSet) throws -> MultipleChoiceTask {
    let tokenizer = try Tokenizer(
      folder: packageFolder.appending(path: "Datasets/quickstart/tokenizer"))
    return try MultipleChoiceTask(
      MultipleChoiceSettings(),
      TaskVocabulary(tokenizer: tokenizer, maskEntityID: 2, secondMaskEntityID: 3), labels: labels)
  }

  private func example(
    _ answers: [Int]?, answer: Int? = nil, _ choices: String..., line: Int = 1
  ) -> ChoiceExample {
    ChoiceExample(
      question: "t?", choices: choices.map { .init(text: $0) }, answer: answer, answers: answers,
      location: SourceLocation(file: "examples", line: line))
  }

  private func settings(_ several: Bool?) -> MultipleChoiceSettings {
    var settings = MultipleChoiceSettings()
    settings.hasSeveralAnswers = several
    return settings
  }

  @Test func listsOfAnswersAreFoundOutAndTold() throws {
    let lists = ChoiceCorpus([example([0, 1], "p", "q"), example(nil, answer: 0, "p", "q")])
    let single = ChoiceCorpus([example(nil, answer: 0, "p", "q")])
    func several(_ corpus: ChoiceCorpus, _ given: Bool?) throws -> Bool {
      try MultipleChoiceTask.labels(in: [corpus], settings(given)).problemType
        == .multiLabelClassification
    }
    #expect(try several(lists, nil) && several(lists, true) && several(single, true))
    #expect(try !several(single, nil) && !several(single, false))
    #expect(
      MultipleChoiceTask.warnings(about: [lists], settings(nil)) == [
        "any number of choices may be right, for answers are lists: each choice is judged by itself "
          + "(task.several_answers)"
      ])
    #expect(MultipleChoiceTask.warnings(about: [lists], settings(true)) == [])
    #expect(MultipleChoiceTask.warnings(about: [single], settings(nil)) == [])
  }

  @Test func oneAnswerIsNeededWhereOneIsLearned() throws {
    let lists = ChoiceCorpus([
      example([1], "p", "q"), example([0, 1], "p", "q", line: 2), example([], "p", "q", line: 3),
    ])
    let expected = """
      examples:2: 2 choices are right, but one is learned; task.several_answers true learns to judge each by itself
      examples:3: no choice is right, but one is learned; task.several_answers true learns to judge each by itself
      """
    #expect(message { try MultipleChoiceTask.labels(in: [lists], settings(false)) } == expected)
    #expect(message { try MultipleChoiceTask.check([lists], against: LabelSet([])) } == expected)
    try MultipleChoiceTask.check(
      [lists], against: LabelSet([], problemType: .multiLabelClassification))
    // A list of one is an answer like any other.
    let one = ChoiceCorpus([example([1], "p", "q")])
    let task = try task(try MultipleChoiceTask.labels(in: [one], settings(false)))
    let features = task.features(of: one).features
    #expect(task.targets(features).labels == [1])
    let answers = task.answers(one, features, outputs: [[0, 1]])
    #expect(task.score([(answers, one)]).deciding == .init(name: "accuracy", value: 1))
  }

  @Test func eachChoiceIsJudgedByItself() throws {
    let corpus = ChoiceCorpus([
      example([0, 2], "p", "q", "r"), example(nil, "p", "q"), example([], "p"),
      example(nil, answer: 1, "p", "q"),
    ])
    let task = try task(LabelSet([], problemType: .multiLabelClassification))
    let features = task.features(of: corpus).features
    #expect(task.targetCount(features) == 6)
    #expect(task.normalizer(features) == 6)
    let targets = task.targets(features)
    #expect(targets.choiceCounts == [3, 2, 1, 2])
    #expect(targets.indicators?.map { $0.isNaN ? -1 : $0 } == [1, 0, 1, -1, -1, 0, 0, 1])
    let answers = task.answers(
      corpus, features, outputs: [[1, -1, 0.5], [-1, -2], [0.1], [0, 2]])
    #expect(answers.map(\.indices) == [[0, 2], [], [0], [1]])
    #expect(answers.map(\.index) == [0, 0, 0, 1])
    #expect(abs(answers[0].scores[0] - 1 / (1 + exp(-1))) < 1e-6)
    let scores = task.score([(answers, corpus)])
    #expect(scores.deciding.name == "f1_a")
    #expect(
      scores.values.map(\.name) == [
        "f1_a", "exact_match", "f1_m", "precision", "recall", "all_f1_a",
      ])
    #expect(
      scores.table
        == "F1 of all answers 85.71 (precision 75.00, recall 100.00; 66.67 for whoever takes all), exact match "
        + "66.67 (2 of 3 questions), mean F1 of questions 66.67")
    // transformers has no loss of these.
    let json = try JSONParser.parse(Array(task.traceable(features).json(paddingID: 1).utf8))
    #expect(json["labels"] == nil && json["input_ids"]?.elements?.count == 4)
  }

  /// Choices judged at random, scored by scikit-learn; see Scripts/make_choice_goldens.py.
  @Test func scoresAreScikitLearns() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Goldens/choice-scores.json")
    let golden = try JSONParser.parse(Data(contentsOf: file))
    var scores = SeveralChoiceScores()
    for question in golden["questions"]?.elements ?? [] {
      let labels = try #require(question["labels"]?.elements)
      func ones(_ key: String) -> [Int] {
        labels.indices.filter { question[key]?.elements?[$0].integer == 1 }
      }
      scores.add(
        answers: ones("labels"), predicted: ones("predicted"), choiceCount: labels.count)
    }
    #expect(scores.questionCount == 200)
    #expect(try abs(scores.choices.f1 - #require(golden["f1_a"]?.double)) < 1e-12)
    #expect(try abs(scores.exactMatch - #require(golden["exact_match"]?.double)) < 1e-12)
    #expect(try abs(scores.meanF1 - #require(golden["f1_m"]?.double)) < 1e-12)
  }

  @Test func linesOfAnswers() throws {
    var named = example([0], "p", "q")
    named.choices[0].label = "A"
    named.choices[1].label = "B"
    named.identifier = .number(4)
    let corpus = ChoiceCorpus([named, example([], "p")])
    var (both, none) = (
      PredictedChoice(index: 0, scores: [0.75, 0.5]), PredictedChoice(index: 0, scores: [0.25])
    )
    (both.indices, none.indices) = ([0, 1], [])
    #expect(
      try task(LabelSet([], problemType: .multiLabelClassification)).lines([both, none], corpus)
        == [
          #"{"answers":["A","B"],"choices":[{"label":"A","score":0.75,"text":"p"},{"label":"B","score":0.5,"text":"q"}],"id":4,"indices":[0,1],"question":"t?"}"#,
          #"{"answers":[],"choices":[{"score":0.25,"text":"p"}],"indices":[],"question":"t?"}"#,
        ])
  }
}
