public import LukeData
public import LukeModel

/// Named entity recognition as the classification of all spans.
///
/// Source: Yamada and others, 2020, section 4.3.
public struct NamedEntityRecognitionTask: FineTuningTask {
  /// The encoder with a classifier of spans.
  public typealias Model = LukeForEntitySpanClassification

  /// `named-entity-recognition`.
  public static let kind = "named-entity-recognition"
  /// No token is added for this task.
  public static let markers: [TaskMarker] = []

  /// Spans by their words, or tags of words.
  public static func withoutEntities(
    _ settings: NamedEntityRecognitionSettings
  ) -> (any FineTuningTask<Settings, Data>.Type)? {
    settings.head == .words ? SpansOfWordsTask.self : TaggedEntitiesTask.self
  }
  /// What spans are looked at, and which of them are taken.
  public static func keysOfEntities(_ settings: NamedEntityRecognitionSettings) -> [String] {
    settings.head == .words
      ? ["max_entity_length"] : ["max_mention_length", "max_entity_length", "overlaps"]
  }
  /// As `head` says.
  public static func needForEntities(
    _ settings: NamedEntityRecognitionSettings
  ) -> (key: String, usesEntities: Bool)? {
    settings.head.map { ("head", $0 == .entities) }
  }

  private let builder: EntitySpanFeatureBuilder
  private let context: EntityContext
  private let mentionLimit: Int
  private let lengthLimit: Int
  private let candidateLimit: Int
  private let overlaps: EntityOverlaps
  private let minimumScore: Double
  private let labels: LabelSet

  /// Sets the task up for a tokenizer, entities and classes.
  public init(
    _ settings: NamedEntityRecognitionSettings, _ vocabulary: TaskVocabulary, labels: LabelSet
  ) throws(TaskError) {
    if let index = labels.index(of: LabelSet.outside), index > 0 { throw .misplacedNone(index) }
    self.labels = labels
    context = settings.contextRead
    mentionLimit = settings.mentionLimit
    lengthLimit = settings.maximumLength
    candidateLimit = settings.maximumEntityLength
    overlaps = settings.overlaps
    minimumScore = settings.minimumScore
    builder = EntitySpanFeatureBuilder(
      settings: settings, tokenizer: vocabulary.tokenizer, labels: labels,
      maskEntityID: vocabulary.maskEntityID)
  }

  // MARK: Data

  /// Reads sentences.
  public static func read(
    _ source: SourceText, _ data: EntityDataSettings, requiresLabels: Bool
  ) throws -> AnnotatedCorpus {
    var options = data.options
    options.requiresLabels = requiresLabels
    return try EntityDataReader.read(data.named(source, requiresLabels: requiresLabels), options)
  }

  /// The file, its sentences and entities, and its layout.
  public static func describe(_ corpus: AnnotatedCorpus) -> String {
    let counts = corpus.entityCounts.sorted { $0.key < $1.key }
    let entities = counts.reduce(0) { $0 + $1.value }
    let types = counts.map { "\(shown($0.key)) \($0.value)" }.joined(separator: ", ")
    let documents = corpus.knownDocumentCount.map { counted($0, "document") + ", " } ?? ""
    return "\(corpus.file): \(counted(corpus.sentences.count, "sentence")), " + documents
      + counted(entities, "entity", plural: "entities")
      + (types.isEmpty ? "" : " (\(types))") + "; \(corpus.layout)"
  }

  /// A type as it is shown: without the mark that ends what is counted.
  private static func shown(_ type: String) -> String {
    type.contains(";") ? "\"\(type.asShown.replacing(";", with: "\\u{3B}"))\"" : type
  }

  /// The most subwords of a pass.
  public static func maximumLength(_ settings: NamedEntityRecognitionSettings) -> Int {
    settings.maximumLength
  }

  /// "O" and the entity types of the training data.
  public static func labels(
    in corpora: [AnnotatedCorpus], _ settings: NamedEntityRecognitionSettings
  ) throws -> LabelSet {
    try .entities(in: corpora)
  }

