import LukeData
import LukeModel

/// Named entity recognition for a plain encoder: a tag for each word, in IOB2, as BERT does it (Devlin and
/// others, 2019, section 5.3).
///
/// The data, their context and the scores are those of the task with entities; features and tags are those of
/// token classification. Of entities that share words the first one is learned.
struct TaggedEntitiesTask: FineTuningTask {
  typealias Settings = NamedEntityRecognitionSettings
  typealias Data = EntityDataSettings
  typealias Model = LukeForTokenClassification

  static var kind: String { NamedEntityRecognitionTask.kind }

  private let base: TokenClassificationTask
  private let context: EntityContext

  init(_ settings: Settings, _ vocabulary: TaskVocabulary, labels: LabelSet) throws {
    context = settings.contextRead
    base = try TokenClassificationTask(Self.settings(settings), vocabulary, labels: labels)
  }

  private static func settings(_ settings: Settings) -> TokenClassificationSettings {
    var words = TokenClassificationSettings()
    (words.context, words.maximumLength) = (settings.contextRead, settings.maximumLength)
    return words
  }

  // MARK: Data

  static func read(
    _ source: SourceText, _ data: Data, requiresLabels: Bool
  ) throws -> AnnotatedCorpus {
    try NamedEntityRecognitionTask.read(source, data, requiresLabels: requiresLabels)
  }

  static func describe(_ corpus: AnnotatedCorpus) -> String {
    NamedEntityRecognitionTask.describe(corpus)
  }

  static func maximumLength(_ settings: Settings) -> Int { settings.maximumLength }

  /// "O", and the two tags of each entity type of the training data, seen or not.
  static func labels(in corpora: [AnnotatedCorpus], _ settings: Settings) throws -> LabelSet {
    let types = try NamedEntityRecognitionTask.labels(in: corpora, settings).names.dropFirst()
    return LabelSet([LabelSet.outside] + types.flatMap { ["B-" + $0, "I-" + $0] })
  }

  func features(of corpus: AnnotatedCorpus) -> TaskFeatures<TokenFeature> {
    let found = base.features(of: corpus)
    return TaskFeatures(
      features: found.features, unreachable: found.unreachable,
      notes: NamedEntityRecognitionTask.contextNotes(on: corpus, context) + found.notes)
  }

  // MARK: Model

  func input(_ features: [TokenFeature], paddingID: Int) -> PackedBatch {
    base.input(features, paddingID: paddingID)
  }

  func targets(_ features: [TokenFeature]) -> [Int32] { base.targets(features) }

  func rows(of feature: TokenFeature) -> Int { base.rows(of: feature) }

  func size(of feature: TokenFeature) -> (words: Int, entities: Int) { base.size(of: feature) }

  static func location(of feature: TokenFeature, in corpus: AnnotatedCorpus) -> SourceLocation {
    TokenClassificationTask.location(of: feature, in: corpus)
  }

  func traceable(_ features: [TokenFeature]) -> TraceableBatch { base.traceable(features) }

  // MARK: Answers

  /// The entities that the tags of each sentence mark, but for words without anything to see.
  func answers(
    _ corpus: AnnotatedCorpus, _ features: [TokenFeature], outputs: [[Float]]
  ) -> [[PredictedEntity]] {
    let tagged = base.answers(corpus, features, outputs: outputs)
    return zip(corpus.sentences, tagged).map { sentence, answer in
      (answer.entities ?? []).filter { entity in
        !sentence.words[entity.words].allSatisfy(\.isInvisible)
      }
    }
  }

  func score(
    _ answered: [(answers: [[PredictedEntity]], corpus: AnnotatedCorpus)]
  ) -> TaskScores { NamedEntityRecognitionTask.scores(answered) }

  func lines(_ answers: [[PredictedEntity]], _ corpus: AnnotatedCorpus) throws -> [String] {
    try lines(answers, corpus, as: .jsonLines)
  }

  static var answerFormats: [EntityAnswerFormat] { NamedEntityRecognitionTask.answerFormats }

  func lines(
    _ answers: [[PredictedEntity]], _ corpus: AnnotatedCorpus, as format: EntityAnswerFormat
  ) throws -> [String] { try EntityAnswerText.lines(answers, corpus, as: format) }

  func files(
    _ answers: [[PredictedEntity]], _ corpus: AnnotatedCorpus, as format: EntityAnswerFormat
  ) throws -> [AnswerFile] { EntityAnswerText.files(answers, corpus, as: format) }

  static var takesFolders: Bool { NamedEntityRecognitionTask.takesFolders }
}
