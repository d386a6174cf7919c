import LukeData
import LukeModel
import LukeText

/// Named entity recognition for a plain encoder: a tag for each word, in IOB2, as BERT does it (Devlin and
/// others, 2019, section 5.3).
///
/// The data, their context and the scores are those of the task with entities; features and tags are those of
/// token classification. Of entities that share words the first one is learned.
struct TaggedEntitiesTask: EntitiesOfWordsTask {
  typealias Model = LukeForTokenClassification

  private let base: TokenClassificationTask
  private let context: EntityContext
  private let minimumScore: Double

  init(_ settings: Settings, _ vocabulary: TaskVocabulary, labels: LabelSet) throws {
    context = settings.contextRead
    minimumScore = settings.minimumScore
    base = try TokenClassificationTask(Self.settings(settings), vocabulary, labels: labels)
  }

  private static func settings(_ settings: Settings) -> TokenClassificationSettings {
    var words = TokenClassificationSettings()
    (words.context, words.maximumLength) = (settings.contextRead, settings.maximumLength)
    return words
  }

  // MARK: Data

  /// "O", and the two tags of each entity type of the training data, seen or not.
  static func labels(in corpora: [AnnotatedCorpus], _ settings: Settings) throws -> LabelSet {
    let types = try NamedEntityRecognitionTask.labels(in: corpora, settings).names.dropFirst()
    return LabelSet([LabelSet.outside] + types.flatMap { ["B-" + $0, "I-" + $0] })
  }

  static func choose(
    _ settings: inout Settings, for corpora: [AnnotatedCorpus], _ tokenizer: Tokenizer
  ) -> [(key: String, reason: String)] {
    NamedEntityRecognitionTask.chooseContext(&settings, for: corpora)
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
      }.sure(of: minimumScore)
    }
  }
}
