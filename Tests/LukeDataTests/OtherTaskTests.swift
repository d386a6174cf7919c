import LukeData
import LukeTestSupport
import Testing

/// Data of another task are named once, with the task that reads them.
@Suite struct OtherTaskTests {
  private static let relation =
    #"{"text": "a b", "head": {"start": 0, "end": 1}, "tail": {"start": 2, "end": 3}, "relation": "r"}"#
  private static let tacred =
    #"{"token": ["a", "b"], "relation": "r", "subj_start": 0, "subj_end": 0, "obj_start": 1, "obj_end": 1}"#
  private static let tagged = #"{"tokens": ["a", "b"], "tags": ["O", "B-X"]}"#
  private static let entities =
    #"{"text": "a b", "entities": [{"start": 0, "end": 1, "label": "X"}]}"#
  private static let linked =
    #"{"text": "a b", "entities": [{"start": 0, "end": 1, "title": "X"}]}"#
  private static let columns = "1\tAda\tB-PER\n2\tleft\tO\n\n1\tOslo\tB-LOC\n"
  private static let marked = "1\t\"<e1>a</e1> b <e2>c</e2>\"\nr\n"

  private static let entitiesNeeded =
    "named-entity-recognition needs words with tags, or texts with \"entities\" of \"start\", \"end\" and "
    + "\"label\""
  private static let relationsNeeded =
    "relation-classification needs texts with two spans, \"head\" and \"tail\""

  private func entityFault(_ text: String, _ options: EntityDataOptions = .init()) -> String {
    message { try read(text, options) }
  }

  @Test(arguments: [
    ("\(relation)\n\(relation)\n", "JSON of texts with relations"),
    ("[\(relation),\n\(relation)]\n", "JSON of texts with relations"),
    ("[\(tacred)]\n", "TACRED's JSON of relations"),
    ("\(tacred)\n\(tacred)\n", "TACRED's JSON of relations"),
  ])
  func relationsAreNoEntities(text: String, name: String) {
    let reason = "sample: is \(name), data of relation-classification; \(Self.entitiesNeeded)"
    #expect(entityFault(text) == reason)
    if !text.hasPrefix("[") {
      #expect(entityFault(text, EntityDataOptions(format: .jsonLines)) == reason)
      #expect(entityFault(text, EntityDataOptions(format: .conll)) != "no error")
    }
  }

