import Foundation
import LukeData
import LukeTestSupport
import Testing

@Suite struct RelationReaderTests {
  private static let semeval = """
    1\t"The <e1>baker</e1> filled the "big" <e2>oven</e2>."\r
    Instrument-Agency(e2,e1)\r
    Comment: made up\r
    \r
    2\t""Rain," said the <e2>ferry</e2> man's <e1>dog</e1>""\r
    Other\r
    Comment:\r
    """

  /// What has lost its number is no relation of the sentence above.
  @Test func sentencesThatLostNumberOrRelation() {
    let sentence = "\"The <e1>a</e1> is in the <e2>b</e2>.\""
    #expect(
      message {
        try readRelations("1\t\(sentence)\n\n\(sentence)\nOther\n\n2\t\(sentence)\nOther\n")
      }
        == "sample:1: the line below should name the relation\n"
        + "sample:3: expected the relation of the sentence above, and this is a sentence without its "
        + "number\nsample:4: expected a number, a tab and a sentence")
    #expect(
      message { try readRelations("1\t\(sentence)\nOther\n\n\(sentence)\nOther\n") }
        == "sample:4: expected a number, a tab and a sentence\n"
        + "sample:5: expected a number, a tab and a sentence")
    #expect(
      message { try readRelations("1\t\(sentence)\n\n2\t\(sentence)\nOther\n") }
        == "sample:1: the line below should name the relation")
  }

  /// There are two spans, so that no relation is from e1 to e3.
  @Test(arguments: ["(e1,e3)", "(e1,e1)", "(e1, e2)", "(e2,e1", "(E1,E2)", "(e1)"])
  func directionsThatNoneHas(_ direction: String) throws {
    let sentence = "\"The <e1>a</e1> is in the <e2>b</e2>.\""
    let text = "1\t\(sentence)\nOther\n\n2\t\(sentence)\nA-B\(direction)\n"
    let fault =
      "the relation \"A-B\(direction)\" ends with a direction that none can have; write (e1,e2) or (e2,e1)"
    #expect(message { try readRelations(text) } == "sample:5: \(fault)")
    var skipping = RelationDataOptions()
    skipping.badRecords = .skip
    let skipped = try readRelations(text, skipping)
    #expect(skipped.examples.map(\.relation) == ["Other"])
    #expect(
      message { try readRelations("text,relation\n<e1>a</e1> <e2>b</e2>,\"A-B\(direction)\"\n") }
        == "sample:2: \(fault)")
    let record =
      #"{"text": "a b", "head": {"start": 0, "end": 1}, "tail": {"start": 2, "end": 3}, "relation": "#
    #expect(
      message { try readRelations(record + "\"A-B\(direction)\"}\n") } == "sample:1: \(fault)")
    try withTemporaryFolder { folder in
      let key = folder.appending(path: "key").path
      try Data("1\tOther\n2\tA-B\(direction)\n".utf8).write(to: URL(fileURLWithPath: key))
      #expect(
        message {
          try readRelations(
            "1\t\(sentence)\n2\t\(sentence)\n", RelationDataOptions(answerKey: key))
        } == "\(key):2: \(fault)")
    }
  }

  @Test func otherBracketsAreNames() throws {
    let sentence = "\"The <e1>a</e1> is in the <e2>b</e2>.\""
    let names = ["A(e1,e2)", "A(e2,e1)", "per:title (elected)", "A()", "A(e)", "A(e1x)"]
    let text = names.map { "1\t\(sentence)\n\($0)\n\n" }.joined()
    #expect(try readRelations(text).examples.map(\.relation) == names)
  }

  @Test func semeval2010() throws {
    let corpus = try readRelations(Self.semeval)
    #expect(corpus.layout == "SemEval-2010 task 8, UTF-8")
    let examples = corpus.examples
    #expect(
      examples.map(\.text) == [
        "The baker filled the \"big\" oven.", "\"Rain,\" said the ferry man's dog\"",
      ])
    #expect(examples.map(\.headText) == ["baker", "dog"])
    #expect(examples.map(\.tailText) == ["oven", "ferry"])
    #expect(examples.map(\.relation) == ["Instrument-Agency(e2,e1)", "Other"])
    #expect(examples.map(\.location.line) == [1, 5])
    #expect(examples.map(\.identifier) == [.text("1"), .text("2")])
    #expect(corpus.labels == ["Instrument-Agency(e2,e1)", "Other"])
  }

  @Test func semevalWithoutRelations() throws {
    let text = "8\t\"<e1>a</e1> b <e2>c</e2>\"\n9\t\"<e1>d</e1> e <e2>f</e2>\"\n"
    let options = RelationDataOptions(requiresLabels: false)
    #expect(try readRelations(text, options).examples.map(\.relation) == [nil, nil])
    try withTemporaryFolder { folder in
      let key = folder.appending(path: "key").path
      try Data("9\tOther\n8\tX-Y(e1,e2)\n".utf8).write(to: URL(fileURLWithPath: key))
      let corpus = try readRelations(text, RelationDataOptions(answerKey: key))
      #expect(corpus.examples.map(\.relation) == ["X-Y(e1,e2)", "Other"])
      try (Data("\u{FEFF}9\tOther\n\u{FEFF}8\tCaf".utf8) + [0xE9, 0x0A]).write(
        to: URL(fileURLWithPath: key))
      #expect(throws: DataError.self) {
        try readRelations(text, RelationDataOptions(answerKey: key))
      }
      try (Data("9\tOther\n8\tCaf".utf8) + [0xE9, 0x0A]).write(to: URL(fileURLWithPath: key))
      let latin = try readRelations(text, RelationDataOptions(answerKey: key))
      #expect(latin.examples.map(\.relation) == ["Café", "Other"])
      #expect(
        latin.notes.last
          == "\(key):2: byte 6 of the line, 0xE9, is not valid UTF-8, so the whole file is read as Latin-1; "
          + "if it is something else, mend the byte or set data.encoding")
    }
    let error = message { try readRelations(text) }
    #expect(
      error
        == "sample: has no relations below its sentences; data.answer_key names the file that has them"
    )
    #expect(
      message { try readRelations(text + "Other\n") }
        == "sample:1: the line below should name the relation")
  }

  @Test func kbp37AndRELX() throws {
    let corpus = try readRelations(
      """
      4\t" <e1> Holt Lines </e1> was founded by <e2> Mira "Em" Holt </e2> , it says .. "
      org:founded_by(e1,e2)


      5\t"In (<e2>Basel</e2>), <e1>Quill</e1>'s home ."
      no_relation
      """)
    #expect(corpus.layout == "KBP37 or RELX, UTF-8")
    let examples = corpus.examples
    #expect(
      examples.map(\.text) == [
        "Holt Lines was founded by Mira \"Em\" Holt , it says..", "In (Basel), Quill's home.",
      ])
    #expect(examples.map(\.headText) == ["Holt Lines", "Quill"])
    #expect(examples.map(\.tailText) == ["Mira \"Em\" Holt", "Basel"])
    #expect(examples.map(\.location.line) == [1, 5])
  }

  private static let unanswered =
    "8\t\"<e1>a</e1> b <e2>c</e2>\"\n9\t\"<e1>d</e1> e <e2>f</e2>\"\n"

  @Test func answersWithoutSentencesAreSaid() throws {
    try withTemporaryFolder { folder throws in
      let key = folder.appending(path: "key").path
      func notes(_ answers: String, _ text: String, requiresLabels: Bool = true) throws -> [String]
      {
        try Data(answers.utf8).write(to: URL(fileURLWithPath: key))
        let options = RelationDataOptions(answerKey: key, requiresLabels: requiresLabels)
        return Array(try readRelations(text, options).notes.dropFirst())
      }
      let answers = "8\tA(e1,e2)\n9\tOther\n"
      #expect(try notes(answers, Self.unanswered) == [])
      #expect(
        try notes("7\tOther\n" + answers, Self.unanswered) == [
          "\(key): the answer in line 1 has no sentence in sample and is left out"
        ])
      let more = answers + "10\tOther\n11\tOther\n"
      #expect(
        try notes(more, Self.unanswered) == [
          "\(key): 2 answers, the first in line 3, have no sentence in sample and are left out"
        ])
      // New sentences need no key, and those that have their relations leave it to others.
      #expect(try notes(more, Self.unanswered, requiresLabels: false) == [])
      #expect(try notes(more, Self.semeval) == [])
    }
  }

  @Test func answersThatContradictAreRefused() throws {
    try withTemporaryFolder { folder throws in
      let key = folder.appending(path: "key").path
      func read(_ answers: String) throws -> String {
        try Data(answers.utf8).write(to: URL(fileURLWithPath: key))
        return message {
          _ = try readRelations(Self.unanswered, RelationDataOptions(answerKey: key))
        }
      }
      #expect(try read("8\tOther\n9\tOther\n8\t Other\n") == "no error")
      #expect(
        try read("8\tOther\n9\tOther\n8\tA(e1,e2)\n")
          == "\(key):3: answers 8 with \"A(e1,e2)\", line 1 with \"Other\"; keep one of them")
      #expect(
        try read("8\tOther\n")
          == "sample:2: the line below should name the relation, and \(key) has no answer for the sentence"
      )
      // Sentences of which none has a relation are one fault.
      #expect(
        try read("1\tOther\n")
          == "sample: has no relations below its sentences, and \(key) (data.answer_key) has no answer "
          + "for any of their numbers")
      #expect(
        message { _ = try readRelations(Self.unanswered) }
          == "sample: has no relations below its sentences; data.answer_key names the file that has them"
      )
    }
  }

  private static let tacred = """
    [{"id": "x1", "token": ["Mira", "Holt", "-LRB-", "Basel", "-RRB-"], "relation": "per:city",
      "subj_start": 0, "subj_end": 1, "obj_start": 3, "obj_end": 3, "stanford_pos": ["N}"]},
     {"id": "x2", "token": ["a", "b"], "relation": "no_relation",
      "subj_start": 1, "subj_end": 1, "obj_start": 0, "obj_end": 1}]
    """

  @Test func tacredEndsAreInclusive() throws {
    let corpus = try readRelations(Self.tacred)
    #expect(corpus.format == .tacred)
    #expect(corpus.examples.map(\.text) == ["Mira Holt -LRB- Basel -RRB-", "a b"])
    #expect(corpus.examples.map(\.headText) == ["Mira Holt", "b"])
    #expect(corpus.examples.map(\.tailText) == ["Basel", "a b"])
    #expect(corpus.examples.map(\.location.line) == [1, 3])
    let restored = try readRelations(Self.tacred, RelationDataOptions(restoresBrackets: true))
    #expect(restored.examples[0].text == "Mira Holt ( Basel )")
    #expect(restored.examples[0].tailText == "Basel")
  }

  @Test func jsonLines() throws {
    let corpus = try readRelations(
      """
      {"text": "Zoë 😀 of Basel", "head": {"start": 0, "end": 3}, "tail": {"start": 9, "end": 14}, "relation": "r"}
      {"tokens": ["a", "b", "c"], "head": {"start": 1, "end": 3}, "tail": {"start": 0, "end": 1}, "relation": "s"}
      """)
    #expect(corpus.layout == "JSON Lines, UTF-8")
    #expect(corpus.examples.map(\.headText) == ["Zoë", "b c"])
    #expect(corpus.examples.map(\.tailText) == ["Basel", "a"])
    #expect(corpus.relationCounts == ["r": 1, "s": 1])
  }

  @Test(arguments: [
    ("1\t\"<e1>a</e1> b\"\nOther\n", "sample:1: the sentence has no <e2>"),
    ("1\t\"<e1>a <e2>b</e2>\"\nOther\n", "sample:1: the sentence has no </e1>"),
    ("1\t\"</e1>a<e1> <e2>b</e2>\"\nOther\n", "sample:1: </e1> stands before <e1>"),
    ("1\t\"<e1>a</e1> <e1>b</e2>\"\nOther\n", "sample:1: the sentence has <e1> twice"),
    (
      "1\t\"<e1>a</e1> <e2>b</e2>\"\nOther\nmore\n",
      "sample:3: expected a number, a tab and a sentence"
    ),
    (
      "hello\n",
      "sample: is none of TACRED JSON, SemEval-2010 task 8, KBP37, RELX or JSON Lines with the two spans of each text, \"head\" and \"tail\""
    ),
    ("", "sample: is empty"), ("\n \n", "sample: is empty"),
    (
      "{\"id\": true, \"text\": \"ab\", \"head\": {\"start\": 0, \"end\": 3}, \"tail\": {\"start\": 0, \"end\": 1}}",
      "sample:1: \"id\": expected a string or a whole number"
    ),
    ("[]", "sample: holds no examples"),
    ("[{\"token\": [\"a\"]}]", "sample:1:2: key \"subj_start\" is missing"),
    ("[{\"token\": [\"a\"]", "sample: is not valid JSON: a bracket or quote is open"),
    ("[]x\n", "sample:1:3: is not valid JSON: did not expect \"x\" here"),
    ("[]\n[]\n", "sample:2:1: is not valid JSON: did not expect \"[\" here"),
    ("[,]", "sample:1:2: is not valid JSON: did not expect \",\" here"),
    (
      "[{\"token\": [\"é\"], x}, {\"token\":\n [\"a\" \"b\"]}]",
      """
      sample:1:19: is not valid JSON: expected a key in double quotes, found x
      sample:2:7: is not valid JSON: expected , or ], found "
      """
    ),
    (
      "[\n{\"token\": [\"a\"], \"relation\": \"r\", \"subj_start\": 0, \"subj_end\": 1, \"obj_start\": 0, \"obj_end\": 0}]",
      "sample:2: \"subj_start\" and \"subj_end\": 0 to 1, end included, is no span of 1 word"
    ),
    (
      "{\"text\": \"ab\", \"head\": {\"start\": 0, \"end\": 3}, \"tail\": {\"start\": 0, \"end\": 1}, \"relation\": \"r\"}",
      "sample:1: \"head\": 0 to 3, end excluded, is no span of 2 characters"
    ),
    (
      "{\"text\": \"ab\", \"head\": {\"start\": 0}, \"tail\": {\"start\": 0, \"end\": 1}, \"relation\": \"r\"}",
      "sample:1: key \"head.end\" is missing"
    ),
    (
      "{\"head\": {\"start\": 0, \"end\": 1}, \"tail\": {\"start\": 0, \"end\": 1}, \"relation\": \"r\"}",
      "sample:1: key \"text\" or \"tokens\" is missing"
    ),
    (
      "{\"text\": \"ab\", \"head\": {\"start\": 0, \"end\": 1}, \"tail\": {\"start\": 0, \"end\": 1}}",
      "sample:1: key \"relation\" is missing"
    ),
  ])
  func faults(text: String, expected: String) {
    #expect(message { try readRelations(text) } == expected)
  }
}
