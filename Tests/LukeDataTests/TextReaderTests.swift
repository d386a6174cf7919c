import Foundation
import LukeData
import LukeTestSupport
import Testing

/// Texts with labels in tables and JSON.
@Suite struct TextReaderTests {
  private func read(
    _ text: String, _ change: (inout TextDataOptions) -> Void = { _ in }
  ) throws -> TextCorpus {
    var options = TextDataOptions()
    change(&options)
    return try TextDataReader.read(SourceText(bytes: Array(text.utf8), file: "f"), options)
  }

  private func rows(_ corpus: TextCorpus) -> [[String?]] {
    corpus.examples.map { [$0.text, $0.secondText, $0.labels?.joined(separator: "|")] }
  }

  @Test(arguments: [
    "text\tlabel\nA \"b\tx\nC, d\ty\n", "label,text\nx,\"A \"\"b\"\ny,\"C, d\"\n",
    "text;label\r\nA \"b;x\r\n\"C, d\";y\r\n",
    #"{"text": "A \"b", "label": "x"}"# + "\n" + #"{"text": "C, d", "label": "y"}"#,
    #"[{"text": "A \"b", "label": "x"},"# + "\n" + #" {"text": "C, d", "label": "y"}]"#,
    #"{"version": 1, "data": [{"text": "A \"b", "label": "x"}, {"text": "C, d", "label": "y"}]}"#,
    "\u{FEFF}Text\tCategory\nA \"b\tx\nC, d\ty",
  ])
  func everyFormat(_ text: String) throws {
    #expect(try rows(read(text)) == [["A \"b", nil, "x"], ["C, d", nil, "y"]])
  }