  @Test func aFormatThatIsGivenDoesNotHideIt() {
    for format in [EntityDataFormat.jsonLines, .conll] {
      #expect(
        entityFault(Self.marked, EntityDataOptions(format: format))
          == "sample: is text with <e1> and <e2>, data of relation-classification; "
          + Self.entitiesNeeded)
    }
    for (text, name) in [
      (Self.columns, "a table of words and tags"), (Self.tagged, "JSON of sentences with entities"),
    ] {
      for format in [RelationDataFormat.semeval, .jsonLines] {
        #expect(
          message {
            _ = try readRelations(text, RelationDataOptions(format: format))
          }
            == "sample: is \(name), data of named-entity-recognition; \(Self.relationsNeeded)")
      }
    }
  }

  @Test func linkedTextIsNoEntities() {
    #expect(
      entityFault(Self.linked + "\n")
        == "sample: is JSON of text with links, data of pretraining; \(Self.entitiesNeeded)")
  }

  /// The texts of relations are texts.
  @Test func textsOfOtherTasksAreAnswered() throws {
    let corpus = try read(Self.relation, EntityDataOptions(requiresLabels: false))
    #expect(corpus.sentences.map(\.words) == [["a", "b"]])
    #expect(
      corpus.notes.first
        == "sample: is data of relation-classification, whose texts and words alone are read")
    #expect(
      entityFault(Self.tacred, EntityDataOptions(requiresLabels: false)).hasPrefix(
        "sample: is TACRED's JSON of relations, data of relation-classification; ") == true)
  }

  @Test(arguments: [
    (columns, "a table of words and tags"), ("Ada B-PER\nleft O\n", "a table of words and tags"),
    ("Ada PER\nleft O\n", "a table of words and tags"),
    ("\(tagged)\n\(tagged)\n", "JSON of sentences with entities"),
    ("[\(tagged)]\n", "JSON of sentences with entities"),
    ("\(entities)\n", "JSON of sentences with entities"),
  ])
  func entitiesAreNoRelations(text: String, name: String) {
    for requiresLabels in [true, false] {
      let hint =
        !requiresLabels && text.hasPrefix("{\"text\"")
        ? "; data.pairs true asks every ordered pair of \"entities\"" : ""
      #expect(
        message {
          _ = try readRelations(text, RelationDataOptions(requiresLabels: requiresLabels))
        } == "sample: is \(name), data of named-entity-recognition; \(Self.relationsNeeded)\(hint)")
    }
  }

  /// A table may begin with a bracket, and is no broken JSON then.
  @Test func tablesThatBeginWithABracketAreTables() {
    for text in ["[ O\nUber B-ORG\n\n", "[\t0\t1\tO\nUber\t1\t5\tB-ORG\n", "{ O\nUber B-ORG\n"] {
      for format in [RelationDataFormat?.none, .tacred] {
        #expect(
          message { _ = try readRelations(text, RelationDataOptions(format: format)) }
            == "sample: is a table of words and tags, data of named-entity-recognition; "
            + Self.relationsNeeded)
      }
    }
    let broken = message { _ = try readRelations("[ {\"id\": 1 O\nb O\n") }
    #expect(!broken.contains("table"))
  }

  /// What no key speaks for is one fault, with the keys that are there.
  @Test func recordsOfNobodyAreOneFault() {
    let record = "{\"guid\": \"a\", \"labels\": {\"label\": 3.7}, \"sentence1\": \"b\"}"
    let keys = "is JSON whose records have the keys \"guid\", \"labels\", \"sentence1\"; "
    let relations =
      "relations are read from \"text\" or \"tokens\" with \"head\", \"tail\" and \"relation\", or as "
      + "TACRED has them, with \"token\", \"subj_start\" and so on"
    for text in ["[\(record),\n\(record)]", "\(record)\n\(record)\n"] {
      #expect(message { _ = try readRelations(text) } == "sample: \(keys)\(relations)")
    }
    #expect(
      entityFault("\(record)\n\(record)\n")
        == "sample: \(keys)entities are read from \"tokens\" with \"tags\", or from \"text\" with "
        + "\"entities\"")
    let many = (1...10).map { "\"k\($0)\": 1" }.joined(separator: ", ")
    #expect(
      message { _ = try readRelations("{\(many)}\n{\(many)}\n") }.contains(
        "\"k8\" and 2 more; relations"))
    // Where one record has a key that is read, the others are told by their lines.
    #expect(
      message { _ = try readRelations("\(record)\n{\"relation\": \"r\"}\n") }
        == "sample:1: key \"head\" is missing\nsample:2: key \"head\" is missing")
  }

  private static let nested =
    #"{"id": "1", "question": {"stem": "a", "choices": [{"label": "A", "text": "b"}]}}"#
  private static let numbered = #"{"question": "a", "choice0": "b", "choice1": "c", "label": 1}"#

  @Test(arguments: [
    nested, numbered, #"{"premise": "a", "choice1": "b", "choice2": "c", "question": "cause"}"#,
    #"{"question": "a", "choices": ["b", "c"], "answer": "b"}"#,
    #"{"ctx": "a", "endings": ["b", "c"], "label": "0"}"#,
    #"{"question": "a", "choices": {"label": ["A"], "text": ["b"]}, "answerKey": "A"}"#,
    #"{"article": "a", "question": "b", "options": ["c", "d"], "answer": "A"}"#,
    #"{"passage": {"text": "a", "questions": [{"question": "b", "answers": [{"text": "c"}]}]}}"#,
  ])
  func choicesAreNothingElse(record: String) {
    let reason = "sample: is JSON of questions with choices, data of multiple-choice; "
    for text in ["\(record)\n\(record)\n", "[\(record),\n\(record)]\n"] {
      for requiresLabels in [true, false] {
        #expect(
          entityFault(text, EntityDataOptions(requiresLabels: requiresLabels))
            == reason + Self.entitiesNeeded
            + (requiresLabels ? "" : " (to read its lines as text, set data.format to text)"))
        #expect(
          message {
            _ = try readRelations(text, RelationDataOptions(requiresLabels: requiresLabels))
          } == reason + Self.relationsNeeded)
        var options = TextDataOptions()
        options.requiresLabels = requiresLabels
        #expect(
          message {
            try TextDataReader.read(SourceText(bytes: Array(text.utf8), file: "sample"), options)
          }
            == reason
            + "sequence-classification needs texts, or pairs of texts, with a label of each")
      }
    }
  }

  private static let squad =
    #"{"data": [{"paragraphs": [{"context": "Ada", "qas": [{"question": "a", "answers": []}]}]}]}"#

  @Test(arguments: [
    #"{"context": "Ada", "question": "a", "answers": {"text": [], "answer_start": []}}"#,
    #"{"context": "Ada", "qas": [{"question": "a", "answers": []}]}"#, squad,
  ])
  func questionsAreNothingElse(record: String) {
    let isWhole = record == Self.squad
    let reason =
      isWhole
      ? "sample: is SQuAD's JSON of questions, data of extractive-question-answering; "
      : "sample: is JSON of questions about texts, data of extractive-question-answering; "
    for text in isWhole ? [record] : ["\(record)\n\(record)\n", "[\(record),\n\(record)]\n"] {
      for requiresLabels in [true, false] {
        #expect(
          entityFault(text, EntityDataOptions(requiresLabels: requiresLabels)).hasPrefix(reason))
        #expect(
          message {
            _ = try readRelations(text, RelationDataOptions(requiresLabels: requiresLabels))
          }.hasPrefix(reason))
        var options = TextDataOptions()
        options.requiresLabels = requiresLabels
        #expect(
          message {
            try TextDataReader.read(SourceText(bytes: Array(text.utf8), file: "sample"), options)
          }.hasSuffix(
            "data of extractive-question-answering; sequence-classification needs texts, or pairs of texts, "
              + "with a label of each"))
        #expect(
          message { try readChoices(text) }.hasSuffix(
            "data of extractive-question-answering; multiple-choice needs questions with \"choices\" and which of "
              + "them is right, \"answer\""))
      }
    }
  }

  @Test(arguments: [
    (relation, "JSON of texts with relations, data of relation-classification"),
    (tacred, "TACRED's JSON of relations, data of relation-classification"),
    (tagged, "JSON of sentences with entities, data of named-entity-recognition"),
    (nested, "JSON of questions with choices, data of multiple-choice"),
    (numbered, "JSON of questions with choices, data of multiple-choice"),
    (linked, "JSON of text with links, data of pretraining"),
  ])
  func otherDataAreNoQuestions(record: String, name: String) {
    #expect(
      message { try readQuestions("\(record)\n\(record)\n") }
        == "sample: is \(name); extractive-question-answering needs questions with the \"context\" of each and its "
        + "\"answers\"")
  }

  private static let cloze =
    #"{"passage": {"text": "a b", "entities": [{"start": 0, "end": 0}]}, "qas": [{"query": "@placeholder b"}]}"#

  @Test(arguments: [
    "\(cloze)\n\(cloze)\n", "[\(cloze),\n\(cloze)]\n",
    "{\"version\": \"1.0\", \"data\": [\(cloze)]}\n",
  ])
  func clozeQuestionsAreNothingElse(text: String) {
    let reason =
      "sample: is ReCoRD's JSON of cloze questions, data of cloze-question-answering; "
    #expect(entityFault(text) == reason + Self.entitiesNeeded)
    #expect(message { _ = try readRelations(text) } == reason + Self.relationsNeeded)
    #expect(
      message { try readChoices(text) }
        == reason
        + "multiple-choice needs questions with \"choices\" and which of them is right, \"answer\"")
    #expect(
      message { try TextDataReader.read(SourceText(bytes: Array(text.utf8), file: "sample")) }
        == reason + "sequence-classification needs texts, or pairs of texts, with a label of each")
  }

  @Test(arguments: [
    (relation, "JSON of texts with relations, data of relation-classification"),
    (tacred, "TACRED's JSON of relations, data of relation-classification"),
    (tagged, "JSON of sentences with entities, data of named-entity-recognition"),
    (linked, "JSON of text with links, data of pretraining"),
  ])
  func otherDataAreNoChoices(record: String, name: String) {
    #expect(
      message { try readChoices("\(record)\n\(record)\n") }
        == "sample: is \(name); multiple-choice needs questions with \"choices\" and which of them is "
        + "right, \"answer\"")
  }

  @Test func textsAloneAreNoRelations() {
    #expect(
      message {
        _ = try readRelations("{\"text\": \"a b\"}\n", RelationDataOptions(requiresLabels: false))
      } == "sample: is JSON of texts without the two spans of each, \"head\" and \"tail\"")
  }

  /// Data of tools and sets that are known by name are told so in a format that is given, too.
  @Test func knownDataAreNamedInAFormatThatIsGiven() {
    let squad =
      #"{"version": "2", "data": [{"title": "a", "paragraphs": [{"context": "b", "qas": [{"id": "1"}]}]}]}"#
    #expect(
      entityFault(squad)
        == "sample: is SQuAD's JSON of questions, data of extractive-question-answering; "
        + Self.entitiesNeeded)
    let reason = "sample: is SQuAD's JSON of questions, data of extractive-question-answering; "
    #expect(
      entityFault(squad, EntityDataOptions(format: .jsonLines)) == reason + Self.entitiesNeeded)
    #expect(
      message { _ = try readRelations(squad, RelationDataOptions(format: .jsonLines)) }
        == reason + Self.relationsNeeded)
    #expect(
      message {
        var options = TextDataOptions()
        options.records.format = .jsonLines
        _ = try TextDataReader.read(SourceText(bytes: Array(squad.utf8), file: "sample"), options)
      } == reason
        + "sequence-classification needs texts, or pairs of texts, with a label of each")
  }

  // MARK: What other tasks read as it is

  private static let fewRel =
    #"{"P1": [{"tokens": ["a", "b"], "h": ["a", "q", [[0]]], "t": ["b", "q", [[1]]]}]}"#
  private static let distant =
    #"{"sentence": "a b", "entity1_indices": [0, 1], "entity2_indices": [2, 3], "relation": "r"}"#
  private static let prodigyOptions =
    #"{"text": "a b", "options": [{"id": "x"}, {"id": "y"}], "accept": ["x"], "answer": "accept"}"#
  private static let prodigyLabel =
    #"{"text": "a b", "label": "x", "answer": "accept", "_task_hash": 1, "_input_hash": 2}"#
  private static let labelStudio =
    #"{"data": {"text": "a b"}, "annotations": [{"result": [{"type": "choices", "from_name": "c", "#
    + #""to_name": "text", "value": {"choices": ["x"]}}]}]}"#

  /// The advice is the task that reads such data, and no other form to bring them into.
  @Test(arguments: [
    (fewRel, "FewRel's JSON, data of relation-classification"),
    (distant, "RELX-Distant's JSON, data of relation-classification"),
    (squad, "SQuAD's JSON of questions, data of extractive-question-answering"),
    (prodigyOptions, "Prodigy's JSON Lines of classified texts, data of sequence-classification"),
    (prodigyLabel, "Prodigy's JSON Lines of classified texts, data of sequence-classification"),
    (
      labelStudio, "Label Studio's JSON of classified texts, data of sequence-classification"
    ),
  ])
  func whatIsKnownByNameHasItsTask(record: String, name: String) {
    let source = { try SourceText(bytes: Array("\(record)\n".utf8), file: "sample") }
    let start = "sample: is \(name); "
    #expect(entityFault(record + "\n") == start + Self.entitiesNeeded)
    #expect(
      message { _ = try MentionDataReader.read(try source()) }
        == start
        + "entity-typing needs texts with \"entities\" of \"start\", \"end\" and \"labels\"")
    #expect(
      message { _ = try ChoiceDataReader.read(try source()) }
        == start
        + "multiple-choice needs questions with \"choices\" and which of them is right, \"answer\"")
    if !name.contains("relation-classification") {
      #expect(message { _ = try readRelations(record + "\n") } == start + Self.relationsNeeded)
    }
    if !name.contains("sequence-classification") {
      #expect(
        message { _ = try TextDataReader.read(try source()) }.hasPrefix(
          start + "sequence-classification needs texts, or pairs of texts, with a label of each"))
    }
    if !name.contains("extractive-question-answering") {
      #expect(
        message { _ = try QuestionDataReader.read(try source()) }
          == start
          + "extractive-question-answering needs questions with the \"context\" of each and its \"answers\""
      )
    }
  }

  // MARK: CoNLL-U

  private static func conllu(_ misc: String) -> String {
    let long = "Animacy=Hum|Case=Nom|Number=Sing|Person=1|PronType=Prs"
    return (0..<4).map { sentence in
      "# sent_id = \(sentence)\n# text = Ada left\n"
        + "1\tAda\tAda\tPROPN\t_\t\(long)\t2\tnsubj\t_\t\(misc)\n"
        + "2-3\tleftit\t_\t_\t_\t_\t_\t_\t_\t_\n"
        + "2\tleft\tleave\tVERB\t_\t\(long)\t0\troot\t_\t_\n"
        + "3\tit\tit\tPRON\t_\t\(long)\t2\tobj\t_\t_\n\n"
    }.joined()
  }

  /// Features are long, and are no words; comments have one column, so that no `data.columns` would read them.
  @Test(arguments: [
    ("name=B-PER", "named-entity-recognition"), ("SpaceAfter=No", "token-classification"),
  ])
  func sentencesOfCoNLLUAreNoTexts(misc: String, task: String) {
    let text = Self.conllu(misc)
    let start = "sample: is CoNLL-U, words with tags in columns, data of \(task); "
    #expect(
      message { _ = try TextDataReader.read(SourceText(bytes: Array(text.utf8), file: "sample")) }
        == start + "sequence-classification needs texts, or pairs of texts, with a label of each")
    #expect(message { _ = try readRelations(text) } == start + Self.relationsNeeded)
    #expect(
      message { _ = try readChoices(text) }
        == start
        + "multiple-choice needs questions with \"choices\" and which of them is right, \"answer\"")
    #expect(message { _ = try readQuestions(text) }.hasPrefix(start))
  }

  /// As CoNLL-U, other tables count the words of each sentence and have long cells beside them.
  @Test func countedWordsAreNoTexts() {
    let long = String(repeating: "x", count: 40)
    let text = (0..<4).map { _ in
      "1\tAda\t\(long)\tB-PER\n2\tleft\t\(long)\tO\n\n"
    }.joined()
    #expect(
      message { _ = try TextDataReader.read(SourceText(bytes: Array(text.utf8), file: "sample")) }
        == "sample: is a table of words and tags, data of named-entity-recognition; sequence-classification needs "
        + "texts, or pairs of texts, with a label of each; data.columns.text and data.columns.label read it as "
        + "texts all the same")
  }

  // MARK: Lists of ids

  @Test(arguments: [
    (
      "query-id\tcorpus-id\tscore\nq1\tdoc1\t1\nq2\tdoc2\t0\nq3\tdoc1\t1\n",
      "\"query-id\" and \"corpus-id\""
    ),
    ("qid,docid,label\nq1,d1,1\nq2,d2,0\nq3,d1,1\n", "\"qid\" and \"docid\""),
    ("q1\t0\tdoc1\t1\nq2\t0\tdoc2\t0\nq3\t0\tdoc1\t1\n", "ids"),
    ("1102432\t2026790\t1\n1102431\t7066866\t1\n1131069\t7066867\t0\n", "ids"),
    (
      "{\"query-id\": \"q1\", \"corpus-id\": \"d1\", \"score\": 1}\n"
        + "{\"query-id\": \"q2\", \"corpus-id\": \"d2\", \"score\": 0}\n",
      "\"query-id\" and \"corpus-id\""
    ),
  ])
  func listsOfIDsAreNoTexts(text: String, names: String) throws {
    let source = try SourceText(bytes: Array(text.utf8), file: "sample")
    for requiresLabels in [true, false] {
      var options = TextDataOptions()
      options.requiresLabels = requiresLabels
      #expect(
        message { _ = try TextDataReader.read(source, options) }
          == "sample: is a list of judgements by \(names), as BEIR's qrels, without the texts; write the texts "
          + "that these ids have in the files beside it, for example as {\"sentence1\", \"sentence2\", "
          + "\"label\"}, one object a line; data.columns reads its columns as they are")
    }
    // Nor are they words with tags.
    for takesAnyTags in [true, false] {
      var options = EntityDataOptions()
      options.takesAnyTags = takesAnyTags
      #expect(
        message { _ = try EntityDataReader.read(source, options) }
          .hasPrefix("sample: is a list of judgements by \(names), as BEIR's qrels, "))
    }
    var options = TextDataOptions()
    options.columns = TextColumns(text: .number(0), label: .number(2))
    options.records.header = false
    if !text.hasPrefix("{") {
      #expect(throws: Never.self) { try TextDataReader.read(source, options) }
    }
  }

  @Test func textsBesideIDsAreTexts() throws {
    for text in [
      "query-id\tcorpus-id\tquery\ttext\tscore\nq1\td1\ta b\tc d\t1\nq2\td2\te f\tg h\t0\n",
      "one two\tthree\t1\nfour\tfive six\t0\nseven\teight\t1\n",
    ] {
      let source = try SourceText(bytes: Array(text.utf8), file: "sample")
      #expect(try TextDataReader.read(source).examples.allSatisfy { $0.secondText != nil })
    }
  }
}