  /// The type of each entity.
  public static func labelCounts(
    in corpus: AnnotatedCorpus, _ settings: NamedEntityRecognitionSettings
  ) -> [String: Int] { corpus.entityCounts }

  /// The passes of all sentences.
  public func features(of corpus: AnnotatedCorpus) -> TaskFeatures<EntitySpanFeature> {
    let result = builder.features(of: corpus)
    return TaskFeatures(
      features: result.features, unreachable: result.unreachable,
      notes: notes(on: corpus, result))
  }

  /// The most sentences that are taken for one document without a word.
  private static let mostSentencesOfDocument = 20

  /// Whether sentences may be read with words of others that they have nothing to do with.
  static func contextNotes(on corpus: AnnotatedCorpus, _ context: EntityContext) -> [String] {
    guard context == .document, let border = corpus.layout.format.documentBorder,
      corpus.documents.count == 1,
      corpus.sentences.count > mostSentencesOfDocument
    else { return [] }
    return [
      "\(corpus.file): no \(border) lines part its \(corpus.sentences.count) sentences, so each "
        + "is read with the words of those around it; where they do not belong together, set "
        + "task.context to sentence"
    ]
  }

  private func notes(on corpus: AnnotatedCorpus, _ result: EntitySpanFeatures) -> [String] {
    var notes = Self.contextNotes(on: corpus, context)
    notes += splitNotes(result).map { "\(corpus.file): \($0)" }
    if let note = LongEntities(lengths: result.entityLengths, limit: mentionLimit).note {
      notes.append("\(corpus.file): \(note)")
    }
    if result.overlappingEntityCount > 0, let exclusion = overlaps.exclusion {
      let all = corpus.sentences.reduce(0) { $0 + $1.entities.count + $1.unalignedEntities.count }
      let least = result.outnumberedEntityCount
      notes.append(
        "\(corpus.file): \(result.overlappingEntityCount) of \(all) entities \(exclusion) another; "
          + "entities that are predicted never do, so at least \(least) of them "
          + "\(least == 1 ? "counts" : "count") as missed; task.overlaps can be nested or any")
    }
    return notes
  }

  /// Why sentences are more than one example each.
  private func splitNotes(_ result: EntitySpanFeatures) -> [String] {
    var notes: [String] = []
    if result.splitSentenceCount > 0 {
      let verb = result.splitSentenceCount == 1 ? "is" : "are"
      notes.append(
        "\(counted(result.splitSentenceCount, "sentence")) \(verb) longer than task.max_length, "
          + "\(lengthLimit), and read in \(result.partCount) parts")
    }
    if let note = SentenceSegment.note(
      onCutWords: result.cutWordCount, maximumLength: lengthLimit)
    {
      notes.append(note)
    }
    if result.crowdedSentenceCount > 0 {
      let isOne = result.crowdedSentenceCount == 1
      notes.append(
        "\(counted(result.crowdedSentenceCount, "sentence")) \(isOne ? "has" : "have") more candidate "
          + "spans than task.max_entity_length, \(candidateLimit), and \(isOne ? "is" : "are") read as "
          + "\(result.crowdedPassCount) examples")
    }
    return notes
  }

  // MARK: Model

  /// Packed features and the first and last word of each candidate.
  public func input(
    _ features: [EntitySpanFeature], paddingID: Int
  ) -> LukeForEntitySpanClassification.Input {
    let batch = PackedBatch(features.map(\.example), paddingID: paddingID)
    let rows = EntitySpanFeature.rows(of: features, in: batch)
    return .init(batch, starts: rows.starts, ends: rows.ends)
  }

  /// The class of each candidate.
  public func targets(_ features: [EntitySpanFeature]) -> [Int32] { features.flatMap(\.labels) }

  /// The number of candidates.
  public func rows(of feature: EntitySpanFeature) -> Int { feature.candidateCount }

