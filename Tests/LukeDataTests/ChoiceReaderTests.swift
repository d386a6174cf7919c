import LukeData
import LukeTestSupport
import Testing

@Suite struct ChoiceReaderTests {
  /// Columns that are named by letters, as MMLU's, with the answer as a letter, a number or a text.
  @Test(arguments: [
    ("B", 1), ("b", 1), ("1", 1), ("3", 3), ("q", 1), ("0", 0),
  ])
  func columnsOfLetters(_ answer: String, _ index: Int) throws {
    let names = ["question", "A", "B", "C", "D", "answer"]
    let cells = ["s?", "p", "q", "r", "t", answer]
    for separator in [",", "\t"] {
      let table = [names, cells].map { $0.joined(separator: separator) + "\n" }.joined()
      #expect(try read(table) == ["- | s? | A:p,B:q,C:r,D:t → \(index)"])
    }
    let record = zip(names, cells).map { "\"\($0)\": \"\($1)\"" }.joined(separator: ", ")
    #expect(try read("{\(record)}\n") == ["- | s? | A:p,B:q,C:r,D:t → \(index)"])
    let short = "prompt,a,b,c,answer\ns?,p,q,r,\(answer == "3" ? "2" : answer)\n"
    #expect(try read(short) == ["- | s? | A:p,B:q,C:r → \(min(index, 2))"])
  }

