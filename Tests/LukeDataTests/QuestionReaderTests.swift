import LukeData
import LukeTestSupport
import Testing

@Suite struct QuestionReaderTests {
  /// Questions as `id: question → answer@start…`, `→ none` or `→ -`.
  private func read(_ text: String, _ options: QuestionDataOptions = .init()) throws -> [String] {
    try readQuestions(text, options).examples.map { example in
      let id =
        switch example.identifier {
        case .text(let text)?: "\(text): "
        case .number(let number)?: "\(number): "
        case nil: ""
        }
      let answers = example.answers.map { answers in
        answers.isEmpty
          ? "none"
          : answers.map { "\($0.text)@\($0.span.map { "\($0)" } ?? "-")" }.joined(separator: ",")
      }
      return id + example.question + " → " + (answers ?? "-")
    }
  }

  private static func squad(_ questions: String, context: String = "Ada met Eve.") -> String {
    #"{"version": "1.1", "data": [{"title": "t", "paragraphs": [{"context": "\#(context)", "qas": [\#(questions)]}]}]}"#
  }

  private static let ada =
    #"{"id": "a", "question": "Who?", "answers": [{"text": "Ada", "answer_start": 0}]}"#

  private static let layoutCases: [(text: String, expected: String)] = [
    (squad(ada), "a: Who? → Ada@0..<3"),
    // Several annotators.
    (
      squad(
        #"{"id": 1, "question": "Who?", "answers": [{"answer_start": 8, "text": "Eve"}, {"answer_start": 4, "text": "met Eve"}]}"#
      ), "1: Who? → Eve@8..<11,met Eve@4..<11"
    ),
    // SQuAD 2.0; near misses are no answers.
    (
      squad(
        #"{"id": "a", "question": "Who left?", "answers": [], "is_impossible": true, "plausible_answers": [{"text": "Eve", "answer_start": 8}]}"#
      ), "a: Who left? → none"
    ),
    (squad(#"{"question": "Who?", "is_impossible": true}"#), "Who? → none"),
    // A list of articles; of contexts; CMRC 2018's own layout.
    (
      #"[{"paragraphs": [{"context": "Ada", "qas": [\#(ada)]}]}]"#, "a: Who? → Ada@0..<3"
    ),
    (
      #"[{"context_id": "c", "context_text": "Ada met", "title": "t", "qas": [{"query_id": "q", "query_text": "Who?", "answers": ["Ada", "met"]}]}]"#,
      "q: Who? → Ada@0..<3,met@4..<7"
    ),
    // Hugging Face, one a line and in arrays.
    (
      #"{"id": "a", "title": "t", "context": "Ada met Eve.", "question": "Who?", "answers": {"text": ["Ada"], "answer_start": [0]}}"#,
      "a: Who? → Ada@0..<3"
    ),
    (
      #"{"context": "Ada", "question": "Who?", "answers": {"text": [], "answer_start": []}}"#,
      "Who? → none"
    ),
    (
      #"{"data": [{"context": "Ada", "question": "Who?", "answers": {"text": ["Ada"], "answer_start": [0]}}]}"#,
      "Who? → Ada@0..<3"
    ),
    (
      #"[{"context": "Ada", "question": "Who?", "answers": [{"text": "Ada", "answer_start": 0.0}]}]"#,
      "Who? → Ada@0..<3"
    ),
    // Contexts with their questions, one a line, and what predictions are.
    (#"{"context": "Ada", "qas": [\#(ada)]}"#, "a: Who? → Ada@0..<3"),
    (
      #"{"context": "Ada Ada", "question": "Who?", "answer": "Ada", "start": 4, "end": 7, "score": 1}"#,
      "Who? → Ada@4..<7"
    ),
    (#"{"context": "Ada", "question": "Who?", "answer": null}"#, "Who? → none"),
    (#"{"context": "Ada", "question": "Who?", "answers": "Ada"}"#, "Who? → Ada@0..<3"),
    // Offsets count Unicode scalars.
    (
      squad(
        #"{"question": "Who?", "answers": [{"text": "Ada", "answer_start": 4}]}"#,
        context: "😀 é Ada"), "Who? → Ada@4..<7"
    ),
    (
      squad(
        #"{"question": "Who?", "answers": [{"text": "Ada", "answer_start": 5}]}"#,
        context: "😀 e\u{301} Ada"), "Who? → Ada@5..<8"
    ),
  ]

  @Test(arguments: layoutCases)
  func layouts(text: String, expected: String) throws {
    #expect(try read(text) == [expected])
    #expect(try read(text + "\n") == [expected])
    if !text.contains("met Eve") || !text.hasPrefix("{\"version\"") { return }
    // Over several lines.
    #expect(try read(text.replacing(", ", with: ",\n  ").replacing("[", with: "[\n")) == [expected])
  }

  @Test func theFormatIsSaidAndCanBeGiven() throws {
    let line =
      #"{"context": "Ada", "question": "Who?", "answers": {"text": ["Ada"], "answer_start": [0]}}"#
    #expect(try readQuestions(line).layout == "JSON Lines, UTF-8")
    #expect(try readQuestions("[\(line)]").layout == "JSON, UTF-8")
    #expect(try readQuestions(Self.squad(Self.ada)).layout == "SQuAD's JSON, UTF-8")
    #expect(
      try readQuestions(#"[{"context_text": "Ada", "qas": [\#(Self.ada)]}]"#).layout
        == "CMRC 2018's JSON, UTF-8")
    var options = QuestionDataOptions()
    options.format = .squad
    #expect(
      message { try read("[\(line)]", options) } == "sample:1: [0]: key \"paragraphs\" is missing")
    options.format = .json
    #expect(try read(Self.squad(Self.ada), options) == ["a: Who? → Ada@0..<3"])
  }

  @Test func notes() throws {
    let corpus = try readQuestions(Self.squad(Self.ada))
    #expect(corpus.notes == ["sample: the first question reads: [Who?] in: [Ada] met Eve."])
    let none = try readQuestions(
      Self.squad(#"{"question": " ", "answers": []}"#))
    #expect(
      none.notes == [
        "sample: 1 question is blank, and asked all the same, the first in data[0].paragraphs[0].qas[0]",
        "sample: the first question reads: [ ] in: Ada met Eve. → no answer",
      ])
    let searched = try readQuestions(
      #"{"context": "Ada Ada", "question": "Who?", "answers": ["Ada"]}"# + "\n"
        + #"{"context": "Eve", "question": "Who?", "answers": ["Eve"]}"#)
    #expect(
      searched.notes[0]
        == "sample: 2 answers have no answer_start, and are taken where their text first stands in the context; 1 of "
        + "them stands there more than once, the first in line 1")
  }

  private static func answered(_ answers: String, _ more: String = "") -> String {
    squad(#"{"id": "a", "question": "Who?", "answers": \#(answers)\#(more)}"#)
  }

  private static let place = "sample:1: data[0].paragraphs[0].qas[0]"

  private static let faultCases: [(text: String, expected: String)] = [
    (
      answered(#"[{"text": "Eve", "answer_start": 7}]"#),
      "\(place).answers[0]: \"Eve\" is not at answer_start 7, where the context has \" Ev\"; the nearest place of it is 8; data.answer_starts \"nearest\" takes it from there"
    ),
    (
      answered(#"[{"text": "Bob", "answer_start": 0}]"#),
      "\(place).answers[0]: \"Bob\" is not at answer_start 0, where the context has \"Ada\"; the context does not hold it at all"
    ),
    (
      answered(#"[{"text": "Bob", "answer_start": 99}]"#),
      "\(place).answers[0]: \"Bob\" is not at answer_start 99, for the context has 12 characters; the context does not hold it at all"
    ),
    (
      answered(#"[{"text": "Ada", "answer_start": -9223372036854775808}]"#),
      "\(place).answers[0]: \"Ada\" is not at answer_start -9223372036854775808, for the context has 12 characters; the nearest place of it is 0; data.answer_starts \"nearest\" takes it from there"
    ),
    (
      answered(#"[{"text": "Ada", "answer_start": 9223372036854775807}]"#),
      "\(place).answers[0]: \"Ada\" is not at answer_start 9223372036854775807, for the context has 12 characters; the nearest place of it is 0; data.answer_starts \"nearest\" takes it from there"
    ),
    (
      answered(#"[{"text": "Ada", "answer_start": -1}]"#),
      "\(place).answers[0]: \"Ada\" is not at answer_start -1, for the context has 12 characters; the nearest place of it is 0; data.answer_starts \"nearest\" takes it from there"
    ),
    (
      squad(
        #"{"question": "Who?", "answers": [{"text": "Ada", "answer_start": 3}]}"#,
        context: "😀 Ada"),
      "\(place).answers[0]: \"Ada\" is not at answer_start 3, where the context has \"da\"; it is at 2, for the offset counts UTF-16, not Unicode code points; data.answer_starts \"nearest\" takes it from there"
    ),
    (
      squad(
        #"{"question": "Who?", "answers": {"text": ["Ada"], "answer_start": [3]}}"#,
        context: "é Ada"),
      "\(place).answers.text[0]: \"Ada\" is not at answer_start 3, where the context has \"da\"; it is at 2, for the offset counts bytes of UTF-8, not Unicode code points; data.answer_starts \"nearest\" takes it from there"
    ),
    (
      answered(#"["Bob"]"#), "\(place).answers[0]: the context does not hold \"Bob\""
    ),
    (
      answered(#"[{"text": "Ada", "answer_start": "0"}]"#),
      "\(place).answers[0].answer_start: expected a whole number"
    ),
    (answered(#"[{"answer_start": 0}]"#), "\(place).answers[0]: key \"text\" is missing"),
    (answered(#"[{"text": 3}]"#), "\(place).answers[0]: expected a string"),
    (
      answered(#"{"text": ["Ada"], "answer_start": []}"#),
      "\(place).answers: 1 of text, but 0 of answer_start"
    ),
    (
      answered("3"),
      "\(place).answers: expected a list of objects with \"text\" and \"answer_start\", or an object with lists of both"
    ),
    (
      answered(#"[{"text": "Ada", "answer_start": 0}]"#, #", "is_impossible": true"#),
      "\(place): is_impossible is true, but there are answers"
    ),
    (answered("[]", #", "is_impossible": 1"#), "\(place).is_impossible: expected true or false"),
    (squad(#"{"question": "Who?"}"#), "\(place): key \"answers\" is missing"),
    (squad(#"{"id": "a", "answers": []}"#), "\(place): key \"question\" is missing"),
    (squad(#"{"question": 1, "answers": []}"#), "\(place).question: expected a string"),
    (
      #"{"data": [{"paragraphs": [{"qas": [\#(ada)]}]}]}"#,
      "sample:1: data[0].paragraphs[0]: key \"context\" is missing"
    ),
    (
      #"{"data": [{"paragraphs": [{"context": "a"}]}]}"#,
      "sample:1: data[0].paragraphs[0]: key \"qas\" is missing"
    ),
    (
      #"{"data": [{"paragraphs": [{"context": "a", "qas": 1}]}]}"#,
      "sample:1: data[0].paragraphs[0].qas: expected an array"
    ),
    (#"{"question": "Who?", "answers": []}"#, "sample:1: key \"context\" is missing"),
    (
      answered(#"[{"text": "", "answer_start": 0}]"#),
      "sample: the answers of all questions are blank, as where they are kept back; predict answers them"
    ),
    (
      squad(#"\#(ada), {"question": "Who?", "answers": [{"text": " ", "answer_start": 3}]}"#),
      "sample:1: data[0].paragraphs[0].qas[1].answers[0]: the answer is blank; where the context has no answer, the list of answers is empty"
    ),
    ("", "sample: is empty"),
    (#"{"data": [{"paragraphs": []}]}"#, "sample: holds no questions"),
    (#"{"data": [{"paragraphs": [{"context": "a"#, "sample: ends within its JSON: truncated?"),
    (
      "Ada met Eve.\n",
      "sample: is no JSON; extractive-question-answering reads SQuAD's JSON, or {\"context\", \"question\", \"answers\": {\"text\": [...], \"answer_start\": [...]}}, one object a line"
    ),
    (
      "{\"a\": 1}\n{\"b\": 1}\n",
      "sample: is JSON whose records have the keys \"a\", \"b\"; extractive-question-answering reads SQuAD's JSON, or {\"context\", \"question\", \"answers\": {\"text\": [...], \"answer_start\": [...]}}, one object a line"
    ),
    (
      #"{"data": [{"paragraphs": [{"context": "a", "context": "b", "qas": []}]}]}"#,
      "sample:1:44: the key \"context\" is given twice (first at 1:28)"
    ),
  ]

  @Test(arguments: faultCases)
  func faults(text: String, expected: String) {
    #expect(message { try read(text) } == expected)
  }

  /// Lines are those of the question in the file.
  @Test func faultsHaveTheirLines() {
    let text = """
      {"version": "1.1",
       "data": [
        {"paragraphs": [
          {"context": "Ada met Eve.",
           "qas": [
             \(Self.ada),
             {"question": "Who?",
              "answers": [{"text": "Eve", "answer_start": 1}]}]}]},
        {"paragraphs": [
          {"context": "Ada", "qas": [
             {"question": "Who?"}]}]}]}
      """
    #expect(
      message { try read(text) } == """
        sample:7: data[0].paragraphs[0].qas[1].answers[0]: "Eve" is not at answer_start 1, where the context has "da "; the nearest place of it is 8; data.answer_starts "nearest" takes it from there
        sample:11: data[1].paragraphs[0].qas[0]: key "answers" is missing
        """)
  }

  @Test func badRecordsAreLeftOut() throws {
    var options = QuestionDataOptions()
    options.badRecords = .skip
    let text = Self.squad(
      #"{"question": "Whom?", "answers": [{"text": "Eve", "answer_start": 7}]}, \#(Self.ada)"#)
    #expect(try read(text, options) == ["a: Who? → Ada@0..<3"])
    #expect(
      try readQuestions(text, options).notes.prefix(2) == [
        "sample: 1 bad record is left out (data.bad_records is \"skip\"):",
        "  sample:1: data[0].paragraphs[0].qas[0].answers[0]: \"Eve\" is not at answer_start 7, where the context "
          + "has \" Ev\"; the nearest place of it is 8; data.answer_starts \"nearest\" takes it from there",
      ])
  }

  @Test func answersAreTakenFromWhereTheyStand() throws {
    var options = QuestionDataOptions()
    options.answerStarts = .nearest
    let text = Self.squad(
      #"{"question": "1", "answers": [{"text": "Ada", "answer_start": 7}]}, "#
        + #"{"question": "2", "answers": [{"text": "Bob", "answer_start": -1}]}, "#
        + #"{"question": "3", "answers": ["Carl", "Eve"]}"#, context: "Ada met Eve and Ada.")
    #expect(
      try read(text, options) == [
        "1 → Ada@0..<3", "2 → Bob@-", "3 → Carl@-,Eve@8..<11",
      ])
    let notes = try readQuestions(text, options).notes
    let path = "data[0].paragraphs[0]"
    #expect(
      notes.contains(
        "sample: 1 answer does not stand where its answer_start says, and is taken from the nearest place of its text "
          + "(data.answer_starts is \"nearest\"), the first in \(path).qas[0]"))
    #expect(
      notes.contains(
        "sample: 2 answers do not stand in the context at all: their text counts in scores, and nothing is learned "
          + "from it (data.answer_starts is \"nearest\"), the first in \(path).qas[1]"))
  }

  /// Whoever asks needs no answers, and wrong ones do not matter.
  @Test func questionsAloneAreAsked() throws {
    var options = QuestionDataOptions()
    options.requiresLabels = false
    #expect(
      try read(
        Self.squad(
          #"{"question": "1"}, {"question": "2", "answers": [{"text": "", "answer_start": 0}]}, "#
            + #"{"question": "3", "answers": [{"text": "Bob", "answer_start": 0}]}, \#(Self.ada)"#),
        options) == ["1 → -", "2 → -", "3 → -", "a: Who? → Ada@0..<3"])
    #expect(
      message { try read(#"{"question": "Who?"}"#, options) }
        == "sample:1: key \"context\" is missing")
  }
}
