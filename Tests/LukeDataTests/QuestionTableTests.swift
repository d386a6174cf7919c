import LukeData
import LukeTestSupport
import Testing

/// Questions about texts in tables with named columns, and in JSON with other keys than ours.
@Suite struct QuestionTableTests {
  private func read(
    _ text: String, _ columns: QuestionColumns = QuestionColumns(), requiresLabels: Bool = true
  ) throws -> QuestionCorpus {
    var options = QuestionDataOptions()
    (options.columns, options.requiresLabels) = (columns, requiresLabels)
    return try QuestionDataReader.read(SourceText(bytes: Array(text.utf8), file: "sample"), options)
  }

  private func shown(_ corpus: QuestionCorpus) -> [String] {
    corpus.examples.map { example in
      let answers = example.answers.map { $0.map { "\($0.text)@\($0.span?.lowerBound ?? -1)" } }
      return "\(example.question) \(answers?.joined(separator: ",") ?? "?")"
    }
  }

  private func notes(_ corpus: QuestionCorpus) -> [String] {
    corpus.notes.filter { !$0.contains("the first question reads") }
  }

  @Test func csv() throws {
    let corpus = try read(
      "id,question,context,answer,answer_start\n7,Who?,\"Ada, of Oslo.\nAda left.\",Ada,14\n"
        + "8,Where?,\"Ada, of Oslo.\",Oslo,\n9,Why?,\"Ada, of Oslo.\",,\n")
    #expect(corpus.format == .csv)
    #expect(
      corpus.layout
        == "CSV, UTF-8, question \"question\", context \"context\", answer \"answer\", answer start "
        + "\"answer_start\", id \"id\"")
    #expect(shown(corpus) == ["Who? Ada@14", "Where? Oslo@8", "Why? "])
    #expect(corpus.examples.map(\.location.line) == [2, 4, 5])
    #expect(corpus.examples.map(\.identifier) == [.text("7"), .text("8"), .text("9")])
    #expect(corpus.unanswerableCount == 1)
    #expect(
      notes(corpus) == [
        "sample: 1 question, in line 5, has a blank answer, which is read as none in the text",
        "sample: 1 answer has no answer_start, and is taken where its text first stands in the context",
      ])
  }

  @Test func columnsThatAreAskedFor() throws {
    let columns = QuestionColumns(
      question: .name("frage"), context: .name("absatz"), answer: .name("antwort"),
      answerStart: .name("ort"))
    let table = try read("frage\tabsatz\tantwort\tort\nWer?\tAda geht\tAda\t0\n", columns)
    #expect(table.format == .tsv)
    #expect(shown(table) == ["Wer? Ada@0"])
    let json = try read(
      #"{"frage": "Wer?", "absatz": "Ada geht", "antwort": "geht", "ort": 4}"#, columns)
    #expect(json.format == .jsonLines)
    #expect(shown(json) == ["Wer? geht@4"])
    let numbers = try read(
      "Wer?\tAda geht\tAda\nWas?\tAda geht\tgeht\n",
      QuestionColumns(question: .number(0), context: .number(1), answer: .number(2)))
    #expect(shown(numbers) == ["Wer? Ada@0", "Was? geht@4"])
  }

  @Test func severalAnswersOfACell() throws {
    let corpus = try read(
      "question\tcontext\tanswers\nWho?\tAda left\t"
        + "{\"text\": [\"Ada\", \"left\"], \"answer_start\": [0, 4]}\n")
    #expect(shown(corpus) == ["Who? Ada@0,left@4"])
  }

  @Test func questionsAlone() throws {
    let corpus = try read("question,context\nWho?,Ada left\n", requiresLabels: false)
    #expect(shown(corpus) == ["Who? ?"])
  }

  @Test(arguments: [
    (
      "question,context\nWho?,Ada\n",
      "sample: no field is known to hold the answer: the columns are \"question\", \"context\"; name it in "
        + "data.columns.answer"
    ),
    (
      "question,context,answer,answer_start\nWho?,Ada left,Ada,4\nWho?,Ada left,Ada,x\n",
      "sample:3: \"answer_start\": expected a whole number\n"
        + "sample:2: answers[0]: \"Ada\" is not at answer_start 4, where the context has \"lef\"; the nearest "
        + "place of it is 0; data.answer_starts \"nearest\" takes it from there"
    ),
    (
      "question,context,answer\nWho?,Ada,\nWhat?,Bo,\n",
      "sample: the answers of all questions are blank, as where they are kept back; predict answers them"
    ),
  ])
  func faults(text: String, expected: String) {
    #expect(message { try read(text) } == expected)
  }
}
