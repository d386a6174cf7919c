import Foundation
import LukeData
import LukeTestSupport
import Testing

/// `data.bad_records` of sentences with entities and of relations: what cannot be read is left out, counted and
/// named, and all else stays as it is.
@Suite struct BadRecordTests {
  private func skipping(_ options: EntityDataOptions = .init()) -> EntityDataOptions {
    var options = options
    options.badRecords = .skip
    return options
  }

  private func skipping(_ options: RelationDataOptions) -> RelationDataOptions {
    var options = options
    options.badRecords = .skip
    return options
  }

  // MARK: Entities

  private static let columns = """
    Ada B-PER
    met O

    Bo B-PER
    in
    here

    was O
    Basel B-LOC

    Cy BPER
    x O
    y XPER

    \u{200B} B-LOC
    z O

    home O
    """

  @Test func sentencesOfColumns() throws {
    #expect(
      message { _ = try read(Self.columns) }
        == """
        sample:5: 1 column where the other rows have 2
        sample:6: 1 column where the other rows have 2
        sample:11: tag "BPER" is not O, or a prefix such as B- or I- and a type
        sample:13: tag "XPER" is not O, or a prefix such as B- or I- and a type
        """)
    let corpus = try read(Self.columns, skipping())
    #expect(
      corpus.sentences.map { $0.words.joined(separator: " ") } == ["Ada met", "was Basel", "home"])
    #expect(corpus.sentences.map(\.location.line) == [1, 8, 18])
    #expect(corpus.sentences.map(\.spans) == [["PER:0..<1"], ["LOC:1..<2"], []])
    #expect(
      Array(corpus.notes.prefix(4)) == [
        "sample: 3 bad records are left out (data.bad_records is \"skip\"):",
        "  sample:5: 1 column where the other rows have 2",
        "  sample:11: tag \"BPER\" is not O, or a prefix such as B- or I- and a type",
        "  sample:15: the entity is blank",
      ])
  }

  @Test func sentencesOfRecords() throws {
    let text = """
      {"tokens": ["Ada", "met"], "tags": ["B-PER", "O"]}
      {"tokens": ["Bo"], "tags": ["B-PER", "O"]}
      {"tokens": ["Cy", "x"], "tags": ["BPER", "XPER"]}
      {"text": "Basel", "entities": [{"start": 0, "end": 9, "label": "LOC"}]}
      {"text": "Basel", "entities": [{"start": 0, "end": 5, "label": "LOC"}]}
      {"tokens": ["\u{200B}", "z"], "tags": ["B-PER", "O"], "entities": []}
      {"tokens"
      {"tokens": ["Dee"], "tags": ["B-PER"]}
      """
    let corpus = try read(text, skipping())
    #expect(corpus.sentences.map(\.location.line) == [1, 5, 8])
    #expect(corpus.sentences.map(\.spans) == [["PER:0..<1"], ["LOC:0..<1"], ["PER:0..<1"]])
    #expect(corpus.documents == [0..<1, 1..<2, 2..<3])
    let notes = corpus.notes
    #expect(notes[0] == "sample: 5 bad records are left out (data.bad_records is \"skip\"):")
    #expect(notes[1] == "  sample:2: 1 token but 2 tags")
    #expect(
      notes[2] == "  sample:3: tag \"BPER\" is not O, or a prefix such as B- or I- and a type")
    #expect(
      notes[3] == "  sample:4: \"entities[0]\": 0 to 9 is no span of the text's 5 characters")
    #expect(notes[4] == "  sample:6: the entity is blank")
    #expect(notes[5].hasPrefix("  sample:7:"))
  }

  @Test func tagsOfWords() throws {
    var options = skipping()
    options.takesAnyTags = true
    let corpus = try read("a DET\nb NOUN\n\nc \u{200B}\nd DET\n\ne NOUN\n", options)
    #expect(corpus.sentences.map(\.words) == [["a", "b"], ["e"]])
    #expect(corpus.sentences.map(\.tags) == [["DET", "NOUN"], ["NOUN"]])
    #expect(corpus.notes[1] == "  sample:4: the tag is blank")
  }

  /// What is wrong with the file as a whole is no bad record, nor is anything left where all are bad.
  @Test func wholeFilesAreNotLeftOut() {
    let bare = "a DET\nb NOUN\n\nc DET\nd VERB\n"
    #expect(
      message { _ = try read(bare, skipping()) }
        == "sample:1: no word has the tag O, so \"DET\", \"NOUN\" are hardly entity tags; set "
        + "data.columns.label to their column, or data.tag_scheme to io if they are types; task.kind "
        + "token-classification learns tags of anything")
    #expect(
      message { _ = try read(#"{"tokens": ["a"], "tags": ["O", "O"]}"#, skipping()) }
        == "sample:1: 1 token but 2 tags")
    #expect(
      message {
        _ = try readRelations(
          #"{"text": "a b", "head": {"start": 0, "end": 1}}"#, skipping(.init()))
      } == "sample:1: key \"tail\" is missing")
  }

  // MARK: Relations

  @Test func relationsOfRecords() throws {
    func record(_ start: Int) -> String {
      #"{"text": "a b", "head": {"start": \#(start), "end": 1}, "tail": {"start": 2, "end": 3}, "#
        + #""relation": "r"}"#
    }
    let corpus = try readRelations(
      [record(0), record(1), "{", record(0)].joined(separator: "\n"), skipping(.init()))
    #expect(corpus.examples.map(\.location.line) == [1, 4])
    #expect(
      corpus.notes[..<2] == [
        "sample: 2 bad records are left out (data.bad_records is \"skip\"):",
        "  sample:2: \"head\": 1 to 1, end excluded, is no span of 3 characters",
      ])
  }

  @Test func tacred() throws {
    func record(_ end: Int) -> String {
      #"{"token": ["a", "b"], "relation": "r", "subj_start": 0, "subj_end": \#(end), "#
        + #""obj_start": 1, "obj_end": 1}"#
    }
    let corpus = try readRelations(
      "[\(record(0)),\n\(record(2)),\n\(record(1))]", skipping(.init()))
    #expect(corpus.examples.map(\.location.line) == [1, 3])
    #expect(
      corpus.notes[1]
        == "  sample:2: \"subj_start\" and \"subj_end\": 0 to 2, end included, is no span of 2 words"
    )
  }

  private static let marked = """
    1\t"<e1>a</e1> b <e2>c</e2>"
    A(e1,e2)
    Comment: one

    2\t"<e1>a</e1> b c"
    B(e1,e2)

    3\t"<e1>a</e1> b <e2>c</e2>"

    4\t"<e1>d</e1> b <e2>c</e2>"
    D(e1,e2)

    <e1>a</e1> b <e2>c</e2>
    C(e1,e2)
    """

  @Test func sentencesWithMarks() throws {
    let corpus = try readRelations(Self.marked, skipping(.init()))
    #expect(corpus.examples.map(\.relation) == ["A(e1,e2)", "D(e1,e2)"])
    #expect(corpus.examples.map(\.location.line) == [1, 10])
    #expect(
      corpus.notes[..<4] == [
        "sample: 3 bad records are left out (data.bad_records is \"skip\"):",
        "  sample:5: the sentence has no <e2>",
        "  sample:8: the line below should name the relation",
        "  sample:13: expected a number, a tab and a sentence",
      ])
  }

  @Test func answerKeys() throws {
    try withTemporaryFolder { folder throws in
      let key = folder.appending(path: "key").path
      try Data("1\tA\n2 B\n1\tC\n3\tD\n".utf8).write(to: URL(fileURLWithPath: key))
      let text =
        "1\t\"<e1>a</e1> <e2>b</e2>\"\n2\t\"<e1>a</e1> <e2>b</e2>\"\n3\t\"<e1>a</e1> <e2>b</e2>\"\n"
      let corpus = try readRelations(text, skipping(RelationDataOptions(answerKey: key)))
      #expect(corpus.examples.map(\.relation) == ["A", "D"])
      #expect(
        corpus.notes.filter { !$0.contains("first example") } == [
          "sample: 1 bad record is left out (data.bad_records is \"skip\"):",
          "  sample:2: the line below should name the relation, and \(key) has no answer for the sentence",
          "\(key): 2 bad records are left out (data.bad_records is \"skip\"):",
          "  \(key):2: expected a number, a tab and a relation",
          "  \(key):3: answers 1 with \"C\", line 1 with \"A\"; keep one of them",
        ])
    }
  }

  /// One sentence without relation is a bad record, all of them are another file.
  @Test func filesWithoutRelations() {
    let text = "8\t\"<e1>a</e1> b <e2>c</e2>\"\n9\t\"<e1>d</e1> e <e2>f</e2>\"\n"
    #expect(
      message { _ = try readRelations(text, skipping(.init())) }
        == "sample: has no relations below its sentences; data.answer_key names the file that has them"
    )
    #expect(
      message {
        _ = try readRelations(
          "8\ta b\n9\tc d\n", skipping(RelationDataOptions(requiresLabels: false)))
      } == "sample:1: the sentence has no <e1>\nsample:2: the sentence has no <e1>")
  }
}