  @Test func columnsOfLettersAreChoicesToOtherTasks() throws {
    let text = "question,A,B,C,answer\ns is?,p,q,r,B\nt is?,p,q,r,C\n"
    #expect(
      message { _ = try TextDataReader.read(SourceText(bytes: Array(text.utf8), file: "f")) }
        == "f: is CSV of questions with choices, data of multiple-choice; sequence-classification needs texts, or "
        + "pairs of texts, with a label of each; data.columns.text and data.columns.label read it as texts all "
        + "the same")
    // A letter is the choice of that name before it is the text of another one, and numbers may begin with 1.
    #expect(try read("question,A,B,answer\ns?,B,A,B\n") == ["- | s? | A:B,B:A → 1"])
    #expect(
      try read("question,A,B,answer\ns?,p,q,1\nt?,p,q,2\n")
        == ["- | s? | A:p,B:q → 0", "- | t? | A:p,B:q → 1"])
    #expect(
      try read("question,option a,option b,answer\ns?,p,q,a\n") == ["- | s? | A:p,B:q → 0"])
    #expect(
      message { _ = try readChoices("question,A,B,answer\ns?,p,q,E\n") }
        == "sample:2: \"answer\": E is none of the choices (A, B)")
  }

  /// An example as `context | question | choices → answer`.
  private func read(_ text: String, _ options: ChoiceDataOptions = .init()) throws -> [String] {
    try readChoices(text, options).examples.map { example in
      let choices = example.choices.map { ($0.label.map { "\($0):" } ?? "") + $0.text }
      return [example.context ?? "-", example.question ?? "-", choices.joined(separator: ",")]
        .joined(separator: " | ") + " → \(example.answer.map(String.init) ?? "-")"
    }
  }

  @Test(arguments: [
    // CommonsenseQA and ARC; the same as Hugging Face has them.
    (
      #"{"answerKey": "B", "id": "x", "question": {"question_concept": "c", "choices": [{"label": "A", "text": "p"}, {"label": "B", "text": "q"}], "stem": "s?"}}"#,
      "- | s? | A:p,B:q → 1"
    ),
    (
      #"{"id": "x", "question": {"stem": "s?", "choices": [{"text": "p", "label": "1"}, {"text": "q", "label": "2"}]}, "answerKey": "1"}"#,
      "- | s? | 1:p,2:q → 0"
    ),
    (
      #"{"question": "s?", "choices": {"label": ["A", "B", "C"], "text": ["p", "q", "r"]}, "answerKey": "C"}"#,
      "- | s? | A:p,B:q,C:r → 2"
    ),
    // COPA.
    (
      #"{"premise": "s.", "choice1": "p.", "choice2": "q.", "question": "cause", "label": 1, "idx": 4}"#,
      "s. | What was the cause of this? | p.,q. → 1"
    ),
    (
      #"{"premise": "s.", "choice1": "p.", "choice2": "q.", "question": "effect", "label": 0, "idx": 4}"#,
      "s. | What happened as a result? | p.,q. → 0"
    ),
    // JCommonsenseQA.
    (
      #"{"q_id": 1, "question": "何？", "choice0": "a", "choice1": "b", "choice2": "c", "choice3": "d", "choice4": "e", "label": 4}"#,
      "- | 何？ | a,b,c,d,e → 4"
    ),
    // SWAG and HellaSwag.
    (
      #"{"startphrase": "S. He", "sent1": "S.", "sent2": "He", "gold-source": "gold", "ending0": "a.", "ending1": "b.", "ending2": "c.", "ending3": "d.", "label": 2}"#,
      "S. | He | a.,b.,c.,d. → 2"
    ),
    (
      #"{"startphrase": "S. He", "ending0": "a.", "ending1": "b.", "label": "1"}"#,
      "- | S. He | a.,b. → 1"
    ),
    (
      #"{"ctx_a": "S.", "ctx_b": "he", "ctx": "S. he", "endings": ["a.", "b.", "c."], "label": "0"}"#,
      "S. | he | a.,b.,c. → 0"
    ),
    (
      #"{"ctx_a": "S. T.", "ctx_b": "", "ctx": "S. T.", "endings": ["a.", "b."], "label": ""}"#,
      "S. T. | - | a.,b. → -"
    ),
    // Others.
    (
      #"{"article": "S.", "question": "t?", "options": ["p", "q", "r", "u"], "answer": "D"}"#,
      "S. | t? | p,q,r,u → 3"
    ),
    (
      #"{"context": "S.", "question": "t?", "answerC": "r", "answerA": "p", "answerB": "q", "label": "B"}"#,
      "S. | t? | A:p,B:q,C:r → 1"
    ),
    (#"{"question": "t?", "choices": ["p", "q"], "answer": "q"}"#, "- | t? | p,q → 1"),
    (#"{"context": "S.", "choices": ["p", "q"], "answer": "b"}"#, "S. | - | p,q → 1"),
    (#"{"question": "t?", "choices": ["2", "3", "1"], "answer": "1"}"#, "- | t? | 2,3,1 → 2"),
    (#"{"question": "t?", "choices": ["2", "3", "1"], "label": "1"}"#, "- | t? | 2,3,1 → 1"),
    (#"{"question": "t?", "choices": ["2", "3", "1"], "answer": 1}"#, "- | t? | 2,3,1 → 1"),
    (#"{"question": "t?", "choices": [2, 3.5], "answer": 0}"#, "- | t? | 2,3.5 → 0"),
    (
      #"{"question": "t?", "choices": [{"text": "p", "score": 0.1}, {"text": "q"}]}"#,
      "- | t? | p,q → -"
    ),
    (#"{"question": "t?", "choices": ["p", "q"], "label": -1}"#, "- | t? | p,q → -"),
    (#"{"question": "t?", "choices": ["p", "q"], "label": null}"#, "- | t? | p,q → -"),
    (#"{"question": "t?", "choices": ["p", "q"], "label": 7}"#, "- | t? | p,q → -"),
  ])
  func layouts(record: String, expected: String) throws {
    var options = ChoiceDataOptions()
    options.requiresLabels = !expected.hasSuffix("-")
    #expect(try read(record + "\n", options) == [expected])
  }

  @Test func columnsAndMissingChoices() throws {
    let table = """
      ,sent1,sent2,ending0,ending1,ending2,label
      0,"S, t.",He,a,b,c,2
      1,U.,She,a,b,,0

      """
    #expect(try read(table) == ["S, t. | He | a,b,c → 2", "U. | She | a,b → 0"])
    let corpus = try readChoices(table)
    #expect(
      corpus.layout
        == "CSV, UTF-8, context \"sent1\", question \"sent2\", choices \"ending0\" to \"ending2\", answer "
        + "\"label\"")
    #expect(
      corpus.notes == [
        "sample: the first example reads: [S, t.] [He]: [a] | [b] | [c] → [c]"
      ])
    #expect(
      try read(
        """
        {"question": "t?", "choice0": "p", "choice1": "q", "choice2": "r", "label": 2}
        {"question": "t?", "choice0": "p", "choice1": "q", "choice2": null, "label": 1}
        {"question": "t?", "choice0": "p", "choice1": "q", "label": 0}
        """) == ["- | t? | p,q,r → 2", "- | t? | p,q → 1", "- | t? | p,q → 0"])
  }

  @Test func fieldsThatAreAskedFor() throws {
    var options = ChoiceDataOptions()
    options.columns = ChoiceColumns(
      context: .number(1), choices: [.number(2), .number(3)], answer: .number(0))
    #expect(
      try read("1\tS.\tp\tq\n0\tT.\tr\ts\n", options) == ["S. | - | p,q → 1", "T. | - | r,s → 0"])
    options.columns = ChoiceColumns(
      question: .name("data.q"), choices: [.name("data.list")], answer: .name("gold"),
      identifier: .name("n"))
    let text =
      #"{"data": {"q": "t?", "list": ["p", "q"]}, "context": "no", "gold": "p", "n": "x7"}"#
    #expect(try read(text, options) == ["- | t? | p,q → 0"])
    #expect(try readChoices(text, options).examples[0].identifier == .text("x7"))
    options.columns.answer = .name("label")
    #expect(
      message { try read(text, options) }
        == "sample: data.columns.answer is \"label\", which it has not: the keys are \"data\", "
        + "\"context\", \"gold\", \"n\"")
  }

  /// Where counting begins is found out, told, and may be said.
  @Test func numbersFromOne() throws {
    func line(_ answer: Any) -> String {
      "{\"sentence\": \"s _ t\", \"option1\": \"p\", \"option2\": \"q\", \"answer\": \"\(answer)\"}\n"
    }
    let corpus = try readChoices(line(1) + line(2))
    #expect(corpus.examples.map(\.answer) == [0, 1])
    #expect(
      corpus.notes.first
        == "sample: answers are counted from 1, for one is the number of choices and none is 0; "
        + "data.first_number says otherwise")
    #expect(try readChoices(line(1) + line(0)).examples.map(\.answer) == [1, 0])
    // Nothing tells: from 0.
    #expect(try readChoices(line(1)).examples.map(\.answer) == [1])
    var options = ChoiceDataOptions()
    options.firstNumber = 1
    #expect(try readChoices(line(1), options).examples.map(\.answer) == [0])
    options.firstNumber = 0
    #expect(
      message { try readChoices(line(1) + line(2), options) }
        == "sample:2: \"answer\": 2 is no choice; the 2 are counted from 0, which data.first_number "
        + "changes")
  }

  @Test func causesAreAskedForInOtherWords() throws {
    let text =
      #"{"premise": "s.", "choice1": "p", "choice2": "q", "question": "cause", "label": 1}"#
    #expect(
      try readChoices(text).notes.first
        == "sample: \"cause\" and \"effect\" are asked as \"What was the cause of this?\" and \"What "
        + "happened as a result?\", which data.cause_question and data.effect_question change")
    var options = ChoiceDataOptions()
    options.causeQuestion = "Perché?"
    #expect(try read(text, options) == ["s. | Perché? | p,q → 1"])
    // Other questions of a premise are what they say.
    let other = text.replacing("cause", with: "why?")
    #expect(try read(other) == ["s. | why? | p,q → 1"])
  }

  @Test(arguments: [
    (
      #"{"question": "t?", "choices": ["p"], "label": 0}"#,
      "sample:1: \"choices\": 1 choice, but at least 2 are needed"
    ),
    (
      #"{"question": "t?", "choices": [], "label": 0}"#,
      "sample:1: \"choices\": no choices, but at least 2 are needed"
    ),
    (
      #"{"question": "t?", "choices": ["p", " "], "label": 0}"#,
      "sample:1: \"choices\": a choice is blank"
    ),
    (
      #"{"question": "t?", "choices": ["p", ["q"]], "label": 0}"#,
      "sample:1: \"choices\": expected a list of texts, or of objects with \"text\" and \"label\""
    ),
    (
      #"{"question": "t?", "choices": "p, q", "label": 0}"#,
      "sample:1: \"choices\": expected a list of texts, or of objects with \"text\" and \"label\""
    ),
    (
      #"{"question": "t?", "choices": {"text": ["p", "q"], "label": ["A"]}, "label": 0}"#,
      "sample:1: \"choices\": 2 texts, but 1 labels that are strings or numbers"
    ),
    (
      #"{"question": " ", "choices": ["p", "q"], "label": 0}"#,
      "sample:1: \"question\": the question is missing"
    ),
    (
      #"{"question": 3, "choices": ["p", "q"], "label": 0}"#,
      "sample:1: \"question\": expected a string"
    ),
    (
      #"{"question": "t?", "choice0": "p", "choice1": null, "choice2": "q", "label": 0}"#,
      "sample:1: \"choice1\": the choice is missing, but \"choice2\" is there"
    ),
    (
      #"{"question": "t?", "choices": ["p", "q"], "label": 2.5}"#,
      "sample:1: \"label\": 2.5 is none of the choices (p, q)"
    ),
    (
      #"{"question": "t?", "choices": ["p", "q"], "answer": "r"}"#,
      "sample:1: \"answer\": r is none of the choices (p, q)"
    ),
    (
      #"{"question": "t?", "choices": ["p", "p"], "answer": "p"}"#,
      "sample:1: \"answer\": p is the text of 2 choices; give the number"
    ),
    (
      #"{"question": {"stem": "t?", "choices": [{"label": "A", "text": "p"}, {"label": "B", "text": "q"}]}, "answerKey": "C"}"#,
      "sample:1: \"answerKey\": C is none of the choices (A, B)"
    ),
    (
      #"{"question": "t?", "choices": ["p", "q"], "label": {"a": 0}}"#,
      "sample:1: \"label\": expected a string or a whole number"
    ),
    (
      #"{"question": "t?", "choices": ["p", "q"], "label": -1}"#,
      "sample:1: the answer, \"label\", is missing"
    ),
    (
      #"{"question": "t?", "choices": ["p", "q"]}"#,
      "sample: no field is known to hold the answer: the keys are \"question\", \"choices\"; name it in "
        + "data.columns.answer"
    ),
    (
      #"{"sentence1": "s", "sentence2": "t", "label": 1}"#,
      "sample: no field is known to hold the choices: the keys are \"sentence1\", \"sentence2\", "
        + "\"label\"; name it in data.columns.choices"
    ),
    (
      #"{"title": "s", "choices": ["p", "q"], "label": 1}"#,
      "sample: no field is known to hold the question: the keys are \"title\", \"choices\", \"label\"; "
        + "name it in data.columns.question"
    ),
    (
      "a text\n",
      "sample: has no fields: neither JSON, nor tabs, commas or semicolons between columns that all its rows have"
    ),
  ])
  func faults(record: String, expected: String) {
    #expect(message { try readChoices(record + "\n") } == expected)
  }

  /// Objects that share a line are told apart by where they begin in it.
  @Test func objectsOfOneLineHaveColumns() {
    let (right, wrong) = (
      #"{"question": "t?", "choices": ["p", "q"], "label": 0}"#,
      #"{"question": "t?", "choices": ["p"], "label": 0}"#
    )
    let fault = "\"choices\": 1 choice, but at least 2 are needed"
    #expect(
      message { try readChoices("[\(right), \(wrong)]\n") }
        == "sample:1:\(right.utf8.count + 4): \(fault)")
    #expect(message { try readChoices("[\(right),\n \(wrong)]\n") } == "sample:2: \(fault)")
  }

  private static let multiRC =
    #"{"idx": 0, "passage": {"text": "S.", "questions": [{"question": "t?", "answers": [{"text": "p", "label": 1}, {"text": "q", "label": 0}, {"text": "r", "label": 1}], "idx": 7}, {"question": "u?", "answers": [{"text": "v", "label": 0}], "idx": 8}]}}"#

  /// An example as `question | choices → right ones`.
  private func several(_ text: String, _ options: ChoiceDataOptions = .init()) throws -> [String] {
    try readChoices(text, options).examples.map { example in
      let answers = example.answers.map { $0.map(String.init).joined(separator: "+") }
      return (example.question ?? "-") + " | "
        + example.choices.map(\.text).joined(separator: ",")
        + " → \(answers ?? example.answer.map { "one, \($0)" } ?? "-")"
    }
  }

  @Test func multiRCsQuestionsHaveSeveralAnswers() throws {
    #expect(try several(Self.multiRC) == ["t? | p,q,r → 0+2", "u? | v → "])
    #expect(try several("[\(Self.multiRC)]") == ["t? | p,q,r → 0+2", "u? | v → "])
    let corpus = try readChoices(Self.multiRC)
    #expect(corpus.examples.map(\.context) == ["S.", "S."])
    #expect(corpus.examples.map(\.identifier) == [.number(7), .number(8)])
    #expect(corpus.layout == "JSON Lines, UTF-8, passages with questions, as MultiRC has them")
    #expect(
      corpus.notes == ["sample: the first example reads: [S.] [t?]: [p] | [q] | [r] → [p] [r]"])
    let unlabelled = Self.multiRC.replacing(#/, "label": \d/#, with: "")
    var options = ChoiceDataOptions()
    options.requiresLabels = false
    #expect(try several(unlabelled, options) == ["t? | p,q,r → -", "u? | v → -"])
    #expect(
      message { try readChoices(unlabelled) }
        == "sample: no field is known to hold the answer: the keys are \"context\", \"question\", \"choices\", "
        + "\"id\"; name it in data.columns.answer")
  }

  @Test(arguments: [
    ("\"text\": \"S.\"", "\"text\": 1", "\"passage.text\": expected a string"),
    (
      "\"question\": \"u?\"", "\"stem\": \"u?\"",
      "\"passage.questions[1].question\": expected a string"
    ),
    (
      #"[{"text": "v", "label": 0}]"#, "[]",
      "\"passage.questions[1].answers\": expected an array of answers"
    ),
    (
      "\"v\"", "\" \"",
      "\"passage.questions[1].answers[0].text\": expected a string that is not blank"
    ),
    (
      #""q", "label": 0"#, #""q", "label": 2"#,
      "\"passage.questions[0].answers[1].label\": expected 1 or 0"
    ),
    (
      #""q", "label": 0"#, #""q""#,
      "\"passage.questions[0].answers\": 3 answers, but only 2 with a label"
    ),
  ])
  func faultsOfMultiRC(part: String, other: String, expected: String) throws {
    let text = Self.multiRC.replacing(part, with: other)
    #expect(text != Self.multiRC)
    #expect(message { try readChoices(text) } == "sample:1: \(expected)")
    var options = ChoiceDataOptions()
    options.badRecords = .skip
    let rest = try readChoices(text + "\n" + Self.multiRC, options)
    #expect(
      rest.notes.prefix(2) == [
        "sample: 1 bad record is left out (data.bad_records is \"skip\"):",
        "  sample:1: \(expected)",
      ])
    #expect(rest.examples.count == (expected.contains("passage.text") ? 2 : 3))
  }

  @Test(arguments: [
    (#""label": [0, 2]"#, "0+2"), (#""label": ["r", "p"]"#, "0+2"), (#""label": []"#, ""),
    (#""label": [true, false, true]"#, "0+2"), (#""answers": ["A", "C"]"#, "0+2"),
    (#""correct_answers": ["q"]"#, "1"), (#""label": 1"#, "one, 1"),
    (
      #""label": [0, 1, 0]"#,
      "\"label\": a choice is named twice; which of the choices are right may also be said "
        + "with true and false, one for each"
    ),
    (#""label": [true]"#, "\"label\": true or false 1 times, for 3 choices"),
    (#""label": [null]"#, "\"label\": one of the answers is none"),
    (
      #""label": [4]"#,
      "\"label\": 4 is no choice; the 3 are counted from 0, which data.first_number changes"
    ),
    (#""label": ["s"]"#, "\"label\": s is none of the choices (p, q, r)"),
  ])
  func answersMayBeLists(field: String, expected: String) throws {
    let text = #"{"question": "t?", "choices": ["p", "q", "r"], \#(field)}"#
    if expected.hasPrefix("\"") {
      #expect(message { try readChoices(text) } == "sample:1: \(expected)")
      var options = ChoiceDataOptions()
      options.requiresLabels = false
      #expect(try several(text, options) == ["t? | p,q,r → -"])
    } else {
      #expect(try several(text) == ["t? | p,q,r → \(expected)"])
    }
  }

  /// Where counting begins follows from lists, too.
  @Test func listsOfNumbersFromOne() throws {
    let text = #"{"question": "t?", "choices": ["p", "q", "r"], "label": [1, 3]}"#
    #expect(try several(text) == ["t? | p,q,r → 0+2"])
    let zero = #"{"question": "t?", "choices": ["p", "q", "r", "s"], "label": [0]}"#
    #expect(
      message { try several(text + "\n" + zero) }
        == "sample:1: \"label\": 3 is no choice; the 3 are counted from 0, which data.first_number changes"
    )
  }

  @Test func badRecordsMayBeLeftOut() throws {
    let text = """
      {"question": "t?", "choices": ["p", "q"], "label": 0}
      {"question": "t?", "choices": ["p"], "label": 0}
      {"question": "t?", "choices": ["p", "q"], "label": 3}

      """
    #expect(
      message { try readChoices(text) }
        == "sample:2: \"choices\": 1 choice, but at least 2 are needed\n"
        + "sample:3: \"label\": 3 is no choice; the 2 are counted from 0, which data.first_number changes"
    )
    var options = ChoiceDataOptions()
    options.badRecords = .skip
    let corpus = try readChoices(text, options)
    #expect(corpus.examples.count == 1)
    #expect(corpus.notes[0] == "sample: 2 bad records are left out (data.bad_records is \"skip\"):")
  }

  /// What `predict` writes is read again.
  @Test func answersAreRead() throws {
    let line =
      #"{"answer":"B","choices":[{"label":"A","score":0.25,"text":"p"},{"label":"B","score":0.75,"text":"q"}],"id":3,"index":1,"question":"t?","score":0.75}"#
    let corpus = try readChoices(line)
    #expect(corpus.examples[0].answer == 1)
    #expect(corpus.examples[0].identifier == .number(3))
  }
}
