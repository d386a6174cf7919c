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
        == "sample: is SQuAD's JSON of questions, data of extractive-question-answering; write {\"text\", "
        + "\"entities\": [{\"start\", \"end\", \"label\"}]} of it, one object a line")
    let reason = "sample: is JSON of questions about texts, data of extractive-question-answering; "
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
}