  /// A row of names that nobody knows is no example where numbers follow below one of them.
  @Test func namesAboveNumbersAreNoExample() throws {
    let table = "id;said;where\n1;one;x\n2;two;y\n3;three;x\n"
    let error = #expect(throws: DataError.self) { try read(table) }
    #expect(
      error.map { "\($0)" }?.contains(#"the columns are "id", "said", "where""#) == true,
      "\(String(describing: error))")
    let named = try read(table) { $0.columns = .init(text: .number(1), label: .number(2)) }
    #expect(rows(named) == [["one", nil, "x"], ["two", nil, "y"], ["three", nil, "x"]])
    #expect(
      named.notes.contains(
        #"f: the first row names the columns, for below "id" there are numbers alone; data.header of false takes "#
          + "it as an example"), "\(named.notes)")
    let whole = try read(table) {
      $0.columns = .init(text: .number(1), label: .number(2))
      $0.records.header = false
    }
    #expect(whole.examples.count == 4)
    // Fewer than three numbers are none to go by, and a row that has a number itself names nothing.
    #expect(try read("one\tx\n1\ty\n2\tx\n").examples.count == 3)
    #expect(try read("one\ttwo\t0\n1\ttwo\t1\n2\ttwo\t1\n3\ttwo\t0\n").examples.count == 4)
  }

  /// A quoted field may go on over lines; places are those of where rows begin.
  @Test func fieldsOverLines() throws {
    let corpus = try read("text,label\n\"one\ntwo\",x\nthree,y\n")
    #expect(rows(corpus) == [["one\ntwo", nil, "x"], ["three", nil, "y"]])
    #expect(corpus.examples.map(\.location.line) == [2, 4])
  }

  @Test func labelsOfEveryKind() throws {
    let corpus = try read(
      """
      {"sentence1": "a", "sentence2": "b", "label": 1, "idx": 7}
      {"sentence1": "a", "sentence2": "b", "label": true}
      {"sentence1": "a", "sentence2": "b", "label": 2.50}
      {"sentence1": "a", "sentence2": "b", "label": ["p", "q"]}
      {"sentence1": "a", "sentence2": "b", "label": []}
      """)
    #expect(corpus.examples.map(\.labels) == [["1"], ["true"], ["2.50"], ["p", "q"], []])
    #expect(corpus.hasLists)
    #expect(corpus.examples.map(\.identifier) == [.number(7), nil, nil, nil, nil])
  }

  /// CoLA, XTREME's pairs, a text and its class in either order.
  @Test(arguments: [
    ("gj04\t1\t\tA b.\nks08\t0\t*\tC d.\n", [["A b.", nil, "1"], ["C d.", nil, "0"]]),
    ("A b.\tC d.\t0\nE f.\tG h.\t1\n", [["A b.", "C d.", "0"], ["E f.", "G h.", "1"]]),
    (
      "A b.\tgood\nC d.\tbad\nE f.\tgood\n",
      [["A b.", nil, "good"], ["C d.", nil, "bad"], ["E f.", nil, "good"]]
    ),
    ("1,\"A, b.\"\n0,\"C, d.\"\n", [["A, b.", nil, "1"], ["C, d.", nil, "0"]]),
  ])
  func layoutsWithoutNames(_ text: String, _ expected: [[String?]]) throws {
    let corpus = try read(text)
    #expect(rows(corpus) == expected)
    #expect(corpus.notes.contains { $0.contains("the file names no columns; text ") })
  }

  @Test func columnsByNameAndNumber() throws {
    let table = "a\tb\tc\n1\tx\ty\n"
    let named = try read(table) {
      $0.columns = TextColumns(text: .name("c"), secondText: .number(1), label: .name("a"))
    }
    #expect(rows(named) == [["y", "x", "1"]])
    #expect(
      message { try read(table) { $0.columns = TextColumns(text: .name("d"), label: .name("a")) } }
        == "f: data.columns.text is \"d\", which it has not: the columns are \"a\", \"b\", \"c\"")
    #expect(
      message { try read("text\tb\tlabels_of\nx\ty\tz\n") { $0.records.header = true } }
        == "f: no field is known to hold the label: the columns are \"text\", \"b\", \"labels_of\"; name it "
        + "in data.columns.label")
  }

  @Test(arguments: [
    (
      "text,label\n\"a\" b,x\nc,y\n",
      "f:2: \" \" follows the closing quote of a field; quotes within a field are written twice, and "
        + "data.quoting: false takes all quotes as text"
    ),
    (
      "text,label\nc,y\n\"a,x\n",
      "f:3: the quote that begins a field is never closed; data.quoting: false takes quotes as text"
    ),
    (
      "text,label\n\"a\nb,x\nc\"d,y\nc,y\n",
      "f:2: \"d\" follows the quote in line 4 that closes the field begun here; quotes within a field are "
        + "written twice, and data.quoting: false takes all quotes as text"
    ),
    (
      "text,label\nc,y\n\"a,x\nb,x\n\n",
      "f:3: the quote that begins a field is never closed, to the end of the file in line 5; data.quoting: "
        + "false takes quotes as text"
    ),
    (
      "text,label\nc,y\n\"a,x\nb,x\n\"\n",
      "f:3: 1 column where the header names 2 (text, label); a quote that begins a field takes the lines to 5 "
        + "into it; data.quoting: false takes quotes as text"
    ),
    ("text\tlabel\na\n b\tx\n", "f:2: 1 column where the header names 2 (text, label)"),
    ("text\tlabel\n \tx\nb\tx\n", "f:2: \"text\": the text is blank"),
    ("text\tlabel\na\t\nb\tx\n", "f:2: the label, \"label\", is blank"),
    (#"{"text": "a", "label": "x"}"# + "\n{\"text\": 3}", "f:2: \"text\": expected a string"),
    (
      #"{"text": "a", "label": "x"}"# + "\n{\"text\": \"b\"}",
      "f:2: the label, \"label\", is missing"
    ),
    (#"{"text": "a", "label": "x"}"# + "\n{\"text\": \"b\",}", "f:2:13: is not valid JSON: "),
  ])
  func faults(_ text: String, _ fault: String) throws {
    #expect(message { try read(text) }.hasPrefix(fault), "\(message { try read(text) })")
    // What cannot be read is left out where that is asked for, and named.
    let corpus = try read(text) { $0.badRecords = .skip }
    #expect(corpus.examples.count == 1)
    #expect(
      corpus.notes.contains("f: 1 bad record is left out (data.bad_records is \"skip\"):"),
      "\(corpus.notes)")
    #expect(corpus.notes.contains { $0.hasPrefix("  " + fault) })
  }

  @Test func labelsThatMeanTheSame() throws {
    let text = "premise\thypo\tlabel\na\tb\tcontradictory\nc\td\tneutral\ne\tf\tcontradiction\n"
    let corpus = try read(text) { $0.sameLabels = ["contradictory": "contradiction"] }
    #expect(corpus.labels == ["contradiction", "neutral", "contradiction"])
    #expect(
      corpus.notes.contains(
        "f: 1 label \"contradictory\" is taken for \"contradiction\" (data.same_labels)"))
    #expect(try read(text).labels.first == "contradictory")
  }

  /// Answers to pairs are pairs again; a name that says more counts for more.
  @Test(arguments: [
    (#"{"label": "x", "score": 0.5, "second_text": "b", "text": "a"}"#, ["a", "b", "x"]),
    ("text,second_text,score\na,b,2.5\n", ["a", "b", "2.5"]),
    ("text,text2,label\na,b,x\n", ["a", "b", "x"]),
    ("text,text_2,label\na,b,x\n", ["a", "b", "x"]),
    ("text,text_b,label\na,b,x\n", ["a", "b", "x"]),
    ("text,sentence2,label\na,b,x\n", ["a", "b", "x"]),
    ("text,sentence1,sentence2,label\nt,a,b,x\n", ["a", "b", "x"]),
    ("text,text1,text2,label\nt,a,b,x\n", ["a", "b", "x"]),
    ("query,text,second_text,label\na,b,t,x\n", ["a", "b", "x"]),
  ])
  func namesOfTwoTexts(_ text: String, _ expected: [String]) throws {
    let row = try #require(text.split(separator: "\n").last)
    let corpus = try read("\(text.split(separator: "\n").joined(separator: "\n"))\n\(row)\n")
    #expect(rows(corpus) == [expected, expected])
  }

  /// The script beside exported models knows the same names.
  @Test func theScriptHasTheSameNames() throws {
    let script = try String(
      contentsOf: packageFolder.appending(
        path: "Sources/LukeTraining/Export/Scripts/sequence_classification.py"), encoding: .utf8)
    let pairs = TextFieldNames.pairs.map { "    (\"\($0.0)\", \"\($0.1)\"),\n" }.joined()
    #expect(script.contains("\nPAIRS = [\n\(pairs)]\n"))
    let singles = TextFieldNames.singles.joined(separator: " ")
    #expect(script.contains("\nSINGLES = (\n    \"\(singles)\"\n).split()\n"))
    let identifiers = TextFieldNames.identifiers.joined(separator: " ")
    #expect(script.contains("\nIDENTIFIERS = \"\(identifiers)\".split()\n"))
  }

  @Test func textsToAnswer() throws {
    func asked(_ text: String) throws -> TextCorpus { try read(text) { $0.requiresLabels = false } }
    #expect(
      try rows(asked("One, two.\nThree\n")) == [["One, two.", nil, nil], ["Three", nil, nil]])
    #expect(
      try rows(asked("One.\tTwo.\nThree\tFour\n")) == [
        ["One.", "Two.", nil], ["Three", "Four", nil],
      ])
    let named = try asked("text\nOne\nTwo\n")
    #expect(rows(named) == [["One", nil, nil], ["Two", nil, nil]])
    #expect(named.notes == ["f: line 1 names the column (text) and is left out"])
    #expect(try rows(asked("sentence1\tsentence2\na\tb\n")) == [["a", "b", nil]])
    let told = try read("text\nOne\n") {
      $0.requiresLabels = false
      $0.isPlainText = true
    }
    #expect(rows(told) == [["text", nil, nil], ["One", nil, nil]])
  }

  /// A tab parts two texts where pairs may be read, and is a part of the text where single texts are.
  @Test func tabsInLinesOfText() throws {
    let text = "\tone\na\tb\n\tc\td\nend\t\n"
    func asked(partsLines: Bool, isTold: Bool) throws -> [[String?]] {
      rows(
        try read((isTold ? "" : "One\nTwo\nThree\n") + text) {
          $0.requiresLabels = false
          ($0.isPlainText, $0.partsLinesAtTabs) = (isTold, partsLines)
        })
    }
    let pairs: [[String?]] = [
      ["\tone", nil, nil], ["a", "b", nil], ["c", "d", nil], ["end\t", nil, nil],
    ]
    let single: [[String?]] = [
      ["\tone", nil, nil], ["a\tb", nil, nil], ["\tc\td", nil, nil], ["end\t", nil, nil],
    ]
    #expect(try asked(partsLines: true, isTold: true) == pairs)
    #expect(try asked(partsLines: false, isTold: true) == single)
    #expect(
      try asked(partsLines: false, isTold: false) == [
        ["One", nil, nil], ["Two", nil, nil], ["Three", nil, nil],
      ] + single)
  }

  /// Blank lines keep their place, so that answers and lines go side by side.
  @Test func blankLinesAreTextsWithoutWords() throws {
    let corpus = try read("\ntext\nOne\n \t\n\u{A0}\nTwo\n\n") { $0.requiresLabels = false }
    #expect(corpus.examples.map(\.text) == ["", "One", " \t", "\u{A0}", "Two", ""])
    #expect(corpus.examples.map(\.isBlank) == [true, false, true, true, false, true])
    #expect(corpus.examples.map(\.location.line) == [1, 3, 4, 5, 6, 7])
    #expect(
      corpus.notes == [
        "f: line 2 names the column (text) and is left out",
        "f: blank lines are answered with null, so that answers and lines go side by side",
      ])
    #expect(message { _ = try read("") { $0.requiresLabels = false } } == "f: is empty")
  }
}
