import LukeJSON

/// Writes sentences with entities in the form of a labelling tool.
public enum EntityAnswers {
  /// The lines of a file; of a form that is a folder, those of the annotations alone.
  /// - Parameters:
  ///   - sentences: sentences in the order of the file they are from.
  ///   - entities: what was found in each.
  ///   - format: the form.
  ///   - marksDocuments: whether the file says which sentences belong together.
  public static func lines(
    _ sentences: [AnnotatedSentence], _ entities: [[FoundEntity]], as format: EntityAnswerFormat,
    marksDocuments: Bool = false
  ) -> [String] {
    let found = zip(sentences, entities).map { FoundSentence(sentence: $0, entities: $1) }
    switch format {
    case .jsonLines: return found.map { text(RecordAnswer.record($0)) }
    case .doccano: return found.map { text(DoccanoAnswer.record($0)) }
    case .prodigy: return found.map { text(ProdigyAnswer.record($0)) }
    case .labelStudio: return array(found.map(LabelStudioAnswer.task))
    case .spacy: return array(SpaCyAnswer.documents(found))
    case .webanno: return WebAnnoAnswer.lines(found)
    case .pubtator: return PubTatorAnswer.lines(found, marksDocuments: marksDocuments)
    case .bioc: return BioCAnswer.lines(found, marksDocuments: marksDocuments)
    case .brat: return BratAnswer.annotations(found)
    case .conll: return ColumnAnswer.lines(found, marksDocuments: marksDocuments)
    }
  }

  /// A word a line with the tag of the annotated entities and that of the found ones, in IOB2: what `conlleval -d
  /// '\t'` reads.
  /// - Parameters: as of ``lines(_:_:as:marksDocuments:)``.
  public static func comparedLines(
    _ sentences: [AnnotatedSentence], _ entities: [[FoundEntity]], marksDocuments: Bool = false
  ) -> [String] {
    let gold = sentences.map { sentence in
      WrittenTags.iob2(
        sentence.entities.map { FoundEntity(words: $0.words, label: $0.label) },
        count: sentence.words.count)
    }
    let found = zip(sentences, entities).map { WrittenTags.iob2($1, count: $0.words.count) }
    return comparedLines(sentences, tags: gold, found, marksDocuments: marksDocuments)
  }

  /// The same of tags that may mark anything.
  /// - Parameters:
  ///   - sentences: sentences in the order of the file they are from.
  ///   - gold: the annotated tags of each sentence.
  ///   - found: those that were found.
  ///   - marksDocuments: whether the file says which sentences belong together.
  public static func comparedLines(
    _ sentences: [AnnotatedSentence], tags gold: [[String]], _ found: [[String]],
    marksDocuments: Bool = false
  ) -> [String] {
    ColumnAnswer.lines(sentences, columns: [gold, found], marksDocuments: marksDocuments)
  }

  /// The files of a folder, in a form of which ``EntityAnswerFormat/isFolder`` is true: for brat one text and
  /// its annotations for each document that the file marks, else one for all sentences.
  /// - Parameters: as of ``lines(_:_:as:marksDocuments:)``.
  public static func files(
    _ sentences: [AnnotatedSentence], _ entities: [[FoundEntity]], as format: EntityAnswerFormat,
    marksDocuments: Bool = false
  ) -> [AnswerFile] {
    let found = zip(sentences, entities).map { FoundSentence(sentence: $0, entities: $1) }
    return format == .brat ? BratAnswer.files(found, marksDocuments: marksDocuments) : []
  }

  /// Whether a file in a folder is one of those that are written: a text with its annotations beside it, or
  /// the types.
  package static func writes(_ name: String, beside others: Set<String>) -> Bool {
    if name == BratAnswer.configurationName { return true }
    for (ending, other) in [(".txt", ".ann"), (".ann", ".txt")] where name.hasSuffix(ending) {
      return others.contains(name.dropLast(ending.count) + other)
    }
    return false
  }

  /// A score in few digits: those of a 32-bit number in 64 bits say nothing.
  static func score(_ score: Float) -> JSONValue { .number("\(score)") }

  /// A name as the file that is answered has it.
  static func identifier(_ identifier: RecordIdentifier) -> JSONValue {
    switch identifier {
    case .text(let text): .string(text)
    case .number(let number): .integer(number)
    }
  }

  private static func text(_ value: JSONValue) -> String { value.compactText }

  /// An array with an element a line.
  private static func array(_ values: [JSONValue]) -> [String] {
    if values.isEmpty { return ["[]"] }
    return ["["]
      + values.enumerated().map { $1.compactText + ($0 + 1 < values.count ? "," : "") } + ["]"]
  }
}
