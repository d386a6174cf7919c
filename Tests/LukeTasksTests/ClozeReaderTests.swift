import LukeData
import LukeTasks
import LukeTestSupport
import Testing

@Suite struct ClozeReaderTests {
  private func corpus(
    _ text: String, _ data: ClozeDataSettings = .init(), requiresLabels: Bool = true
  ) throws -> ClozeCorpus {
    try ClozeDataReader.read(
      SourceText(bytes: Array(text.utf8), file: "sample"), data, requiresLabels: requiresLabels)
  }

  /// Passages as `candidates | query → answers, …`.
  private func read(
    _ text: String, _ data: ClozeDataSettings = .init(), requiresLabels: Bool = true
  ) throws -> [String] {
    try corpus(text, data, requiresLabels: requiresLabels).passages.map { passage in
      let questions = passage.questions.map { question in
        let answers = question.answers.map { answers in
          answers.map { "\($0.text)@\($0.span.map { "\($0.lowerBound)" } ?? "-")" }
            .joined(separator: "+")
        }
        return "\(question.query) → \(answers ?? "-")"
      }
      return passage.candidateTexts.joined(separator: ",") + " | "
        + questions.joined(separator: ", ")
    }
  }

  private static let passage =
    #"{"text": "Ada 👩‍🚒 met\nBerit", "entities": [{"start": 12, "end": 16}, {"start": 0, "end": 2}]}"#
  private static let question =
    #"{"query": "@placeholder left", "answers": [{"start": 12, "end": 16, "text": "Berit"}], "idx": 3}"#
  private static let record =
    #"{"source": "s", "passage": \#(passage), "qas": [\#(question)], "idx": 0}"#
  private static let expected = "Ada,Berit | @placeholder left → Berit@12"

