import LukeJSON

/// Tells whose data records of JSON are, by keys that no other task has.
package enum TaskRecord: String {
  case entities = "named-entity-recognition"
  /// Words with tags of anything, such as parts of speech; what reads them reads ``entities``, too.
  case tags = "token-classification"
  case relations = "relation-classification"
  case types = "entity-typing"
  case choices = "multiple-choice"
  case questions = "extractive-question-answering"
  case clozes = "cloze-question-answering"
  case linkedText = "pretraining"
  /// Texts with labels, whose keys other data have, too: no record is known for one.
  case texts = "sequence-classification"

  /// Nil where a record may be of several tasks, or of none.
  init?(_ record: JSONValue) {
    let entity = record["entities"]?.elements?.first
    if let known = KnownRecord(record)?.task {
      self = known
    } else if Self.isTACRED(record)
      || record["head"]?.members != nil && record["tail"]?.members != nil
    {
      self = .relations
    } else if Self.isTyped(record) {
      self = .types
    } else if ["tokens", "words"].contains(where: { record[$0]?.elements != nil }),
      Self.tagKeys.contains(where: { record[$0]?.elements != nil })
    {
      self = .entities
    } else if let entity, entity["start"] != nil, entity["label"] != nil {
      self = .entities
    } else if let entity, entity["start"] != nil, entity["title"] != nil {
      self = .linkedText
    } else if Self.hasQuestions(record) {
      self = .questions
    } else if record["paragraphs"]?.elements?.first?["text"]?.string != nil {
      self = .linkedText
    } else if Self.hasChoices(record) {
      self = .choices
    } else if Self.isReCoRD(record)
      || record["data"]?.elements?.first.map(Self.isReCoRD) == true
    {
      self = .clozes
    } else {
      return nil
    }
  }

  /// The task that the first records of a text are data of; nil where they are of none, or of several.
  init?(_ source: SourceText) {
    let records = source.firstRecords
    let kinds = Set(records.compactMap(TaskRecord.init))
    guard kinds.count == 1, let kind = kinds.first else { return nil }
    self = kind == .entities && Self.haveTagsOfAnything(records) ? .tags : kind
  }

  /// Whether what one task reads, the other reads, too: words with tags.
  func isRead(by other: TaskRecord) -> Bool {
    let ofWords: Set<TaskRecord> = [.entities, .tags]
    return self == other || ofWords.contains(self) && ofWords.contains(other)
  }

  /// Whether the words of records have tags that mark no entities.
  private static func haveTagsOfAnything(_ records: [JSONValue]) -> Bool {
    let tags = records.flatMap { record in
      tagKeys.lazy.compactMap { record[$0]?.elements }.first ?? []
    }
    let names = tags.compactMap(\.string)
    return !names.isEmpty && names.count == tags.count && !names.contains("O")
      && !names.contains(where: EntityTag.hasPrefix)
  }

  private static let tagKeys = ["tags", "ner_tags", "labels"]

  /// Whether a record has the two spans as TACRED gives them.
  static func isTACRED(_ record: JSONValue) -> Bool {
    record["subj_start"] != nil && record["obj_start"] != nil
  }

  /// Whether a record has mentions with any number of types each.
  private static func isTyped(_ record: JSONValue) -> Bool {
    if isFIGER(record) || record["mention_span"] != nil && record["y_str"] != nil { return true }
    let hasText = record["sent"]?.string != nil || record["text"]?.string != nil
    let entity = hasText && record["start"] != nil ? record : record["entities"]?.elements?.first
    return entity?["start"] != nil && entity?["labels"]?.elements != nil
  }

  /// Whether a record has words with typed mentions as FIGER gives them.
  static func isFIGER(_ record: JSONValue) -> Bool {
    record["tokens"]?.elements != nil && record["mentions"]?.elements != nil
  }

  /// Whether a record is a passage of ReCoRD with questions that have a gap.
  private static func isReCoRD(_ record: JSONValue) -> Bool {
    record["passage"]?["entities"]?.elements != nil && record["qas"]?.elements != nil
  }

  /// Whether a record has a list of choices, or a field for each.
  static func hasChoices(_ record: JSONValue) -> Bool {
    if record["question"]?["choices"]?.elements != nil || record["endings"]?.elements != nil
      || PassageQuestions.areIn(record)
    {
      return true
    }
    if let choices = record["choices"], choices.elements != nil || choices["text"]?.elements != nil
    {
      return true
    }
    if record["options"]?.elements != nil, record["question"]?.string != nil { return true }
    return ["choice", "ending"].contains { name in
      record[name + "1"] != nil && (record[name + "0"] != nil || record[name + "2"] != nil)
    }
  }

  /// Whether a record is SQuAD's JSON, an article or a context of it, or a question with its context.
  static func hasQuestions(_ record: JSONValue) -> Bool {
    func hasList(_ context: JSONValue) -> Bool {
      context["qas"]?.elements != nil && (context["context"] ?? context["context_text"]) != nil
    }
    if WholeFileRecord(record)?.name == WholeFileRecord.squad || hasList(record) { return true }
    if record["paragraphs"]?.elements?.contains(where: hasList) == true { return true }
    return record["question"]?.string != nil && record["context"]?.string != nil
      && record["answers"] != nil && !hasChoices(record)
  }

  private var needs: String {
    switch self {
    case .entities, .tags:
      "words with tags, or texts with \"entities\" of \"start\", \"end\" and \"label\""
    case .relations: "texts with two spans, \"head\" and \"tail\""
    case .types: "texts with \"entities\" of \"start\", \"end\" and \"labels\""
    case .choices: "questions with \"choices\" and which of them is right, \"answer\""
    case .questions: "questions with the \"context\" of each and its \"answers\""
    case .clozes:
      "\"passage\" with \"text\" and \"entities\", and \"qas\" with \"query\" and \"answers\", as "
        + "ReCoRD has them"
    case .texts: "texts, or pairs of texts, with a label of each"
    case .linkedText:
      "texts, with \"entities\" of \"start\", \"end\" and \"title\" where they have links"
    }
  }

  /// What to say of data of this task that another one is given, after the file's name.
  func reason(_ name: String? = nil, givenTo other: TaskRecord) -> String {
    "is \(name ?? self.name), data of \(rawValue); \(other.rawValue) needs \(other.needs)"
  }

  /// What JSON of this task is.
  private var name: String {
    switch self {
    case .entities: "JSON of sentences with entities"
    case .tags: "JSON of words with tags"
    case .relations: "JSON of texts with relations"
    case .types: "JSON of texts with typed mentions"
    case .linkedText: "JSON of text with links"
    case .choices: "JSON of questions with choices"
    case .clozes: "ReCoRD's JSON of cloze questions"
    case .questions: "JSON of questions about texts"
    case .texts: "JSON of texts with labels"
    }
  }

  /// What JSON of this task is, by the name of a data set where it is known by one.
  func name(of source: SourceText) -> String {
    let known = source.firstRecords.lazy.compactMap { KnownRecord($0) }
    if let found = known.first(where: { $0.task == self }) { return found.name }
    if self == .relations, source.firstRecords.contains(where: Self.isTACRED) {
      return "TACRED's JSON of relations"
    }
    return self == .types && source.firstRecords.contains(where: Self.isFIGER)
      ? "FIGER's JSON of typed mentions" : name
  }

  /// What data of this task are, with the task.
  var description: String { "\(name), data of \(rawValue)" }

  /// The reason why a text of JSON is of another task than the one that reads it; nil where it is not.
  package static func reason(_ source: SourceText, givenTo own: TaskRecord) -> String? {
    guard let found = TaskRecord(source), !found.isRead(by: own) else { return nil }
    return found.reason(found.name(of: source), givenTo: own)
  }
}

