import LukeData
import LukeTestSupport
import Testing

/// Relations of FewRel, RELX-Distant and tables.
@Suite struct RelationFormatTests {
  // MARK: FewRel

  private static let fewRel = """
    {"P1": [{"tokens": ["Ada", "Holt", "met", "Bo"], "h": ["ada holt", "Q1", [[0, 1]]],
      "t": ["bo", "Q2", [[3]]]}, {"tokens": ["Bo", " ", "or", "Bo"], "h": ["bo", "Q2", [[3], [0]]],
      "t": ["or bo", "Q3", [[0, 2]]]}],
     "P2": [{"tokens": ["a", "b"], "h": ["a", "Q1", [[0]]], "t": ["b", "Q2", [[1]]]}]}
    """

  /// Of a file in one line the line tells nothing.
  @Test func fewRelInOneLine() throws {
    let one = #"{"tokens": ["a", "b"], "h": ["a", "Q", [[0]]], "t": ["b", "Q", [[1]]]}"#
    let twice = one.replacing("[[0]]", with: "[[0], [1]]")
    let corpus = try readRelations(#"{"P1": [\#(one), \#(twice)]}"#)
    #expect(
      corpus.notes.contains(
        "sample: 1 of the instances, the first in line 1, column 81 (P1[1]), name several places of head "
          + "or tail, of which the first is taken"), "\(corpus.notes)")
  }

