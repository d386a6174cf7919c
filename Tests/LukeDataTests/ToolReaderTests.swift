import Foundation
import LukeData
import LukeTestSupport
import Testing

/// Exports of labelling tools, written in the tests.
@Suite struct ToolReaderTests {
  private func spans(_ corpus: AnnotatedCorpus) -> [[String]] { corpus.sentences.map(\.spans) }

  /// The notes of a corpus but the first sentence.
  private func notes(_ corpus: AnnotatedCorpus) -> [String] {
    corpus.notes.filter { !$0.contains("the first sentence reads") }
  }

  // MARK: doccano

  @Test(arguments: [
    #"{"id": 7, "text": "Ada left Oslo", "label": [[9, 13, "LOC"], [0, 3, "PER"]], "Comments": []}"#,
    #"{"id": 7, "text": "Ada left Oslo", "labels": [[0, 3, "PER"], [9, 13, "LOC"]]}"#,
    #"{"id": 7, "column_data": "Ada left Oslo", "column_label": [[0, 3, "PER"], [9, 13, "LOC"]]}"#,
    #"{"id": 7, "text": "Ada left Oslo", "entities": [{"id": 1, "label": "PER", "start_offset": 0, "end_offset": 3}, {"id": 2, "label": "LOC", "start_offset": 9, "end_offset": 13}], "relations": []}"#,
  ])
  func doccano(line: String) throws {
    let corpus = try read(line)
    #expect(corpus.layout.description == "doccano's JSON Lines, UTF-8")
    #expect(spans(corpus) == [["PER:0..<1", "LOC:2..<3"]])
    #expect(corpus.sentences[0].identifier == .number(7))
    #expect(notes(corpus) == [])
  }

  @Test func textsWithoutMarksAreDoccanos() throws {
    let corpus = try read(#"{"text": "Ada left", "label": []}"#)
    #expect(corpus.layout.format == .doccano)
    #expect(corpus.sentences.count == 1)
  }

  @Test func doccanosRelationsAndUsersAreSaid() throws {
    let corpus = try read(
      """
      {"text": "Ada left Oslo", "entities": [{"id": 1, "label": "PER", "start_offset": 0, \
      "end_offset": 3}], "relations": [{"from_id": 1, "to_id": 1, "type": "is"}]}
      {"text": "Oslo", "annotations": [{"label": "LOC", "start_offset": 0, "end_offset": 4, "user": 1}, \
      {"label": "ORG", "start_offset": 0, "end_offset": 4, "user": 2}]}
      """)
    #expect(spans(corpus) == [["PER:0..<1"], ["LOC:0..<1"]])
    #expect(
      notes(corpus) == [
        "sample: 1 relation, in line 1, is not read here: only entities are",
        "sample: 1 mark, in line 2, is of a text's second user or later ones; those of the first user are taken",
      ])
  }

  @Test(arguments: [
    (
      #"{"text": "Ada", "label": [[0, 4, "PER"]]}"#,
      #"sample:1: "label[0]": 0 to 4 is no span of the text's 3 characters"#
    ),
    (
      #"{"text": "Ada", "label": [[0, 3, ""]]}"#,
      #"sample:1: "label[0][2]": "" cannot name an entity type"#
    ),
    (
      #"{"text": "Ada", "label": [[0, 3, "PER"], [0, "3"]]}"#,
      #"sample:1: "label[1]": expected [start, end, "label"]"#
    ),
    (
      #"{"text": "Ada", "annotations": [{"label": 12, "start_offset": 0, "end_offset": 3, "user": 1}]}"#,
      #"sample:1: "annotations[0].label": 12 is the number of a label, not its name; export JSONL "#
        + "with the text of labels from doccano"
    ),
    (
      "{\"text\": \"Ada\", \"label\": [[0, 3, \"PER\"]]}\n{\"label\": []}\n{\"text\": \"Bo\"}",
      "sample:2: key \"text\" is missing\nsample:3: key \"label\" is missing"
    ),
  ])
  func doccanosFaults(text: String, expected: String) {
    #expect(message { try read(text) } == expected)
  }

  @Test func anotherFormatThanTheGivenOneIsNamed() {
    #expect(
      message {
        try read(
          #"{"text": "Ada", "label": [[0, 3, "PER"]]}"#, EntityDataOptions(format: .jsonLines))
      } == "sample: is doccano's JSON Lines; set data.format to doccano, or leave it out")
  }

