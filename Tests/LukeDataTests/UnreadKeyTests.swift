import LukeData
import LukeTestSupport
import Testing

/// Keys and columns that nothing reads are told once for a file.
@Suite struct UnreadKeyTests {
  private func texts(_ text: String, _ columns: TextColumns = .init(text: nil)) throws -> [String] {
    var options = TextDataOptions()
    options.columns = columns
    return try unread(
      TextDataReader.read(SourceText(bytes: Array(text.utf8), file: "sample"), options).notes)
  }

  private func unread(_ notes: [String]) -> [String] { notes.filter { $0.contains("not read") } }

  /// WSC as SuperGLUE has it; keys without a value lose nothing.
  @Test func spansBesideATextAreTold() throws {
    #expect(
      try texts(
        #"{"text": "Ada saw Bo.", "target": {"span1_text": "Ada", "span1_index": 0}, "idx": 0, "label": true, "#
          + #""more": null, "pairID": "a", "_x": 1}"# + "\n"
          + #"{"text": "Bo saw Ada.", "target": {"span1_text": "Bo"}, "idx": 1, "label": false, "topic": "x"}"#
          + "\n") == [
          #"sample: the keys "target", "topic" are not read (data.columns names what is)"#
        ])
  }

  @Test func columnsOfTablesAreTold() throws {
    #expect(
      try texts("text,label,stars,id\na,x,5,1\nb,y,,2\n") == [
        #"sample: the column "stars" is not read (data.columns names what is)"#
      ])
    // A column that is named by its number is read.
    #expect(
      try texts(
        "text,label,stars,id\na,x,5,1\nb,y,4,2\n", TextColumns(text: .number(0), label: .number(2)))
        == [#"sample: the column "label" is not read (data.columns names what is)"#])
    #expect(try texts("a b\tx\nc d\tx\ne f\ty\n") == [])
  }

  /// KLUE's labels within a label, of which one is taken.
  @Test func keysWithinKeysAreTold() throws {
    let text =
      #"{"guid": "a", "sentence1": "a", "sentence2": "b", "labels": {"label": 3.5, "real-label": 3.42, "#
      + #""binary-label": 1}}"# + "\n"
    #expect(
      try texts(text, TextColumns(label: .name("labels.real-label"))) == [
        #"sample: the keys "labels.label", "labels.binary-label" are not read (data.columns names what is)"#
      ])
  }

  @Test func manyKeysAreCounted() throws {
    let keys = (0..<11).map { #""k\#($0)": 1"# }.joined(separator: ", ")
    #expect(
      try texts(#"{"text": "a", "label": "x", \#(keys)}"# + "\n") == [
        #"sample: the keys "k0", "k1", "k2", "k3", "k4", "k5", "k6", "k7" and 3 more are not read "#
          + "(data.columns names what is)"
      ])
  }

  @Test func keysOfChoicesAreTold() throws {
    let nested = try readChoices(
      #"{"id": "1", "question": {"question_concept": "rain", "stem": "Wet?", "choices": [{"label": "A", "text": "a"}, "#
        + #"{"label": "B", "text": "b", "why": "c"}]}, "answerKey": "A"}"# + "\n")
    #expect(
      unread(nested.notes) == [
        #"sample: the keys "question.question_concept", "question.choices[].why" are not read "#
          + "(data.columns names what is)"
      ])
    let passages = try readChoices(
      #"{"idx": 0, "passage": {"text": "Ada left.", "questions": [{"question": "Who?", "hint": "x", "idx": 0, "#
        + #""answers": [{"text": "Ada", "label": 1, "idx": 0}]}]}}"# + "\n")
    #expect(
      unread(passages.notes) == [#"sample: the key "passage.questions[].hint" is not read"#])
  }

  @Test func keysOfRelationsAreTold() throws {
    let record =
      #"{"id": 1, "text": "Ada met Bo.", "head": {"start": 0, "end": 3, "type": "PER"}, "#
      + #""tail": {"start": 8, "end": 10}, "relation": "met", "confidence": 0.5}"# + "\n"
    #expect(
      try unread(readRelations(record).notes) == [
        #"sample: the keys "head.type", "confidence" are not read"#
      ])
    let tacred =
      #"[{"id": "1", "docid": "d", "token": ["Ada", "met", "Bo"], "subj_start": 0, "subj_end": 0, "obj_start": 2, "#
      + #""obj_end": 2, "relation": "met", "subj_type": "PERSON"}]"#
    #expect(
      try unread(readRelations(tacred).notes) == [#"sample: the key "subj_type" is not read"#])
    let fewRel =
      #"{"P1": [{"tokens": ["Ada", "met", "Bo"], "h": ["ada", "Q1", [[0]]], "t": ["bo", "Q2", [[2]]], "x": 1}]}"#
    #expect(try unread(readRelations(fewRel).notes) == [#"sample: the key "x" is not read"#])
    let table = "text,head,tail,relation,place\nAda met Bo.,Ada,Bo,met,Oslo\n"
    #expect(
      try unread(readRelations(table).notes) == [
        #"sample: the column "place" is not read (data.columns names what is)"#
      ])
  }

  @Test func keysOfEntitiesMentionsAndQuestionsAreTold() throws {
    #expect(
      try unread(
        read(#"{"tokens": ["Ada", "left"], "ner_tags": ["B-PER", "O"], "pos_tags": [1, 2]}"# + "\n")
          .notes)
        == [#"sample: the key "pos_tags" is not read"#])
    let mentions =
      #"{"text": "Ada left.", "entities": [{"start": 0, "end": 3, "labels": ["person"], "wiki": "Ada"}]}"#
    #expect(
      try unread(MentionDataReader.read(bytes: Array(mentions.utf8), name: "sample").notes) == [
        #"sample: the key "entities[].wiki" is not read"#
      ])
    let question =
      #"{"id": 1, "context": "Ada left.", "question": "Who?", "answers": [{"text": "Ada", "answer_start": 0}], "#
      + #""hard": true}"# + "\n"
    #expect(try unread(readQuestions(question).notes) == [#"sample: the key "hard" is not read"#])
    #expect(
      try unread(
        readQuestions("question,context,answer,answer_start,hard\nWho?,Ada left.,Ada,0,yes\n").notes
      )
        == [#"sample: the column "hard" is not read (data.columns names what is)"#])
  }
}