  @Test func bothFormsOfReCoRD() throws {
    let record = Self.record
    for (text, layout, lines) in [
      ("\(record)\n\(record)\n", "ReCoRD as SuperGLUE has it, UTF-8", [1, 2]),
      ("{\"version\": \"1.0\", \"data\": [\(record), \(record)]}", "ReCoRD, UTF-8", [1, 1]),
      ("{\"version\": \"1.0\",\n \"data\": [\n\(record),\n\(record)]}\n", "ReCoRD, UTF-8", [3, 4]),
      ("[\(record),\n\(record)]\n", "ReCoRD, UTF-8", [1, 2]),
    ] {
      let corpus = try corpus(text)
      #expect(try read(text) == [Self.expected, Self.expected], "\(text)")
      #expect(corpus.layout == layout)
      #expect(corpus.passages.map(\.location.line) == lines)
      #expect(corpus.passages[0].questions[0].identifier == .number(3))
      #expect(
        corpus.notes == [
          "sample: the first question reads: [@placeholder left] → [Berit], of the candidates [Ada] [Berit]"
        ])
    }
    let named = record.replacing("\"idx\": 3", with: "\"id\": \"q-3\", \"idx\": 4")
    #expect(try corpus(named).passages[0].questions[0].identifier == .text("q-3"))
  }

  @Test func keysThatAreNotReadAreTold() throws {
    let more = Self.record.replacing("\"idx\": 3", with: "\"idx\": 3, \"kind\": \"who\"")
      .replacing("\"idx\": 0}", with: "\"idx\": 0, \"topic\": \"news\"}")
    #expect(
      try corpus(more + "\n" + more + "\n").notes.first
        == "sample: the keys \"qas[].kind\", \"topic\" are not read")
  }

  @Test func aFormatThatIsGivenOverrulesWhatIsFound() throws {
    var data = ClozeDataSettings()
    data.format = .json
    #expect(try read(Self.record, data) == [Self.expected])
    data.format = .jsonLines
    #expect(
      message { try read("[\(Self.record),\n\(Self.record)]\n", data) }.hasPrefix(
        "sample:1:"))
  }

  @Test func candidatesAreSortedAndKeptOnce() throws {
    let text = Self.record.replacing(
      #"{"start": 0, "end": 2}"#,
      with:
        #"{"start": 0, "end": 2}, {"start": 12, "end": 16}, {"start": 0, "end": 0}, {"start": 0, "end": 2}"#
    )
    let corpus = try corpus(text)
    #expect(corpus.passages[0].candidateTexts == ["Ada", "A", "Berit"])
    #expect(
      corpus.notes.first
        == "sample: 2 entities are given before with the same span, and are one candidate with it")
  }

  /// Ends are those of ReCoRD unless the texts beside them say something else.
  @Test func ends() throws {
    let excluded = Self.record.replacing("\"end\": 16", with: "\"end\": 17")
      .replacing("\"end\": 2}", with: "\"end\": 3}")
    #expect(try read(excluded) == [Self.expected])
    #expect(
      try corpus(excluded).notes.first
        == "sample: \"end\" of spans is taken for the character behind, for the texts beside them fit no other "
        + "way; data.inclusive_ends says otherwise")
    // One that fits is enough.
    let other =
      #"{"passage": {"text": "abc", "entities": []}, "qas": [{"query": "@placeholder", "answers": [{"start": 0, "end": 0, "text": "a"}]}]}"#
    var data = ClozeDataSettings()
    #expect(
      message { try read(excluded + "\n" + other) }
        == "sample:1: \"passage.entities[0]\": 12 to 17, end included, is no span of 17 characters; "
        + "data.inclusive_ends says how ends are read")
    data.hasInclusiveEnds = false
    #expect(
      message { try read(excluded + "\n" + other, data) }
        == "sample:2: \"qas[0].answers[0]\": 0 to 0, end excluded, is no span of 3 characters; "
        + "data.inclusive_ends says how ends are read")
  }

  @Test func answersWithoutSpansAreKnownByTheirText() throws {
    for answer in [#""Ada""#, #"{"text": "Ada"}"#] {
      let text = Self.record.replacing(
        #"{"start": 12, "end": 16, "text": "Berit"}"#, with: answer)
      #expect(try read(text) == ["Ada,Berit | @placeholder left → Ada@-"])
    }
    let bare = Self.record.replacing(#", "text": "Berit""#, with: "")
    #expect(try read(bare) == [Self.expected])
  }

  @Test func otherTextsOfAnswersAreTold() throws {
    let corpus = try corpus(Self.record.replacing("\"text\": \"Berit\"", with: "\"text\": \"She\""))
    #expect(corpus.passages[0].questions[0].answers == [.init(text: "She", span: 12..<17)])
    #expect(
      corpus.notes.first
        == "sample: 1 answer has another text than the passage at its span; the span is learned, the text is "
        + "scored with: sample:1: \"qas[0].answers[0]\": \"She\", not \"Berit\"")
  }

  @Test(arguments: [
    (#""passage": \#(passage), "#, "", "key \"passage\" is missing"),
    ("\"text\": \"Ada 👩‍🚒 met\\nBerit\", ", "", "key \"passage.text\" is missing"),
    ("\"Ada 👩‍🚒 met\\nBerit\"", "5", "\"passage.text\": expected a string"),
    ("\"entities\"", "\"names\"", "key \"passage.entities\" is missing"),
    (
      #"[{"start": 12, "end": 16}, {"start": 0, "end": 2}]"#, "3",
      "\"passage.entities\": expected an array"
    ),
    (#"{"start": 0, "end": 2}"#, "\"Ada\"", "\"passage.entities[1]\": expected an object"),
    (#""end": 2}"#, "\"stop\": 2}", "key \"passage.entities[1].end\" is missing"),
    (#""start": 0,"#, "\"start\": 0.5,", "\"passage.entities[1].start\": expected a whole number"),
    (
      #""start": 0,"#, "\"start\": 3,",
      "\"passage.entities[1]\": 3 to 2, end included, is no span of 17 characters; data.inclusive_ends says "
        + "how ends are read"
    ),
    (
      #""start": 0, "end": 2"#, "\"start\": 0, \"end\": 17",
      "\"passage.entities[1]\": 0 to 17, end included, is no span of 17 characters; data.inclusive_ends says "
        + "how ends are read"
    ),
    ("\"qas\"", "\"questions\"", "key \"qas\" is missing"),
    ("[\(question)]", "{}", "\"qas\": expected an array"),
    ("[\(question)]", "[1]", "\"qas[0]\": expected an object"),
    ("\"query\"", "\"question\"", "key \"qas[0].query\" is missing"),
    ("\"@placeholder left\"", "1", "\"qas[0].query\": expected a string"),
    ("@placeholder left", "_ left", "\"qas[0].query\": has no @placeholder"),
    (
      "@placeholder left", "@placeholder left @placeholder",
      "\"qas[0].query\": has @placeholder 2 times, and 1 gap can be filled"
    ),
    ("\"answers\"", "\"answer\"", "key \"qas[0].answers\" is missing"),
    (
      #"[{"start": 12, "end": 16, "text": "Berit"}]"#, "[]",
      "\"qas[0].answers\": holds no answer"
    ),
    (
      #"[{"start": 12, "end": 16, "text": "Berit"}]"#, "\"Berit\"",
      "\"qas[0].answers\": expected an array"
    ),
    (#""text": "Berit""#, "\"text\": 1", "\"qas[0].answers[0].text\": expected a string"),
    (
      #""start": 12, "end": 16, "text""#, "\"start\": 12, \"text\"",
      "key \"qas[0].answers[0].end\" is missing"
    ),
  ])
  func faults(part: String, other: String, expected: String) {
    let text = Self.record.replacing(part, with: other)
    #expect(text != Self.record)
    #expect(message { try read(text + "\n" + Self.record) } == "sample:1: \(expected)")
  }

  /// Several passages of a line are told apart by where they begin in it.
  @Test func passagesOfOneLineHaveColumns() {
    let wrong = Self.record.replacing("@placeholder", with: "_")
    #expect(
      message { try read("{\"data\": [\(Self.record), \(wrong)]}") }
        == "sample:1:\(10 + Self.record.unicodeScalars.count + 3): \"qas[0].query\": has no @placeholder"
    )
  }

  @Test func badQuestionsMayBeLeftOut() throws {
    let wrong = Self.question.replacing("@placeholder", with: "_")
    let text = Self.record.replacing("[\(Self.question)]", with: "[\(wrong), \(Self.question)]")
    var data = ClozeDataSettings()
    data.badRecords = .skip
    let found = try corpus(text + "\n{\"passage\": 1}\n", data)
    #expect(try read(text + "\n{\"passage\": 1}\n", data) == [Self.expected])
    #expect(
      found.notes.prefix(3) == [
        "sample: 2 bad records are left out (data.bad_records is \"skip\"):",
        "  sample:1: \"qas[0].query\": has no @placeholder",
        "  sample:2: key \"passage.text\" is missing",
      ])
  }

  /// Where questions are only asked, answers may be missing or wrong, and so may gaps.
  @Test func questionsWithoutAnswers() throws {
    let unlabelled = Self.record.replacing(
      #", "answers": [{"start": 12, "end": 16, "text": "Berit"}]"#, with: "")
    #expect(try read(unlabelled, requiresLabels: false) == ["Ada,Berit | @placeholder left → -"])
    let wrong = Self.record.replacing(
      "\"start\": 12, \"end\": 16, \"text\"", with: "\"start\": 99, \"end\": 0, \"text\""
    )
    .replacing("@placeholder", with: "_")
    #expect(try read(wrong, requiresLabels: false) == ["Ada,Berit | _ left → -"])
  }

  private static let needs =
    "cloze-question-answering needs \"passage\" with \"text\" and \"entities\", and \"qas\" with \"query\" and "
    + "\"answers\", as ReCoRD has them"

  @Test(arguments: [
    ("", "is empty"), ("[]", "holds no questions"),
    ("{\"passage\": \(passage), \"qas\": []}", "holds no questions"),
    ("a\tb\nc\td\n", "is no JSON; \(needs)"), ("a,b\nc,d\n", "is no JSON; \(needs)"),
    (
      #"{"question": "a", "choices": ["b", "c"], "answer": "b"}"#,
      "is JSON of questions with choices, data of multiple-choice; \(needs)"
    ),
    (
      #"{"tokens": ["a", "b"], "tags": ["O", "B-X"]}"#,
      "is JSON of sentences with entities, data of named-entity-recognition; \(needs)"
    ),
    (
      #"{"text": "a", "label": "b"}"#,
      "is JSON whose records have the keys \"text\", \"label\"; cloze questions are read from \"passage\" with "
        + "\"text\" and \"entities\", and \"qas\" with \"query\" and \"answers\", as ReCoRD has them"
    ),
  ])
  func filesWithoutQuestions(text: String, expected: String) {
    #expect(message { try read(text) } == "sample: \(expected)")
  }
}