  @Test func wrongMarksDoNotMatterWhereNoneAreNeeded() throws {
    let corpus = try read(
      #"{"text": "Ada", "label": [[0, 9, "PER"]]}"#, EntityDataOptions(requiresLabels: false))
    #expect(spans(corpus) == [[]])
    #expect(
      notes(corpus) == [
        "sample: the entities of the record in line 1 are not as they should be and are left out; "
          + "none are needed here"
      ])
  }

  // MARK: Label Studio

  private func task(_ id: Int, _ text: String, _ annotations: String) -> String {
    #"{"id": \#(id), "data": {"text": "\#(text)"}, "annotations": [\#(annotations)]}"#
  }

  private func region(_ start: Int, _ end: Int, _ text: String, _ label: String) -> String {
    #"{"from_name": "label", "to_name": "text", "type": "labels", "value": {"start": \#(start), "#
      + #""end": \#(end), "text": "\#(text)", "labels": ["\#(label)"]}}"#
  }

  @Test func labelStudio() throws {
    let annotation = #"{"was_cancelled": false, "result": [\#(region(4, 7, "Ada", "PER"))]}"#
    let other = #"{"was_cancelled": false, "result": []}"#
    let cancelled = #"{"was_cancelled": true, "result": [\#(region(0, 2, "Bo", "PER"))]}"#
    let corpus = try read(
      "["
        + [
          // Offsets count UTF-16 code units.
          task(1, "😀, Ada", annotation + "," + other), task(2, "Bo", cancelled),
          task(3, "Oslo", ""),
          task(4, "Paris", other),
        ].joined(separator: ",\n") + "]")
    #expect(corpus.layout.description == "Label Studio's JSON, UTF-8")
    #expect(corpus.sentences.map(\.text) == ["😀, Ada", "Paris"])
    #expect(spans(corpus) == [["PER:2..<3"], []])
    #expect(corpus.sentences.map(\.location.line) == [1, 4])
    #expect(
      notes(corpus) == [
        "sample: 2 tasks, the first in line 2, are not annotated and left out",
        "sample: 1 annotation, in line 2, is skipped by its annotator and left out",
        "sample: 1 annotation, in line 1, is of another annotator than the first one of its task and left "
          + "out",
      ])
  }

  @Test func offsetsInCodePointsAreKnownByTheText() throws {
    let annotation = #"{"result": [\#(region(3, 6, "Ada", "PER"))]}"#
    let corpus = try read("[" + task(1, "😀, Ada", annotation) + "]")
    #expect(spans(corpus) == [["PER:2..<3"]])
    #expect(
      notes(corpus) == [
        "sample: the offsets of 1 entity, the first in line 1, count Unicode code points, as its text "
          + "tells, and are read so"
      ])
  }

  @Test func minimalJSON() throws {
    let corpus = try read(
      """
      [{"id": 1, "text": "Ada left", "label": [{"start": 0, "end": 3, "text": "Ada", "labels": ["PER"]}], \
      "annotator": 1, "created_at": "2026"},
      {"id": 1, "text": "Ada left", "label": [], "annotator": 2}]
      """)
    #expect(spans(corpus) == [["PER:0..<1"]])
    #expect(
      notes(corpus) == [
        "sample: 1 annotation, in line 2, is of another annotator than the first one of its task and left out"
      ])
  }

  @Test func tasksWithoutLabelledText() {
    let choice = #"{"result": [{"type": "choices", "value": {"choices": ["a"]}}]}"#
    #expect(
      message { try read("[" + task(1, "Ada", choice) + "]") }
        == "sample: is Label Studio's JSON of classified texts, data of sequence-classification; "
        + "named-entity-recognition needs words with tags, or texts with \"entities\" of \"start\", \"end\" and "
        + "\"label\"")
    let image = #"{"result": [{"type": "rectanglelabels", "value": {"x": 1}}]}"#
    #expect(
      message { try read("[" + task(1, "Ada", image) + "]") }
        == "sample: is Label Studio's JSON without labelled text: its results are of the types rectanglelabels 1; "
        + "entities are read from results of type \"labels\"")
    #expect(
      message {
        try read("[" + task(1, "Ada", #"{"result": [\#(region(0, 2, "Ada", "PER"))]}"#) + "]")
      }
        == #"sample:1: "annotations[0].result[0].value": characters 0 to 2 are "Ad", not "Ada"; the end "#
        + "seems to be that of the last character; offsets count Unicode code points, end exclusive"
    )
  }

  @Test func addressesAreNoTexts() {
    let image = #"[{"id": 1, "data": {"image": "https://x.org/1.jpg"}, "annotations": []}]"#
    #expect(
      message { try read(image, EntityDataOptions(requiresLabels: false)) }
        == #"sample:1: key "data.text" is missing, and none of "data.image" is clearly the text that Label "#
        + "Studio shows")
  }

  // MARK: Prodigy

  @Test func prodigy() throws {
    let corpus = try read(
      """
      {"text": "Ada left Oslo", "spans": [{"start": 0, "end": 3, "label": "PER"}], "answer": "accept"}
      {"text": "Ada left Oslo", "spans": [{"start": 9, "end": 13, "label": "LOC"}], "answer": "accept"}
      {"text": "Bo", "spans": [{"start": 0, "end": 2, "label": "LOC"}], "answer": "reject"}
      {"text": "Cy", "spans": [{"start": 0, "end": 2, "label": "LOC"}], "answer": "ignore"}
      {"text": "nothing", "answer": "accept", "_task_hash": 1}
      """)
    #expect(corpus.layout.description == "Prodigy's JSON Lines, UTF-8")
    #expect(corpus.sentences.map(\.text) == ["Ada left Oslo", "nothing"])
    #expect(spans(corpus) == [["PER:0..<1", "LOC:2..<3"], []])
    #expect(
      notes(corpus) == [
        "sample: 1 record, in line 3, was rejected and left out; of a text whose entities were asked for one "
          + "by one, what nobody accepted is learned as no entity",
        "sample: 1 record, in line 4, was ignored and left out",
        "sample: 1 record, in line 2, is about the same text as an earlier one; the accepted spans are taken "
          + "together",
      ])
  }

  @Test func prodigysOtherFiles() {
    #expect(
      message { try read(#"{"text": "a", "label": "GOOD", "answer": "accept", "_task_hash": 1}"#) }
        == "sample: is Prodigy's JSON Lines of classified texts, data of sequence-classification; "
        + "named-entity-recognition needs words with tags, or texts with \"entities\" of \"start\", \"end\" and "
        + "\"label\"")
    #expect(
      message { try read(#"{"text": "a", "answer": "accept", "_task_hash": 1}"#) }
        == "sample: is Prodigy's JSON Lines without spans; entities are read from \"spans\"")
    #expect(
      message { try read(#"{"label": "GPE", "pattern": [{"lower": "oslo"}]}"#) }
        == "sample: is a file of Prodigy's patterns, which has no texts; export a dataset with db-out"
    )
  }

  // MARK: spaCy

  @Test(arguments: [
    #"["Ada left Oslo", {"entities": [[0, 3, "PER"], [9, 13, "LOC"]]}]"#,
    #"[["Ada left Oslo", {"entities": [[0, 3, "PER"], [9, 13, "LOC"]]}]]"#,
    "[\n  [\n\"Ada left Oslo\",\n{\"entities\": [[0, 3, \"PER\"], [9, 13, \"LOC\"]]}\n]\n]\n",
    #"{"text": "Ada left Oslo", "entities": [[0, 3, "PER"], [9, 13, "LOC", "Q585"]]}"#,
    #"{"classes": ["PER"], "annotations": [["Ada left Oslo", {"entities": [[0, 3, "PER"], [9, 13, "LOC"]]}], null]}"#,
    #"[{"id": 0, "paragraphs": [{"raw": "Ada left Oslo", "sentences": [{"tokens": [{"orth": "Ada", "ner": "U-PER"}, {"orth": "left", "ner": "O"}, {"orth": "Oslo", "ner": "U-LOC"}]}]}]}]"#,
  ])
  func spaCy(text: String) throws {
    let corpus = try read(text)
    #expect(corpus.layout.format == .spacy)
    #expect(spans(corpus) == [["PER:0..<1", "LOC:2..<3"]])
    #expect(corpus.sentences[0].text == "Ada left Oslo")
  }

  @Test func spaCysFaults() {
    #expect(
      message { try read("[[\"Ada\", {\"entities\": [[0, 3, \"PER\"]]}],\n[\"Bo\", {}]]") }
        == "sample:2: key \"[1].entities\" is missing")
    #expect(
      message { try read("[[\"Ada\", {\"entities\": [[0, 3, \"PER\"]]}],\n[\"Bo\", ]]") }.hasPrefix(
        "sample:2:"))
  }

  // MARK: Columns and offsets

  @Test func conllU() throws {
    let row = { (id: String, word: String, misc: String) in
      ([id, word] + Array(repeating: "_", count: 7) + [misc]).joined(separator: "\t")
    }
    let corpus = try read(
      [
        "# newdoc id = a", "# sent_id = a-1", row("1-2", "Ada left", "_"),
        row("1", "Ada", "name=B-PER|SpaceAfter=No"), row("2", "left", "name=O"), "", "# newdoc",
        row("1", "Oslo", "SpaceAfter=No|name=B-LOC"), row("2", "x", "_"), "",
      ].joined(separator: "\n"))
    #expect(corpus.layout.description == "CoNLL-U with entity tags, tags IOB2, UTF-8")
    #expect(spans(corpus) == [["PER:0..<1"], ["LOC:0..<1"]])
    #expect(corpus.documents == [0..<1, 1..<2])
    #expect(corpus.sentences[0].identifier == .text("a-1"))
    #expect(
      notes(corpus) == [
        "sample: 1 row, in line 3, is of a multiword token or an empty node and left out",
        "sample: 1 word, in line 9, has no tag in the last column and is taken for \"O\"",
      ])
  }

  @Test func pubTator() throws {
    let corpus = try read(
      """
      12|t|Copper in dogs
      12|a|Ada left Oslo.
      12\t0\t6\tCopper\tChemical\tD1
      12\t15\t18\tAda\tPerson\t-1
      12\tCID\tD1\tD2

      13|t|Nothing
      """)
    #expect(corpus.layout.description == "PubTator's format, UTF-8")
    #expect(spans(corpus) == [["Chemical:0..<1"], ["Person:0..<1"], []])
    #expect(corpus.documents == [0..<2, 2..<3])
    #expect(
      notes(corpus) == ["sample: 1 relation, in line 5, is not read here: only entities are"])
    #expect(
      message { try read("12|t|Copper in dogs\n12\t0\t5\tCopper\tChemical\n") }
        == #"sample:1: "line 2": characters 0 to 5 are "Coppe", not "Copper"; the end seems to be that of "#
        + "the last character; offsets count Unicode code points, end exclusive")
  }

  @Test func webAnno() throws {
    let corpus = try read(
      """
      #FORMAT=WebAnno TSV 3.3
      #T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|identifier|value


      #Text=Ada Byron left Oslo
      1-1\t0-3\tAda\t*[1]\tPER\\_X[1]\t
      1-2\t4-9\tByron\t*[1]\tPER\\_X[1]\t
      1-3\t10-14\tleft\t*\t*\t
      1-4\t15-19\tOslo\t*|*\tLOC|ORG\t
      1-4.1\t15-17\tOs\t*\tX\t
      """)
    #expect(
      corpus.layout.description
        == "WebAnno's or INCEpTION's TSV (types from NamedEntity's value), UTF-8")
    #expect(spans(corpus) == [["PER_X:0..<2", "LOC:3..<4", "ORG:3..<4"]])
    #expect(corpus.sentences[0].text == "Ada Byron left Oslo")
    #expect(
      notes(corpus) == [
        "sample: 1 span, in line 8, has no value and is left out",
        "sample: 1 span, in line 10, covers a part of a token and is left out",
      ])
    #expect(
      message {
        try read(
          "#FORMAT=WebAnno TSV 3.3\n#T_RL=x.Dependency|flavor|BT_y\n\n#Text=a\n1-1\t0-1\ta\t_\t_\t\n"
        )
      }
        == "sample: is WebAnno's TSV without a layer of entities; its header names x.Dependency; export it with the "
        + "layer of named entities, or with a custom one that marks spans")
  }

  /// A span over several sentences is one in each of them, which is said; one that ends with a sentence is whole.
  @Test func webAnnoAcrossSentences() throws {
    let corpus = try read(
      """
      #FORMAT=WebAnno TSV 3.3
      #T_SP=webanno.custom.Span|value


      #Text=Ada left
      1-1\t0-3\tAda\tPER[1]\t
      1-2\t4-8\tleft\tPER[1]|X[2]\t

      #Text=Oslo .
      2-1\t9-13\tOslo\tPER[1]\t
      2-2\t14-15\t.\tPER[1]\t

      #Text=Bo
      3-1\t16-18\tBo\tPER[1]|X[3]\t

      #Text=a b
      4-1\t19-20\ta\tPER[4]\t
      4-2\t21-22\tb\tPER[4]\t
      """)
    #expect(
      spans(corpus) == [
        ["PER:0..<2", "X:1..<2"], ["PER:0..<2"], ["PER:0..<1", "X:0..<1"], ["PER:0..<2"],
      ])
    #expect(
      notes(corpus).filter { !$0.contains("the layer") } == [
        "sample: 1 span, in line 10, goes on in the next sentence and is read as an entity in each"
      ])
  }

  /// The layer of entities is read, and any other one by the columns that the file has.
  @Test func webAnnoByItsColumns() throws {
    let text =
      "#FORMAT=WebAnno TSV 3.3\n#T_SP=x.type.NamedEntity|identifier|value\n#T_SP=x.type.Lemma|value\n"
      + "#T_SP=x.type.POS|PosValue|coarseValue\n#T_SP=webanno.custom.Host|ROLE_x:links_y|x.type.Lemma\n\n"
      + "#Text=Ada left\n1-1\t0-3\tAda\t*\tPER\tada\tNE\tN\t_\t_\t\n1-2\t4-8\tleft\t_\t_\tleave\tVVD\tV\t_\t_\t\n"
    let usual = try read(text)
    #expect(spans(usual) == [["PER:0..<1"]])
    #expect(
      notes(usual) == [
        "sample: entities are read from column 4, NamedEntity's value; data.columns with \"word\" 2 and \"label\" 5 "
          + "takes Lemma's value, 6 POS's PosValue, 7 POS's coarseValue"
      ])
    let other = try read(
      text, EntityDataOptions(columns: ColumnSelection(word: 2, label: 6)))
    #expect(spans(other) == [["NE:0..<1", "VVD:1..<2"]])
    #expect(notes(other).isEmpty)
    // Columns of another format, as the recipe of a model may have, are not meant for this one.
    let foreign = try read(
      text, EntityDataOptions(columns: ColumnSelection(word: 0, label: 3)))
    #expect(spans(foreign) == spans(usual))
    #expect(
      message {
        _ = try read(text, EntityDataOptions(columns: ColumnSelection(word: 2, label: 8)))
      }
        == "sample: data.columns.label is 8, where WebAnno's TSV has no values of spans; column 4 has "
        + "NamedEntity's value, 5 Lemma's value, 6 POS's PosValue, 7 POS's coarseValue")
    #expect(
      message {
        _ = try read(
          "#FORMAT=WebAnno TSV 3.3\n#T_SP=x.type.Lemma|value\n\n#Text=a\n1-1\t0-1\ta\tb\t\n")
      }
        == "sample: is WebAnno's TSV without a layer of entities; its header names x.type.Lemma; data.columns with "
        + "\"word\" 2 and \"label\" 3 takes Lemma's value")
  }

  @Test func brat() throws {
    try withTemporaryFolder { folder in
      let text = folder.appending(path: "a.txt")
      let annotations = folder.appending(path: "a.ann")
      try Data("Ada 😀 left\n\nOslo in\nNorway.\n".utf8).write(to: text)
      let lines = [
        "T1\tPER 0 3\tAda", "T2\tLOC 12 26\tOslo in Norway", "T3\tMove 6 10\tleft",
        "T4\tPER 0 3;6 10\tAda left", "E1\tMove:T3 Who:T1", "#1\tAnnotatorNotes T1\tx",
      ]
      try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: annotations)
      for file in [text, annotations] {
        let corpus = try EntityDataReader.read(file: file.path)
        #expect(corpus.file == annotations.path)
        #expect(spans(corpus) == [["PER:0..<1"], ["LOC:0..<3"]])
        #expect(corpus.sentences.map(\.location.line) == [1, 3])
        #expect(corpus.documents == [0..<2])
        #expect(
          notes(corpus).map { $0.replacing(annotations.path, with: "a.ann") } == [
            "a.ann: 1 entity, in line 4, is of several parts, which no span of words can be, and left out",
            "a.ann: 1 span that is the trigger of an event is no entity and left out",
            "a.ann: annotations that are no entities are passed over: # 1, E 1",
          ])
      }
    }
    #expect(
      message { try read("T1\tPER 0 3\tAda\n") }
        == "sample: holds brat's annotations, whose text is in a file of the same name; name the file "
        + "NAME.ann with NAME.txt beside it")
  }

  @Test func foldersOfBrats() throws {
    try withTemporaryFolder { folder in
      func write(_ name: String, _ text: String) throws {
        try Data(text.utf8).write(to: folder.appending(path: name))
      }
      try write("b.txt", "Ada left\n")
      try write("b.ann", "T1\tPER 0 3\tAda\n")
      try write("a.txt", "Bo is in Oslo.\n")
      try write("a.ann", "T1\tPER 0 2\tBo\nT2\tX 0 2;9 13\tBo Oslo\nR1\tIn Arg1:T1 Arg2:T2\n")
      try write("annotation.conf", "[entities]\nPER\n")
      try FileManager.default.createDirectory(
        at: folder.appending(path: "more"), withIntermediateDirectories: false)
      let corpus = try EntityDataReader.read(file: folder.path + "/")
      #expect(spans(corpus) == [["PER:0..<1"], ["PER:0..<1"]])
      #expect(corpus.documents == [0..<1, 1..<2])
      #expect(corpus.layout.description == "brat's annotations (.ann), UTF-8")
      #expect(
        notes(corpus).map { $0.replacing(folder.path, with: "F") } == [
          "F/: 1 folder within is not looked into",
          "F/: 1 entity, in line 2 of F/a.ann, is of several parts, which no span of words can be, and left "
            + "out",
          "F/: annotations that are no entities are passed over: R 1",
        ])
      let before = corpus.checksum
      try write("b.ann", "T1\tORG 0 3\tAda\n")
      #expect(try EntityDataReader.read(file: folder.path).checksum != before)
      try write("c.txt", "x\n")
      try write("d.ann", "")
      #expect(
        message { try EntityDataReader.read(file: folder.path) }.replacing(folder.path, with: "F")
          == "F: lacks d.txt beside d.ann, c.ann beside c.txt; brat keeps texts and annotations side by "
          + "side, and a text without any has an empty file of them")
      #expect(
        message { try EntityDataReader.read(file: folder.path + "/d.ann") }
          .replacing(folder.path, with: "F")
          == "F/d.ann: holds brat's annotations, whose text, F/d.txt, is not there")
      try write("d.txt", "y\n")
      // Texts that are only to be answered need no annotations.
      let texts = try EntityDataReader.read(
        file: folder.path, options: EntityDataOptions(requiresLabels: false))
      #expect(texts.sentences.map(\.text) == ["Bo is in Oslo.", "Ada left", "x", "y"])
      try write("a.ann", "T1\tPER 0 4\tBo\nT2\tPER\n")
      try write("c.ann", "")
      #expect(
        message { try EntityDataReader.read(file: folder.path) }.replacing(folder.path, with: "F")
          == "F/a.ann:2: expected T1, a tab, type, start and end, a tab, text\n"
          + "F/a.txt:1: \"T1\": characters 0 to 4 are \"Bo i\", not \"Bo\"; offsets count Unicode code "
          + "points, end exclusive")
    }
    try withTemporaryFolder { folder in
      try Data("Ada B-PER\n".utf8).write(to: folder.appending(path: "train.txt"))
      #expect(
        message { try EntityDataReader.read(file: folder.path) }.replacing(folder.path, with: "F")
          == "F: cannot be read: it is a folder without annotations of brat's (.ann); name its files, as "
          + "F/*.txt")
    }
  }

  // MARK: Numbered tags

  @Test func numberedTags() throws {
    let line = #"{"tokens": ["Ada", "Byron", "left"], "ner_tags": [1, 2, 0]}"#
    var options = EntityDataOptions()
    options.labelNames = ["O", "B-PER", "I-PER"]
    #expect(spans(try read(line, options)) == [["PER:0..<2"]])
    options.labelNames = ["O", "B-PER"]
    #expect(
      message { try read(line, options) }
        == "sample:1: tag 2 is none of the 2 names, which are 0 to 1")
  }

  @Test func namesOfTagsBesideTheFile() throws {
    try withTemporaryFolder { folder in
      let file = folder.appending(path: "train.jsonl")
      try Data(#"{"tokens": ["Ada"], "ner_tags": [1]}"#.utf8).write(to: file)
      let names = folder.appending(path: "dataset_infos.json")
      try Data(
        #"{"x": {"features": {"ner_tags": {"feature": {"names": ["O", "B-PER"]}}}}}"#.utf8
      ).write(to: names)
      let corpus = try EntityDataReader.read(file: file.path)
      #expect(spans(corpus) == [["PER:0..<1"]])
      #expect(
        notes(corpus).contains {
          $0.hasSuffix("the tags are numbers, whose names \(names.path) has (data.label_names)")
        })
    }
  }
}
