import LukeData
import LukeTestSupport
import Testing

@Suite struct EntityRecordTests {
  @Test func tokensAndTags() throws {
    let corpus = try read(
      """
      {"tokens": ["Ada", "left", "Oslo"], "tags": ["I-PER", "O", "I-LOC"]}

      {"words": ["Oslo", "Oslo"], "ner_tags": ["I-LOC", "B-LOC"]}
      """)
    #expect(corpus.layout.description == "JSON Lines, tags IOB1, UTF-8")
    #expect(
      corpus.sentences.map(\.spans) == [["PER:0..<1", "LOC:2..<3"], ["LOC:0..<1", "LOC:1..<2"]])
    #expect(corpus.sentences.map(\.location.line) == [1, 3])
    #expect(corpus.documents == [0..<1, 1..<2])
  }

  @Test func tagsBesideEntitiesAreTakenAndSaid() throws {
    let corpus = try read(
      """
      {"tokens": ["Ada"], "tags": ["B-Q"]}
      {"text": "Ada b", "entities": [{"start": 0, "end": 3, "label": "P"}], "tokens": ["Ada", "b"], \
      "tags": ["O", "B-Q"]}
      """)
    #expect(corpus.labels == ["Q"])
    #expect(
      corpus.notes.contains {
        $0.hasSuffix("line 2 has both \"tags\" of words and \"entities\"; the tags are taken")
      }, "\(corpus.notes)")
  }

  @Test func recordsOfOneDocumentStayTogether() throws {
    let corpus = try read(
      """
      {"tokens": ["a"], "tags": ["O"], "document": "x"}
      {"tokens": ["b"], "tags": ["O"], "document": "x"}
      {"tokens": ["c"], "tags": ["O"], "document": 7}
      {"tokens": ["d"], "tags": ["O"]}
      {"tokens": ["e"], "tags": ["O"]}
      """)
    #expect(corpus.documents == [0..<2, 2..<3, 3..<4, 4..<5])
  }

  @Test func textAndEntities() throws {
    let line = """
      {"text": "Zoë 😀 met O'Hara, of  Basel.", "entities": [{"start": 10, "end": 16, "label": "PER"}, \
      {"start": 0, "end": 3, "label": "PER", "text": "Zoë"}, {"start": 21, "end": 27, "label": "LOC"}]}
      """
    let sentence = try read(line).sentences[0]
    #expect(
      sentence.words == ["Zoë", "😀", "met", "O", "'", "Hara", ",", "of", "Basel", "."])
    #expect(sentence.spans == ["PER:0..<1", "PER:3..<6", "LOC:8..<9"])
    #expect(sentence.entities.map { sentence.text(of: $0.words) } == ["Zoë", "O'Hara", "Basel"])
    #expect(sentence.scalars(of: 3..<6) == 10..<16)
    #expect((0..<5).map(sentence.isPrecededBySpace) == [true, true, true, true, false])
  }

  @Test func boundariesInsideWordsAreKeptAndExplained() throws {
    let line = """
      {"text": "the Oslofjord", "entities": [{"start": 4, "end": 8, "label": "LOC"}, \
      {"start": 8, "end": 13, "label": "X"}]}
      """
    let sentence = try read(line).sentences[0]
    #expect(sentence.entities.isEmpty)
    #expect(sentence.unalignedEntities.map(\.text) == ["Oslo", "fjord"])
    #expect(
      sentence.unalignedEntities.map(\.reason) == [
        "ends inside the word \"Oslofjord\"", "starts inside the word \"Oslofjord\"",
      ])
    #expect(sentence.entityCount == 2)
  }

  @Test func anEntityGivenTwiceCountsOnce() throws {
    let line = """
      {"text": "Oslo ", "entities": [{"start": 0, "end": 4, "label": "LOC"}, \
      {"start": 0, "end": 5, "label": "LOC"}, {"start": 0, "end": 4, "label": "ORG"}]}
      """
    #expect(try read(line).sentences[0].spans == ["LOC:0..<1", "ORG:0..<1"])
  }

  /// Names that are clearly the text of a span, cut by offsets of another kind.
  @Test(arguments: ["name", "word"])
  func namesAreHeldAgainstSpans(key: String) throws {
    func line(_ start: Int, _ end: Int, _ name: String) -> String {
      "{\"text\": \"😀 Alice works at Acme.\", \"entities\": [{\"start\": \(start), \"end\": \(end), \"label\": \"X\", \"\(key)\": \(name)}]}"
    }
    for (start, end, found) in [(3, 8, "lice "), (5, 10, "ce wo"), (2, 6, "Alic")] {
      #expect(
        message { try read(line(start, end, "\"Alice\"")) }
          == "sample:1: \"entities[0]\": characters \(start) to \(end) are \"\(found)\", not \"Alice\"; "
          + "offsets count Unicode code points, end exclusive")
    }
    // The text itself in other letters, names that are not there or far away, whole words, no text.
    for (start, end, name) in [
      (2, 7, "\"alice\""), (2, 6, "\"Alicia\""), (2, 6, "\"Acme\""), (2, 7, "\"Alice works\""),
      (2, 6, "{\"id\": 3}"), (2, 6, "null"), (2, 6, "\"\""),
    ] {
      #expect(try read(line(start, end, name)).sentences[0].entityCount == 1)
    }
  }

  @Test(arguments: [
    (
      #"{"text": "a", "entities": [], "text": "b"}"#,
      #"sample:2:31: the key "text" is given twice (first at 2:2)"#
    ),
    (
      #"{"text": "a", "entities": [{"start": 0, "end": 1, "label": "X", "label": "Y"}]}"#,
      #"sample:2:65: the key "label" is given twice (first at 2:51)"#
    ),
  ])
  func keysGivenTwiceAreRefused(line: String, expected: String) {
    let text = "{\"tokens\": [\"a\"], \"tags\": [\"O\"]}\n\(line)\n"
    #expect(message { try read(text) } == expected)
  }

  @Test(arguments: [
    (#"{"tokens": ["a"]}"#, #"sample:1: key "tags" is missing"#),
    (#"{"text": "a"}"#, #"sample:1: key "entities" is missing"#),
    (
      #"{"id": 3}"#,
      #"sample:1: key "tokens" or "text" is missing; data.keys.tokens or data.keys.text names another one"#
    ),
    (#"{"tokens": ["a", "b"], "tags": ["O"]}"#, "sample:1: 2 tokens but 1 tag"),
    (#"{"tokens": ["a", 4], "tags": ["O"]}"#, #"sample:1: "tokens[1]": expected a string"#),
    (#"{"tokens": "a", "tags": ["O"]}"#, #"sample:1: "tokens": expected an array"#),
    (
      #"{"tokens": ["a"], "ner_tags": [3]}"#,
      "sample:1: the tags are numbers; set data.label_names to their names in order, such as "
        + #"["O", "B-PER", "I-PER"]"#
    ),
    (
      #"{"text": "a", "entities": [{"start": 0, "end": 1}]}"#,
      #"sample:1: key "entities[0].label" is missing"#
    ),
    (
      #"{"text": "a", "entities": [{"start": 0.5, "end": 1, "label": "X"}]}"#,
      #"sample:1: "entities[0].start": expected a whole number"#
    ),
    (
      #"{"text": "ab", "entities": [{"start": "1", "end": 3, "label": "X"}]}"#,
      #"sample:1: "entities[0].start": expected a whole number"#
    ),
    (
      #"{"text": "ab", "entities": [{"start": 1, "end": 3, "label": "X"}]}"#,
      #"sample:1: "entities[0]": 1 to 3 is no span of the text's 2 characters"#
    ),
    (
      #"{"text": "a b", "entities": [{"start": 1, "end": 2, "label": "X"}]}"#,
      #"sample:1: "entities[0]": the entity is blank"#
    ),
    (
      #"{"text": "a b", "entities": [{"start": 2, "end": 3, "label": "O"}]}"#,
      #"sample:1: "entities[0].label": "O" cannot name an entity type"#
    ),
    (
      #"{"text": "é b", "entities": [{"start": 2, "end": 3, "label": "X", "text": "é"}]}"#,
      #"sample:1: "entities[0]": characters 2 to 3 are "b", not "é"; offsets count Unicode code points, end exclusive"#
    ),
    (
      "{\"tokens\": [\"a\"], \"tags\": [\"O\"]}\n{\"tokens\": [\"a\"\n",
      "sample:2:16: is not valid JSON: expected , or ], found the end of the line"
    ),
    (
      "{\"tokens\": [\"é\"],, \"tags\": [\"O\"]}",
      "sample:1:18: is not valid JSON: expected a key in double quotes, found ,"
    ),
    (
      "{}\n[]\n",
      "sample:1: key \"tokens\" or \"text\" is missing; data.keys.tokens or data.keys.text names another one\nsample:2: expected an object"
    ),
  ])
  func faults(text: String, expected: String) {
    #expect(message { try read(text) } == expected)
  }

  /// What is only asked needs no labels, so wrong ones leave their line as it is.
  @Test func labelsThatAreWrongAreNotNeeded() throws {
    let lines = [
      #"{"text": "Ada left", "entities": [{"start": 0, "end": 99, "label": "X"}]}"#,
      #"{"text": "Ada left", "entities": [{"start": 3, "end": 4, "label": "X"}]}"#,
      #"{"text": "Ada left", "entities": [[0, 3]]}"#, #"{"text": "Ada left", "entities": 3}"#,
      #"{"tokens": ["Ada", "left"], "tags": ["O"]}"#,
      #"{"tokens": ["Ada", "left"], "ner_tags": [0, 3]}"#,
      #"{"text": "Ada left", "entities": [{"start": 0, "end": 3, "label": "X"}]}"#,
    ]
    let text = lines.joined(separator: "\n")
    let corpus = try read(text, EntityDataOptions(requiresLabels: false))
    #expect(corpus.sentences.allSatisfy { $0.words == ["Ada", "left"] })
    #expect(corpus.sentences.map(\.entityCount) == [0, 0, 0, 0, 0, 0, 1])
    #expect(
      corpus.notes.first
        == "sample: the tags or entities of 6 lines, the first of them line 1, are not as they should be and "
        + "are left out; none are needed here")
    for line in lines.dropLast() {
      #expect(message { try read(line) } != "no error")
      #expect(
        try read(line, EntityDataOptions(requiresLabels: false)).notes.first
          == "sample: the tags or entities of line 1 are not as they should be and are left out; none are "
          + "needed here")
    }
  }

  @Test func labelsAreOptionalForPrediction() throws {
    let text = "{\"text\": \"Ada left.\"}\n{\"tokens\": [\"Ada\"]}"
    let corpus = try read(text, EntityDataOptions(requiresLabels: false))
    #expect(corpus.sentences.map(\.words) == [["Ada", "left", "."], ["Ada"]])
    #expect(corpus.sentences[1].text(of: 0..<1) == "Ada")
  }
}
