import LukeData
import LukeTasks
import LukeTestSupport
import LukeText
import Testing

/// What each task counts of its answers, by which a run notices a model that has learned nothing.
@Suite struct AnswerTallyTests {
  /// What a task counts of a labelled text and of outputs, the same ones for each feature.
  private func tally<Task: FineTuningTask>(
    _ type: Task.Type, _ text: String, _ settings: Task.Settings = .init(), outputs: [[Float]]
  ) throws -> AnswerTally? {
    let tokenizer = try Tokenizer(
      folder: packageFolder.appending(path: "Datasets/quickstart/tokenizer"))
    let corpus = try Task.read(
      SourceText(bytes: Array(text.utf8), file: "sample"), .init(), requiresLabels: true)
    let task = try Task(
      settings,
      TaskVocabulary(
        tokenizer: try tokenizer.addingTokens(Task.markers.map(\.token)), maskEntityID: 2,
        secondMaskEntityID: 3), labels: Task.labels(in: [corpus], settings))
    let features = task.features(of: corpus).features
    let rows = features.enumerated().map { index, feature in
      (0..<task.rows(of: feature)).flatMap { _ in outputs[index % outputs.count] }
    }
    return task.tally([(task.answers(corpus, features, outputs: rows), corpus)])
  }

  @Test func entities() throws {
    let text = "Ann B-PER\nleft O\nRome B-LOC\n\nBo B-PER\n"
    var settings = NamedEntityRecognitionSettings()
    settings.context = .sentence
    // O, LOC, PER.
    let none = try #require(
      try tally(NamedEntityRecognitionTask.self, text, settings, outputs: [[9, 0, 0]]))
    #expect(none.kind == .found && none.units == "entities")
    #expect(none.annotated == ["PER": 2, "LOC": 1] && none.answered.isEmpty)
    let some = try #require(
      try tally(NamedEntityRecognitionTask.self, text, settings, outputs: [[0, 9, 0]]))
    #expect(some.answered.keys.sorted() == ["LOC"])
    // With a plain encoder, too, by words (O, LOC, PER) and by tags (O, two of each).
    func count<Task: FineTuningTask<NamedEntityRecognitionSettings, EntityDataSettings>>(
      _ task: Task.Type, outputs: [Float]
    ) throws -> AnswerTally? { try tally(task, text, settings, outputs: [outputs]) }
    for (head, columns) in [(EntityHead.words, 3), (.tags, 5)] {
      settings.head = head
      let plain = try #require(NamedEntityRecognitionTask.withoutEntities(settings))
      #expect(try count(plain, outputs: [9] + [Float](repeating: 0, count: columns - 1)) == none)
    }
  }

  @Test func tagsOfWords() throws {
    // O, B-PER, I-PER.
    let entities = try #require(
      try tally(
        TokenClassificationTask.self, "Ann B-PER\nLee I-PER\nleft O\n", outputs: [[9, 0, 0]]))
    #expect(entities.kind == .found && entities.annotated == ["PER": 1])
    #expect(entities.answered.isEmpty)
    let tags = try #require(
      try tally(
        TokenClassificationTask.self, "Ann NOUN\nleft VERB\nRome NOUN\n", outputs: [[0, 9]]))
    #expect(tags.kind == .oneEach && tags.unit == "word")
    #expect(tags.annotated == ["NOUN": 2, "VERB": 1] && tags.answered == ["VERB": 3])
  }

  @Test func relations() throws {
    func line(_ relation: String) -> String {
      #"{"text": "Ann met Bo", "head": {"start": 0, "end": 3}, "tail": {"start": 8, "end": 10}, "#
        + "\"relation\": \"\(relation)\"}\n"
    }
    let counts = try #require(
      try tally(
        RelationClassificationTask.self, line("no_relation") + line("knows") + line("knows"),
        outputs: [[9, 0]]))
    #expect(counts.kind == .oneEach && counts.negative == "no_relation")
    #expect(counts.annotated == ["knows": 2, "no_relation": 1])
    #expect(counts.answered == ["no_relation": 3])
  }

  @Test func classesOfTexts() throws {
    let single = "text\tlabel\nfine day\tgood\nsad day\tbad\nnice day\tgood\n"
    let classes = try #require(
      try tally(SequenceClassificationTask.self, single, outputs: [[9, 0], [0, 9]]))
    #expect(classes.kind == .oneEach && classes.negative == nil)
    #expect(classes.annotated == ["good": 2, "bad": 1])
    #expect(classes.answered == ["bad": 2, "good": 1])
    let several =
      #"{"text": "fine day", "labels": ["good", "short"]}"# + "\n"
      + #"{"text": "sad day", "labels": []}"# + "\n"
    let labels = try #require(
      try tally(SequenceClassificationTask.self, several, outputs: [[-9, -9]]))
    #expect(labels.kind == .found && labels.annotatedCount == 2 && labels.answeredCount == 0)
    let scores = "text\tlabel\nfine day\t0.5\nsad day\t1.5\n"
    #expect(try tally(SequenceClassificationTask.self, scores, outputs: [[1]]) == nil)
  }

  @Test func typesOfMentions() throws {
    let text =
      #"{"text": "Ann left", "entities": [{"start": 0, "end": 3, "labels": ["person", "writer"]}]}"#
      + "\n"
    let types = try #require(try tally(EntityTypingTask.self, text, outputs: [[9, -9]]))
    #expect(types.kind == .found && types.annotated == ["person": 1, "writer": 1])
    #expect(types.answered == ["person": 1])
    // In words alone, too.
    let plain = try #require(EntityTypingTask.withoutEntities(EntityTypingSettings()))
    func count<Task: FineTuningTask<EntityTypingSettings, MentionDataSettings>>(
      _ task: Task.Type
    ) throws -> AnswerTally? { try tally(task, text, outputs: [[9, -9]]) }
    #expect(try count(plain) == types)
  }

  @Test func placesOfChoices() throws {
    let text = """
      {"question": "a?", "choices": ["p", "q"], "answer": 1}
      {"question": "b?", "choices": ["p", "q"], "answer": 0}

      """
    let places = try #require(try tally(MultipleChoiceTask.self, text, outputs: [[1]]))
    #expect(places.kind == .oneEach && places.annotated == ["choice 1": 1, "choice 2": 1])
    #expect(places.answered == ["choice 1": 2])
  }

  @Test func answersToQuestions() throws {
    let text = """
      {"question": "who?", "context": "Ann left", "answers": [{"text": "Ann", "answer_start": 0}]}
      {"question": "why?", "context": "Ann left", "answers": []}

      """
    var settings = QuestionAnsweringSettings()
    settings.mayBeUnanswerable = true
    let counts = try #require(
      try tally(QuestionAnsweringTask.self, text, settings, outputs: [[0, 0]]))
    #expect(counts.kind == .found && counts.annotatedCount == 1)
    #expect(try tally(ClozeQuestionAnsweringTask.self, Self.cloze, outputs: [[0]]) == nil)
  }

  private static let cloze =
    #"{"passage": {"text": "Ann met Bo.", "entities": [{"start": 0, "end": 2}, {"start": 8, "end": 9}]}, "#
    + #""qas": [{"query": "@placeholder met Bo.", "answers": [{"start": 0, "end": 2, "text": "Ann"}]}]}"#

  /// What a constant answer would reach; nil where nobody knows.
  @Test func scoresOfOneAnswer() {
    var tally = AnswerTally(.oneEach, of: "example")
    #expect(tally.mostFrequent == nil && tally.constantScore(named: "accuracy") == nil)
    tally.annotate(["b", "a", "a", "b", "c"])
    #expect(tally.mostFrequent?.label == "a" && tally.mostFrequent?.share == 0.4)
    #expect(tally.constantScore(named: "accuracy") == 0.4)
    #expect(tally.constantScore(named: "f1") == nil)
  }
}