  @Test func fewRelIsKnown() throws {
    let corpus = try readRelations(Self.fewRel)
    #expect(corpus.layout == "FewRel, UTF-8")
    #expect(corpus.examples.map(\.relation) == ["P1", "P1", "P2"])
    #expect(corpus.examples.map(\.headText) == ["Ada Holt", "Bo", "a"])
    #expect(corpus.examples.map(\.tailText) == ["Bo", "Bo   or", "b"])
    #expect(corpus.examples.map(\.location.line) == [1, 2, 4])
    #expect(
      corpus.notes[..<2] == [
        "sample: 1 of the instances, the first in line 2, name several places of head or tail, of which "
          + "the first is taken",
        "sample: 1 of the instances, the first in line 2, have a head or tail that leaves words out, which "
          + "are taken as part of it",
      ])
  }

  @Test func faultsOfFewRelAreNamed() throws {
    let text = #"""
      {"P1": [{"tokens": ["a", "b"], "h": ["a", "Q1", [[0]]], "t": ["b", "Q2", [[2]]]},
      {"tokens": ["a", 1], "h": ["a", "Q1", [[0]]], "t": ["b", "Q2", [[1]]]},
      {"h": ["a", "Q1", [[0]]], "t": ["b", "Q2", [[1]]]}, 7,
      {"tokens": ["a", " "], "h": ["a", "Q1", []], "t": ["b", "Q2", [[1]]]},
      {"tokens": ["a", " "], "h": ["a", "Q1", [[0]]], "t": ["b", "Q2", [[1]]]},
      {"tokens": ["a", "b"], "h": ["a", "Q1", [[0]]]},
      {"tokens": ["x", "Ada", "b"], "h": ["ada", "Q1", [[2]]], "t": ["x", "Q2", [[0]]]},
      {"tokens": ["a", "b"], "h": ["a", "Q1", [[0]]], "t": ["b", "Q2", [[1]]]}],
      " ": [], "P2": 5}
      """#
    let faults = [
      "sample:1: \"P1[0].t\": 2 to 2, end included, is no span of 2 words",
      "sample:2: \"P1[1].tokens\": expected an array of strings",
      "sample:3:1: key \"P1[2].tokens\" is missing", "sample:3:53: \"P1[3]\": expected an object",
      "sample:4: \"P1[4].h\": expected [name, id, [[numbers of words]]] with a word or more",
      "sample:5: \"P1[5].t\": the span is blank", "sample:6: key \"P1[6].t\" is missing",
      "sample:7: \"P1[7].h\": words 2 to 2 are \"b\", not \"ada\"; words are counted from 0",
      "sample:9:1: \" \" cannot name a relation",
      "sample:9:10: \"P2\": expected an array of instances",
    ]
    #expect(message { _ = try readRelations(text) } == faults.joined(separator: "\n"))
    var options = RelationDataOptions()
    options.badRecords = .skip
    let corpus = try readRelations(text, options)
    #expect(corpus.examples.map(\.location.line) == [8])
    #expect(corpus.notes[1...10].map { String($0.dropFirst(2)) } == faults)
    #expect(
      message { _ = try readRelations(#"{"P1": [{"tokens": ["a"], "h": [], "t": []},"#) }
        .hasPrefix("sample:1:45: is not valid JSON: "))
  }

  /// Instances without relations, as FewRel's unsupervised ones, are asked.
  @Test func fewRelWithoutRelations() throws {
    let text = #"""
      [{"tokens": ["a", "b"], "h": ["a", "Q1", [[0]]], "t": ["b", "Q2", [[1]]]},
       {"tokens": ["a", "b"], "h": ["a", "Q1", [[5]]], "t": ["b", "Q2", [[1]]]}]
      """#
    let corpus = try readRelations(text, RelationDataOptions(requiresLabels: false))
    #expect(corpus.examples.map(\.tailText) == ["b", "b"])
    #expect(
      corpus.examples.map(\.fault) == [
        nil, "\"[1].h\": 5 to 5, end included, is no span of 2 words",
      ])
    #expect(
      message { _ = try readRelations(text) }
        == "sample: is FewRel's JSON without relations, which have a key for each of them")
  }

  @Test func anotherFormatThanTheOneThatIsSetIsNamed() {
    #expect(
      message { _ = try readRelations(Self.fewRel, RelationDataOptions(format: .jsonLines)) }
        == "sample: is FewRel's JSON; set data.format to fewrel")
    #expect(
      message { _ = try readRelations(Self.distant, RelationDataOptions(format: .tacred)) }
        == "sample: is RELX-Distant's JSON; set data.format to relx-distant")
  }

  // MARK: RELX-Distant

  private static let distant = #"""
    [{"sentence": "Ada met Bo.", "entity1": "Q1", "entity2": "Q2", "entity1_indices": [0, 3],
      "entity2_indices": [8, 10], "relation": "P26", "relation_name": "spouse"},
     {"sentence": "Ada met Bo.", "entity1_indices": [0, 3], "entity2_indices": [8, 10],
      "relation": "P22"}]
    """#

  @Test func relxDistantIsKnown() throws {
    let corpus = try readRelations(Self.distant)
    #expect(corpus.layout == "RELX-Distant, UTF-8")
    #expect(corpus.examples.map(\.headText) == ["Ada", "Ada"])
    #expect(corpus.examples.map(\.tailText) == ["Bo", "Bo"])
    #expect(corpus.examples.map(\.relation) == ["P26", "P22"])
    #expect(corpus.examples.map(\.location.line) == [1, 3])
    #expect(
      message {
        _ = try readRelations(
          #"[{"sentence": "Ada", "entity1_indices": [0], "entity2_indices": [0, 9], "relation": "r"}]"#
        )
      } == "sample:1:2: \"entity1_indices\": expected two numbers, start and end")
  }

  // MARK: Tables

  @Test func tablesWithWordsOfSpans() throws {
    let corpus = try readRelations(
      """
      id,sentence,subject,object,label
      x,"Ada, not Adamo, met Bo",Ada,Bo,knows
      y,Bo met Ada and Bo,Bo,Ada,other
      """)
    #expect(corpus.layout == "CSV, UTF-8")
    #expect(corpus.examples.map(\.head) == [0..<3, 0..<2])
    #expect(corpus.examples.map(\.tail) == [20..<22, 7..<10])
    #expect(corpus.examples.map(\.relation) == ["knows", "other"])
    #expect(corpus.examples.map(\.identifier) == [.text("x"), .text("y")])
    #expect(
      corpus.notes[0]
        == "sample: in the text of line 3 head or tail stands several times, of which the first is taken; "
        + "data.columns.head_start and so on, or <e1> and <e2> in the text, tell which it is")
  }

  @Test func tablesWithOffsets() throws {
    var options = RelationDataOptions()
    options.columns.relation = .name("how")
    let text = """
      text\thead\thead_start\thead_end\ttail_start\ttail_end\thow
      Bo met Bo\tBo\t7\t9\t0\t2\tknows
      """
    let corpus = try readRelations(text, options)
    #expect(corpus.layout == "columns between tabs, UTF-8")
    #expect(corpus.examples.map(\.head) == [7..<9] && corpus.examples.map(\.tail) == [0..<2])
    #expect(
      message { _ = try readRelations(text.replacing("\t7\t9", with: "\t6\t9"), options) }
        == "sample:2: \"head\": characters 6 to 9 are \" Bo\", not \"Bo\"; offsets count Unicode code "
        + "points, end exclusive")
    #expect(
      message { _ = try readRelations(text.replacing("\t7\t9", with: "\tx\t9"), options) }
        == "sample:2: \"head_start\": expected a whole number")
    #expect(
      message { _ = try readRelations(text) }
        == "sample: no field is known to hold the relation: the columns are \"text\", \"head\", "
        + "\"head_start\", \"head_end\", \"tail_start\", \"tail_end\", \"how\"; name it in "
        + "data.columns.relation")
  }

  @Test func tablesWithMarks() throws {
    let rows = """
      0\t<e1>Ada</e1> met <e2>Bo</e2>\tknows
      1\t<e2>Bo</e2> left <e1>Ada</e1>\tother
      """
    let named = try readRelations("id\ttext\trelation\n" + rows)
    let bare = try readRelations(rows)
    for corpus in [named, bare] {
      #expect(corpus.examples.map(\.text) == ["Ada met Bo", "Bo left Ada"])
      #expect(corpus.examples.map(\.headText) == ["Ada", "Ada"])
      #expect(corpus.examples.map(\.relation) == ["knows", "other"])
      #expect(corpus.examples.map(\.identifier) == [.text("0"), .text("1")])
    }
    #expect(
      bare.notes[0]
        == "sample: the file names no columns; text 1, relation 2, id 0 are taken, which data.columns changes"
    )
    #expect(
      message { _ = try readRelations("id\ttext\trelation\n" + rows.replacing("</e2>", with: "")) }
        == "sample:2: the sentence has no </e2>\nsample:3: the sentence has no </e2>")
  }

  @Test func fieldsThatAreAskedFor() throws {
    var options = RelationDataOptions()
    (options.columns.text, options.columns.relation) = (.name("t"), .name("r.name"))
    (options.columns.head, options.columns.tail) = (.name("a"), .name("b"))
    let corpus = try readRelations(
      #"{"t": "Ada met Bo", "a": "Ada", "b": "Bo", "r": {"name": "knows"}}"#, options)
    #expect(corpus.examples.map(\.tailText) == ["Bo"])
    #expect(corpus.examples.map(\.relation) == ["knows"])
    #expect(
      message { _ = try readRelations("t,a,r\nAda met Bo,Ada,x\n", options) }
        == "sample: data.columns.tail is \"b\", which it has not: the columns are \"t\", \"a\", \"r\""
    )
    (options.columns.tail, options.columns.relation) = (nil, .name("r"))
    #expect(
      message { _ = try readRelations("t,a,r\nAda met Bo,Ada,x\n", options) }
        == "sample: no field is known to hold the tail: the columns are \"t\", \"a\", \"r\"; name it in "
        + "data.columns.tail, or its place in data.columns.tail_start and tail_end, or mark both spans in the "
        + "text with <e1>, </e1>, <e2> and </e2>")
  }

  /// What is only asked may be wrong here and there.
  @Test func askedRowsHaveFaultsOfTheirOwn() throws {
    let corpus = try readRelations(
      "text,head,tail\nAda met Bo,Ada,Cy\nAda met Bo,Ada,Bo\n",
      RelationDataOptions(requiresLabels: false))
    #expect(corpus.examples.map(\.fault) == ["\"tail\": \"Cy\" does not stand in the text", nil])
    #expect(corpus.examples.map(\.relation) == [nil, nil])
  }

  // MARK: KBP37

  @Test func spansWithoutWordsAreRead() throws {
    let corpus = try readRelations(
      """
      137\t" Kent Station ( ) is an <e1> </e1> railway station in Cork <e2> Ireland </e2> . "
      org:country(e1,e2)


      345\t" <e1> </e1> lies in <e2> Basel </e2> . "
      no_relation
      """)
    #expect(
      corpus.examples.map(\.text) == [
        "Kent Station ( ) is an railway station in Cork Ireland .", "lies in Basel .",
      ])
    #expect(corpus.examples.map(\.head) == [23..<23, 0..<0])
    #expect(corpus.examples.map(\.fault) == [nil, nil])
    #expect(
      corpus.notes[0]
        == "sample: 2 sentences, the first in line 1, have no words between the tags of a span, of which "
        + "the markers alone are read, as LUKE's authors do")
  }

  // MARK: Real files

  @Test(
    .enabled(if: sharedData("fewrel") != nil),
    arguments: [("val_wiki", 11_200, 16, 420), ("val_pubmed", 1_000, 10, 0)])
  func realFewRel(name: String, count: Int, relations: Int, repeated: Int) throws {
    let file = try #require(sharedData("fewrel/\(name).json")).path
    let corpus = try RelationDataReader.read(file: file)
    #expect(corpus.examples.count == count)
    #expect(corpus.labels.count == relations)
    #expect(Set(corpus.relationCounts.values) == [count / relations])
    #expect(
      corpus.notes.contains { $0.contains(": \(repeated) of the instances") } == (repeated > 0))
    #expect(!corpus.examples.contains { $0.head.isEmpty || $0.tail.isEmpty })
  }
}