extension SourceText {
  /// How many records are looked at.
  private static let sampleSize = 20
  /// Bytes of an array, or of objects over several lines, that are looked at.
  private static let sampleByteCount = 1 << 20

  /// The first objects of JSON, one a line, over several lines or in an array; none where the text has
  /// no such.
  ///
  /// They are parsed once for a text: every reader asks for them, some several times.
  package var firstRecords: [JSONValue] { records.value { parsedRecords } }

  private var parsedRecords: [JSONValue] {
    let lines = firstLines(Self.sampleSize).filter { $0.first { !$0.isBlank } == Self.brace }
    let records = lines.compactMap { try? JSONParser.parse($0) }
    guard startsAsArray || startsWithOpenObject else { return records }
    let elements = JSONElements(Array(bytes.prefix(Self.sampleByteCount))).elements
    // A first line that is broken is no object over several lines.
    if !startsAsArray, elements.first?.bytes.contains(.newline) != true { return records }
    let found = elements.prefix(Self.sampleSize).compactMap { try? JSONParser.parse($0.bytes) }
    return startsAsArray || !found.isEmpty ? found : records
  }

  /// The first lines, as a text of their own.
  var beginning: SourceText {
    guard bytes.count > Self.beginningByteCount,
      let end = bytes[..<Self.beginningByteCount].lastIndex(of: .newline)
    else { return self }
    return (try? SourceText(bytes: Array(bytes[...end]), file: file)) ?? self
  }

  private static let beginningByteCount = 1 << 16
  private static let brace = UInt8(ascii: "{")

  /// Whether the first line is the start of an object that does not end in it.
  private var startsWithOpenObject: Bool {
    guard let first = firstLines(1).first, first.first(where: { !$0.isBlank }) == Self.brace else {
      return false
    }
    return (try? JSONParser.parse(first)) == nil
  }
}
