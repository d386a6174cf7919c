import LukeData
import LukeTestSupport
import Testing

/// Spans by other offsets than ours are found out by the text they are to stand for.
@Suite struct RelationSpanTests {
  private func line(_ head: String, _ tail: String) -> String {
    "{\"text\": \"😀 Alice works at Acme.\", \"head\": {\(head)}, \"tail\": {\(tail)}, \"relation\": \"r\"}"
  }

  private func fault(_ text: String) -> String {
    message { try readRelations(text) }
  }

  @Test(arguments: ["text", "surface", "mention"])
  func surfacesAreChecked(key: String) throws {
    let right = line(
      "\"start\": 2, \"end\": 7, \"\(key)\": \"Alice\"", "\"start\": 17, \"end\": 21")
    #expect(try readRelations(right).examples[0].headText == "Alice")
    // In UTF-16 the emoji counts twice, in UTF-8 four times; an inclusive end is one too small.
    for (start, end, found) in [(3, 8, "lice "), (5, 10, "ce wo"), (2, 6, "Alic")] {
      #expect(
        fault(
          line(
            "\"start\": \(start), \"end\": \(end), \"\(key)\": \"Alice\"",
            "\"start\": 17, \"end\": 21"))
          == "sample:1: \"head\": characters \(start) to \(end) are \"\(found)\", not \"Alice\"; offsets "
          + "count Unicode code points, end exclusive")
    }
    #expect(
      fault(line("\"start\": 2, \"end\": 7", "\"start\": 18, \"end\": 22, \"\(key)\": \"Acme\""))
        == "sample:1: \"tail\": characters 18 to 22 are \"cme.\", not \"Acme\"; offsets count Unicode code "
        + "points, end exclusive")
  }

  /// Names that are clearly the text of a span, cut by offsets of another kind.
  @Test(arguments: ["name", "word"])
  func namesAreHeldAgainstSpans(key: String) throws {
    let tail = "\"start\": 17, \"end\": 21"
    #expect(
      fault(line("\"start\": 3, \"end\": 8, \"\(key)\": \"Alice\"", tail))
        == "sample:1: \"head\": characters 3 to 8 are \"lice \", not \"Alice\"; offsets count Unicode "
        + "code points, end exclusive")
    for name in ["\"ALICE\"", "\"Alice Holt\"", "\"Alice works\"", "4"] {
      #expect(fault(line("\"start\": 2, \"end\": 7, \"\(key)\": \(name)", tail)) == "no error")
    }
    func tokens(_ start: Int, _ end: Int, _ name: String) -> String {
      "{\"tokens\": [\"The\", \"St.\", \"John\", \"left\"], \"head\": {\"start\": \(start), \"end\": \(end), \"\(key)\": \"\(name)\"}, \"tail\": {\"start\": 3, \"end\": 4}, \"relation\": \"r\"}"
    }
    for (start, end, found) in [(1, 2, "St."), (2, 4, "John left")] {
      #expect(
        fault(tokens(start, end, "St. John"))
          == "sample:1: \"head\": tokens \(start) to \(end) are \"\(found)\", not \"St. John\"; tokens are "
          + "counted from 0, end exclusive")
    }
    for name in ["st.john", "Saint John", "John", "The St. John left"] {
      #expect(fault(tokens(1, 3, name)) == "no error")
    }
  }

  @Test func surfacesOfTACREDAreChecked() throws {
    func record(_ end: Int, _ subject: String) -> String {
      "[{\"token\": [\"Mira\", \"Holt\", \"left\", \"Oslo\"], \"relation\": \"r\", \"subj_start\": 0, \"subj_end\": \(end), \"obj_start\": 3, \"obj_end\": 3, \"subj\": \(subject), \"obj\": \"Oslo\"}]"
    }
    #expect(fault(record(1, "\"Mira Holt\"")) == "no error")
    #expect(fault(record(1, "\"Q7\"")) == "no error")
    #expect(fault(record(1, "{\"id\": 3}")) == "no error")
    for (end, found) in [(0, "Mira"), (2, "Mira Holt left")] {
      #expect(
        fault(record(end, "\"Mira Holt\""))
          == "sample:1:2: \"subj\": words 0 to \(end) are \"\(found)\", not \"Mira Holt\"; words are counted "
          + "from 0, end inclusive")
    }
  }

  @Test func keysGivenTwiceAreRefused() {
    let record =
      "{\"token\": [\"a\", \"b\"], \"relation\": \"r\", \"subj_start\": 0, \"subj_end\": 0, \"obj_start\": 1, \"obj_end\": 1"
    #expect(
      fault("[\(record)},\n {\"relation\": \"s\",\n  \(record.dropFirst())}]")
        == "sample:3:24: the key \"relation\" is given twice (first at 2:3)")
    #expect(
      fault("[\(record), \"relation\": \"s\"}]")
        == "sample:1:103: the key \"relation\" is given twice (first at 1:24)")
  }

  @Test func surfacesOfTokensAreChecked() throws {
    func line(_ end: Int) -> String {
      "{\"tokens\": [\"St.\", \"John\", \"'s\", \"Bay\"], \"head\": {\"start\": 0, \"end\": \(end), \"text\": \"St. John's\"}, \"tail\": {\"start\": 3, \"end\": 4, \"text\": \"Bay\"}, \"relation\": \"r\"}"
    }
    #expect(try readRelations(line(3)).examples[0].headText == "St. John 's")
    #expect(
      fault(line(2))
        == "sample:1: \"head\": tokens 0 to 2 are \"St. John\", not \"St. John's\"; tokens are counted from "
        + "0, end exclusive")
  }

  @Test func cutWordsAreSaid() throws {
    let cut = try readRelations(line("\"start\": 2, \"end\": 6", "\"start\": 17, \"end\": 20"))
    #expect(
      cut.notes == [
        "sample: 2 spans begin or end inside a word, such as \"Alic\" in \"Alice\" of line 1; offsets "
          + "count Unicode code points from 0, ends excluded",
        "sample: the first example reads: 😀 [Alic: head]e works at [Acm: tail]e. → r",
      ])
    let right = try readRelations(line("\"start\": 2, \"end\": 7", "\"start\": 17, \"end\": 21"))
    #expect(
      right.notes == ["sample: the first example reads: 😀 [Alice: head] works at [Acme: tail]. → r"]
    )
  }

  @Test func blanksAtTheEndsOfSpansAreLeftOut() throws {
    let example = try readRelations(line("\"start\": 1, \"end\": 8", "\"start\": 16, \"end\": 21"))
      .examples[0]
    #expect([example.head, example.tail] == [2..<7, 17..<21])
  }

  @Test(arguments: [
    ("\"start\": 7, \"end\": 2", "7 to 2"), ("\"start\": 2, \"end\": 2", "2 to 2"),
    ("\"start\": -1, \"end\": 2", "-1 to 2"), ("\"start\": 2, \"end\": 23", "2 to 23"),
  ])
  func noSpansAreRefused(span: String, range: String) {
    #expect(
      fault(line(span, "\"start\": 17, \"end\": 21"))
        == "sample:1: \"head\": \(range), end excluded, is no span of 22 characters")
  }

  @Test func blankSpansOfTACREDAreRefused() {
    #expect(
      fault(
        "[{\"token\": [\"a\", \"\u{A0}\"], \"relation\": \"r\", \"subj_start\": 0, \"subj_end\": 0, \"obj_start\": 1, \"obj_end\": 1}]"
      )
        == "sample:1:2: \"obj_start\" and \"obj_end\": the span is blank")
  }

  private func asked(_ text: String) throws -> [RelationExample] {
    try readRelations(text, RelationDataOptions(requiresLabels: false)).examples
  }

  /// What is only asked is read in spite of an example that is wrong; labelled data are refused.
  @Test(arguments: [
    ("\"head\": {\"start\": 1, \"end\": 2}", "\"head\": the span is blank"),
    (
      "\"head\": {\"start\": 0, \"end\": 9}",
      "\"head\": 0 to 9, end excluded, is no span of 3 characters"
    ),
    (
      "\"head\": {\"start\": 2, \"end\": 1}",
      "\"head\": 2 to 1, end excluded, is no span of 3 characters"
    ),
    (
      "\"head\": {\"start\": 0, \"end\": 1, \"text\": \"b\"}",
      "\"head\": characters 0 to 1 are \"a\", not \"b\"; offsets count Unicode code points, end exclusive"
    ),
    ("\"head\": {\"start\": 0}", "key \"head.end\" is missing"),
    ("\"head\": \"a\"", "\"head\": expected an object"),
    ("\"id\": 3", "key \"head\" is missing"),
  ])
  func anExampleThatIsWrongLeavesTheOthers(head: String, fault: String) throws {
    let good =
      #"{"text": "a b", "head": {"start": 0, "end": 1}, "tail": {"start": 2, "end": 3}, "relation": "r"}"#
    let bad = #"{"text": "a b", \#(head), "tail": {"start": 2, "end": 3}, "relation": "r"}"#
    let text = "\(good)\n\(bad)\n\(good)\n"
    let examples = try asked(text)
    #expect(examples.map(\.fault) == [nil, fault, nil])
    #expect(examples[1].text == "a b")
    #expect(examples[1].head == 0..<0)
    #expect(examples[1].tail == 2..<3)
    #expect(self.fault(text) == "sample:2: \(fault)")
  }

  @Test func wordsAndTACRED() throws {
    let words = { (head: String) in
      #"{"tokens": ["a", "\u00a0", "c"], "head": {\#(head)}, "tail": {"start": 2, "end": 3}}"#
    }
    let found = try asked(
      [#""start": 0, "end": 1"#, #""start": 1, "end": 2"#, #""start": 3, "end": 4"#].map(words)
        .joined(separator: "\n"))
    #expect(
      found.map(\.fault) == [
        nil, "\"head\": the span is blank",
        "\"head\": 3 to 4, end excluded, is no span of 3 tokens",
      ])
    #expect(found.map(\.head) == [0..<1, 0..<0, 0..<0])
    #expect(found.allSatisfy { $0.tail == 4..<5 })
    let record = { (start: Int, end: Int) in
      #"{"token": ["a", "\u00a0"], "subj_start": 0, "subj_end": 0, "obj_start": \#(start), "obj_end": \#(end)}"#
    }
    let records = [record(0, 0), record(1, 1), record(1, 0), "{\"token\": [\"a\"]}"]
    let tacred = try asked("[\(records.joined(separator: ", "))]")
    #expect(
      tacred.map(\.fault) == [
        nil, "\"obj_start\" and \"obj_end\": the span is blank",
        "\"obj_start\" and \"obj_end\": 1 to 0, end included, is no span of 2 words",
        "key \"subj_start\" is missing",
      ])
  }

  @Test func sentencesWithoutMarks() throws {
    let good = "1\t\"<e1>a</e1> b <e2>c</e2>\"\nr\n\n"
    let bad = "2\t\"<e1>a</e1> b c</e2>\"\nr\n\n"
    let examples = try asked(good + bad + good)
    #expect(examples.map(\.fault) == [nil, "the sentence has no <e2>", nil])
    #expect(examples.map(\.text) == ["a b c", "a b c", "a b c"])
    #expect(fault(good + bad) == "sample:4: the sentence has no <e2>")
    // A file of such is another.
    #expect(
      message {
        _ = try readRelations(bad, RelationDataOptions(requiresLabels: false))
      } == "sample:1: the sentence has no <e2>")
  }

  /// Relations are not needed to ask for them.
  @Test(arguments: ["\"\"", "\" r\"", "3", "null"])
  func relationsThatAreWrongAreNotNeeded(relation: String) throws {
    let text =
      "{\"text\": \"a b\", \"head\": {\"start\": 0, \"end\": 1}, \"tail\": {\"start\": 2, \"end\": 3}, \"relation\": \(relation)}"
    #expect(try asked(text).map(\.fault) == [nil])
    #expect(fault(text) != "no error")
  }

  @Test(arguments: ["", " ", " r", "r\u{A0}"])
  func relationsNeedNames(name: String) {
    let text =
      "{\"text\": \"a b\", \"head\": {\"start\": 0, \"end\": 1}, \"tail\": {\"start\": 2, \"end\": 3}, \"relation\": \"\(name)\"}"
    #expect(fault(text) == "sample:1: \"relation\": \"\(name)\" cannot name a relation")
  }

  /// Some of KBP37's sentences have spans without words; they stay, so that they count.
  @Test func markedSpansMayBeEmpty() throws {
    let corpus = try readRelations(
      "7\t\"<e1>  </e1> was founded by <e2> Mira Holt </e2> .\"\norg:founded_by(e1,e2)\n\n\n8\t\"<e1></e1> and <e2>x</e2>\"\nno_relation\n"
    )
    #expect(corpus.examples.map(\.headText) == ["", ""])
    #expect(corpus.examples.map(\.tailText) == ["Mira Holt", "x"])
    #expect(
      corpus.notes.last?.hasSuffix(
        "[: head]was founded by [Mira Holt: tail] . → org:founded_by(e1,e2)") == true)
  }

  @Test func spansMayNestAndCross() throws {
    let corpus = try readRelations(
      "1\t\"<e1>a <e2>b</e2></e1> c\"\nr\n\n2\t\"<e1>a <e2>b</e1> c</e2>\"\nr\n")
    #expect(corpus.examples.map(\.headText) == ["a b", "a b"])
    #expect(corpus.examples.map(\.tailText) == ["b", "b c"])
  }
}
