import Foundation
import LukeData
import LukeTestSupport
import Testing

/// Classified texts and relations as labelling tools export them, written in the tests.
@Suite struct ToolClassTests {
  private func texts(
    _ text: String, requiresLabels: Bool = true
  ) throws -> TextCorpus {
    var options = TextDataOptions()
    options.requiresLabels = requiresLabels
    return try TextDataReader.read(SourceText(bytes: Array(text.utf8), file: "sample"), options)
  }

  private func examples(_ corpus: TextCorpus) -> [String] {
    corpus.examples.map { "\($0.text): \(($0.labels ?? ["?"]).joined(separator: ","))" }
  }

  private func notes(_ notes: [String]) -> [String] {
    notes.filter { !$0.contains("the first example reads") }
  }

  // MARK: Texts

  @Test func doccano() throws {
    let records = try texts(
      "{\"column_data\": \"good\", \"column_label\": [\"pos\"]}\n"
        + "{\"column_data\": \"bad\", \"column_label\": [\"neg\"]}\n")
    #expect(examples(records) == ["good: pos", "bad: neg"])
    let table = try texts("column_data,column_label\n\"so, so\",neg\nwell,pos\n")
    #expect(examples(table) == ["so, so: neg", "well: pos"])
    #expect(!table.hasLists)
  }