  /// Subwords and candidates.
  public func size(of feature: EntitySpanFeature) -> (words: Int, entities: Int) {
    (feature.wordIDs.count, feature.candidateCount)
  }

  /// Where the sentence begins.
  public static func location(
    of feature: EntitySpanFeature, in corpus: AnnotatedCorpus
  ) -> SourceLocation { corpus.sentences[feature.sentence].location }

  /// A label for each candidate.
  public func traceable(_ features: [EntitySpanFeature]) -> TraceableBatch {
    TraceableBatch(
      features.map(\.example),
      [
        .perEntity("entity_start_positions", features.map(\.spanStarts), padding: 0),
        .perEntity("entity_end_positions", features.map(\.spanEnds), padding: 0),
        .entityLabels(features.map(\.labels)),
      ])
  }

  // MARK: Answers

  /// The entities of each sentence.
  public func answers(
    _ corpus: AnnotatedCorpus, _ features: [EntitySpanFeature], outputs: [[Float]]
  ) -> [[PredictedEntity]] {
    var decoder = EntitySpanDecoder(
      labels: labels, sentenceCount: corpus.sentences.count, overlaps: overlaps)
    for (feature, logits) in zip(features, outputs) {
      let words = corpus.sentences[feature.sentence].words
      // Such an entity is refused where it is to be learned.
      decoder.add(feature, logits: logits) { words[$0].allSatisfy(\.isInvisible) }
    }
    return decoder.entities().map { $0.sure(of: minimumScore) }
  }

  /// conlleval's scores, over all types and for each.
  public func score(
    _ answered: [(answers: [[PredictedEntity]], corpus: AnnotatedCorpus)]
  ) -> TaskScores { Self.scores(answered) }

  static func scores(
    _ answered: [(answers: [[PredictedEntity]], corpus: AnnotatedCorpus)]
  ) -> TaskScores {
    let scores = EntityScores(
      gold: answered.flatMap(\.corpus.sentences), predicted: answered.flatMap(\.answers))
    var table = ScoreTable()
    table.add("overall", scores.overall)
    var values = scores.overall.values()
    for (label, counts) in scores.byLabel.sorted(by: { $0.key < $1.key }) {
      table.add(label, counts)
      values += counts.values(label + "/")
    }
    return TaskScores(
      deciding: .init(name: "f1", value: scores.overall.f1), values: values, table: table.text)
  }

  /// `{"entities": [{"end", "label", "score", "start", "text"}], "id"?, "text"}` for each sentence.
  public func lines(_ answers: [[PredictedEntity]], _ corpus: AnnotatedCorpus) throws -> [String] {
    try EntityAnswerText.lines(answers, corpus, as: .jsonLines)
  }

  /// All.
  public static var answerFormats: [EntityAnswerFormat] { EntityAnswerFormat.allCases }

  /// What was found in each sentence held against what is annotated there.
  public func judged(
    _ answers: [[PredictedEntity]], _ corpus: AnnotatedCorpus
  ) -> [JudgedAnswer] { JudgedEntities.judged(answers, corpus) }

  /// Words beside the tags of annotated and found entities.
  public func comparedWords(
    _ answers: [[PredictedEntity]], _ corpus: AnnotatedCorpus
  ) -> [String]? { EntityAnswerText.comparedWords(answers, corpus) }

  /// What was found in the form of a labelling tool, with scores where the tool has a place for them.
  public func lines(
    _ answers: [[PredictedEntity]], _ corpus: AnnotatedCorpus, as format: EntityAnswerFormat
  ) throws -> [String] { try EntityAnswerText.lines(answers, corpus, as: format) }

  /// What was found, as a folder of files.
  public func files(
    _ answers: [[PredictedEntity]], _ corpus: AnnotatedCorpus, as format: EntityAnswerFormat
  ) throws -> [AnswerFile] { EntityAnswerText.files(answers, corpus, as: format) }

  /// Yes.
  public static var takesFolders: Bool { true }
}