  /// Older versions give the numbers of labels, and those of each user.
  @Test func doccanosLabelsOfUsers() throws {
    let record = { (text: String, labels: String) in
      #"{"id": 1, "text": "\#(text)", "meta": {}, "annotations": [\#(labels)], "annotation_approver": null}"#
    }
    let corpus = try texts(
      [
        record("good", #"{"label": 3, "id": 7, "user": 1}"#),
        record("bad", #"{"label": 4, "id": 8, "user": 1}, {"label": 3, "id": 9, "user": 2}"#),
        record("none", ""),
      ].joined(separator: "\n"))
    #expect(examples(corpus) == ["good: 3", "bad: 4"])
    #expect(!corpus.hasLists)
    #expect(
      notes(corpus.notes) == [
        "sample: 1 record, in line 3, has no label of anybody and is left out",
        "sample: 1 label, in line 2, is of a text's second user or later ones; those of the first user are taken",
        "sample: the labels are numbers that doccano gave its labels; data.same_labels gives them names, as "
          + "{\"3\": \"praise\"}",
      ])
    var options = TextDataOptions()
    options.sameLabels = ["3": "praise", "4": "refund"]
    let named = try TextDataReader.read(
      SourceText(
        bytes: Array(
          (record("good", #"{"label": 3, "user": 1}, {"label": 4, "user": 1}"#) + "\n"
            + record("bad", #"{"label": 4, "user": 1}"#)).utf8), file: "sample"), options)
    #expect(examples(named) == ["good: praise,refund", "bad: refund"])
    #expect(named.hasLists)
  }

  private static let tasks = """
    [{"id": 1, "data": {"text": "good"}, "annotations": [{"result": [{"type": "choices", "value": \
    {"choices": ["pos"]}}, {"type": "rating", "value": {"rating": 3}}]}, {"result": []}]},
    {"id": 2, "data": {"text": "bad"}, "annotations": [{"was_cancelled": true, "result": []}]},
    {"id": 3, "data": {"text": "odd"}, "annotations": [{"result": [{"type": "choices", "value": \
    {"choices": ["neg"]}}]}]}]

    """

  @Test func labelStudio() throws {
    let corpus = try texts(Self.tasks)
    #expect(examples(corpus) == ["good: pos", "odd: neg"])
    #expect(corpus.examples.map(\.identifier) == [.number(1), .number(3)])
    #expect(!corpus.hasLists)
    #expect(
      notes(corpus.notes) == [
        "sample: 1 task, in line 2, has no choice of an annotator and is left out",
        "sample: 2 annotations, the first in line 1, are skipped, or of another annotator than the first "
          + "one of its task, and left out",
        "sample: results that are no choices are passed over: rating 1",
      ])
    #expect(
      examples(try texts(Self.tasks, requiresLabels: false)) == ["good: pos", "bad: ?", "odd: neg"])
    #expect(
      message {
        try texts(
          #"[{"data": {"text": "a"}, "annotations": [{"result": [{"type": "labels", "value": {}}]}]}]"#
        )
      }
        == "sample: is Label Studio's JSON without choices for texts: its results are of the types labels 1"
    )
  }

  private static func answer(_ text: String, _ label: String, _ answer: String) -> String {
    #"{"text": "\#(text)", "label": "\#(label)", "_task_hash": 1, "answer": "\#(answer)"}"#
  }

  @Test func prodigysAnswers() throws {
    let one = try texts(
      [
        Self.answer("a", "DOC", "accept"), Self.answer("b", "DOC", "reject"),
        Self.answer("c", "DOC", "ignore"),
      ].joined(separator: "\n"))
    #expect(examples(one) == ["a: DOC", "b: not DOC"])
    #expect(
      notes(one.notes) == [
        "sample: 1 record, in line 3, was ignored and left out",
        "sample: all records ask for the label \"DOC\"; those that were rejected are \"not DOC\"",
      ])
    let several = try texts(
      [
        Self.answer("a", "X", "accept"), Self.answer("a", "Y", "accept"),
        Self.answer("b", "X", "reject"),
      ].joined(separator: "\n"))
    #expect(examples(several) == ["a: X,Y", "b: "])
    #expect(several.hasLists)
    #expect(
      notes(several.notes) == [
        "sample: the labels that were accepted of a text are taken together, 2 texts of 3 records; what "
          + "was rejected, and what nobody asked for, is no label of it"
      ])
  }

  @Test func prodigysChoices() throws {
    let options = #""options": [{"id": "X", "text": "x"}, {"id": "Y", "text": "y"}]"#
    let corpus = try texts(
      """
      {"text": "a", \(options), "accept": ["X"], "answer": "accept"}
      {"text": "b", \(options), "accept": ["Y"], "answer": "accept"}
      {"text": "c", \(options), "accept": [], "answer": "reject"}
      """)
    #expect(examples(corpus) == ["a: X", "b: Y"])
    #expect(!corpus.hasLists)
    #expect(notes(corpus.notes) == ["sample: 1 record, in line 3, was rejected and left out"])
  }

  @Test func spaCysCategories() throws {
    let corpus = try texts(
      """
      {"text": "a", "cats": {"X": 1.0, "Y": 0.0}}
      {"text": "b", "cats": {"X": 0, "Y": 1}}
      """)
    #expect(examples(corpus) == ["a: X", "b: Y"])
    #expect(notes(corpus.notes) == ["sample: labels of \"cats\" are those with 0.5 or more"])
  }

  // MARK: Relations

  private static let unrelated =
    "each relation is an example; pairs of entities that nobody related are none"

  private func shown(_ corpus: RelationCorpus) -> [String] {
    corpus.examples.map { "\($0.headText) \($0.relation ?? "?") \($0.tailText) | \($0.text)" }
  }

  @Test func doccanosRelations() throws {
    let entities =
      #""entities": [{"id": 5, "start_offset": 0, "end_offset": 3, "label": "P"}, {"id": 6, "#
      + #""start_offset": 12, "end_offset": 16, "label": "L"}]"#
    func record(_ to: Int) -> String {
      #"{"id": 9, "text": "Ada lives in Oslo", \#(entities.replacing("12", with: "13").replacing("16", with: "17")), "#
        + #""relations": [{"id": 1, "from_id": 5, "to_id": \#(to), "type": "in"}]}"#
    }
    let corpus = try readRelations(record(6))
    #expect(corpus.format == .doccano)
    #expect(shown(corpus) == ["Ada in Oslo | Ada lives in Oslo"])
    #expect(corpus.examples[0].identifier == .number(9))
    #expect(notes(corpus.notes) == ["sample: \(Self.unrelated)"])
    #expect(
      message { try readRelations(record(7)) }
        == "sample:1: \"relations[0].to_id\": no entity has the id 7")
  }

  @Test func labelStudiosRelations() throws {
    func region(_ id: String, _ start: Int, _ text: String) -> String {
      #"{"id": "\#(id)", "type": "labels", "value": {"start": \#(start), "end": \#(start + text.count), "#
        + #""text": "\#(text)", "labels": ["X"]}}"#
    }
    func relation(_ direction: String, _ labels: String) -> String {
      #"{"type": "relation", "from_id": "a", "to_id": "b", "direction": "\#(direction)", "labels": [\#(labels)]}"#
    }
    let corpus = try readRelations(
      #"[{"id": 4, "data": {"text": "😀 Ada in Oslo"}, "annotations": [{"result": ["#
        + [
          region("a", 3, "Ada"), region("b", 10, "Oslo"), relation("right", "\"in\""),
          relation("left", "\"of\""), relation("bi", "\"near\""), relation("right", ""),
        ].joined(separator: ", ") + "]}]}]")
    #expect(corpus.format == .labelStudio)
    #expect(
      shown(corpus) == [
        "Ada in Oslo | 😀 Ada in Oslo", "Oslo of Ada | 😀 Ada in Oslo",
        "Ada near Oslo | 😀 Ada in Oslo",
      ])
    #expect(
      notes(corpus.notes) == [
        "sample: 1 relation, in line 1, has no label and is left out",
        "sample: 1 relation, in line 1, has no direction, or both, and is read from \"from_id\" to \"to_id\"",
        "sample: \(Self.unrelated)",
      ])
  }

  @Test func bratsRelations() throws {
    try withTemporaryFolder { folder in
      try Data("Bo.\nAda is in\nOslo.\n".utf8).write(to: folder.appending(path: "a.txt"))
      func write(_ lines: String...) throws {
        try Data((lines.joined(separator: "\n") + "\n").utf8).write(
          to: folder.appending(path: "a.ann"))
      }
      try write(
        "T1\tP 4 7\tAda", "T2\tL 14 18\tOslo", "T3\tL 0 2;4 7\tBo Ada", "R1\tIn Arg1:T1 Arg2:T2",
        "R2\tIn Arg1:T3 Arg2:T2", "R3\tOf Arg1:T2 Arg2:E1")
      for file in [folder.path, folder.path + "/a.txt", folder.path + "/a.ann"] {
        let corpus = try RelationDataReader.read(file: file)
        #expect(corpus.format == .brat)
        #expect(shown(corpus) == ["Ada In Oslo | Ada is in\nOslo."])
        let place = file == folder.path ? " of \(folder.path)/a.ann" : ""
        let name = corpus.file
        #expect(
          notes(corpus.notes).filter { !$0.contains("inside a word") } == [
            "\(name): 1 relation, in line 5\(place), is of a span of several parts, and left out",
            "\(name): 1 relation, in line 6\(place), is of an event or of other than two spans, and left out",
            "\(name): \(Self.unrelated)",
          ])
      }
      try write("T1\tP 4 7\tAda", "R1\tIn Arg1:T1 Arg2:T9")
      #expect(
        message { try RelationDataReader.read(file: folder.path) }
          == "\(folder.path)/a.ann:2: \"T9\": no line has this span")
    }
  }

  @Test func bioCsRelations() throws {
    func passage(_ offset: Int, _ text: String, _ id: String, _ start: Int, _ word: String)
      -> String
    {
      "<passage><offset>\(offset)</offset><text>\(text)</text><annotation id='\(id)'>"
        + "<infon key='type'>X</infon><location offset='\(start)' length='\(word.count)'/>"
        + "<text>\(word)</text></annotation></passage>"
    }
    func relation(_ infon: String, _ nodes: String...) -> String {
      "<relation id='R'><infon key='\(infon)'>in</infon>"
        + nodes.map { "<node refid='\($0)' role=''/>" }.joined() + "</relation>"
    }
    func collection(_ relations: String...) -> String {
      "<collection>\n<document><id>1</id>\n" + passage(0, "Ada left", "a", 0, "Ada")
        + passage(9, "for Oslo", "b", 13, "Oslo") + "\n" + relations.joined(separator: "\n")
        + "\n</document>\n</collection>\n"
    }
    let corpus = try readRelations(collection(relation("relation", "a", "b"), relation("type")))
    #expect(corpus.format == .bioc)
    #expect(shown(corpus) == ["Ada in Oslo | Ada left for Oslo"])
    #expect(
      notes(corpus.notes) == [
        "sample: 1 relation, in line 5, names no annotations, as those between concepts of a whole "
          + "document, and is left out", "sample: \(Self.unrelated)",
      ])
    #expect(
      message { try readRelations(collection(relation("type", "a", "c"))) }
        == "sample:4: no annotation has the id \"c\"")
  }

  // MARK: Real exports

  @Test(.enabled(if: sharedData("doccano_samples") != nil)) func realSamples() throws {
    func file(_ path: String) throws -> String { try #require(sharedData(path)).path }
    let issues = try TextDataReader.read(
      SourceText(
        file: file(
          "prodigy_jsonl/example-datasets/annotated_github-issues-DOCUMENTATION-textcat.jsonl")))
    // 261 accepted, 525 rejected, 44 ignored.
    #expect(issues.examples.count { $0.labels == ["DOCUMENTATION"] } == 261)
    #expect(issues.examples.count { $0.labels == ["not DOCUMENTATION"] } == 525)
    #expect(issues.notes.contains { $0.contains(": 44 records, ") })
    let pipeline = "doccano_samples/data_import/pipeline/examples/"
    for ending in ["csv", "json", "jsonl"] {
      let classes = try TextDataReader.read(
        SourceText(file: file(pipeline + "text_classification/example." + ending)))
      #expect(classes.examples.map(\.labels) == [["negative"], ["positive"], ["positive"]])
    }
    let relations = try RelationDataReader.read(
      file: file(pipeline + "relation_extraction/example.jsonl"))
    #expect(relations.relationCounts == ["foundedAt": 1, "foundedBy": 2])
    let tutorials = try RelationDataReader.read(file: file("brat_bionlp2011/tutorials/news"))
    #expect(!tutorials.examples.isEmpty)
    #expect(
      message { try RelationDataReader.read(file: file("bc5cdr/CDR_DevelopmentSet.BioC.xml")) }
        .hasSuffix(
          "is BioC without relations between two annotations: 1012 relations, the first in line 114, "
            + "name no annotations, as those between concepts of a whole document, and are left out"
        ))
  }
}
