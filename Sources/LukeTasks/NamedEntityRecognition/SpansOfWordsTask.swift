import LukeData
import LukeModel
import LukeText

/// Named entity recognition over all spans of a sentence for a plain encoder, each span read by its words.
///
/// Data, candidates, answers and scores are those of the task with entities.
struct SpansOfWordsTask: EntitiesOfWordsTask {
  typealias Model = SpansOfWords
  private typealias Base = NamedEntityRecognitionTask

  private let base: NamedEntityRecognitionTask

  init(_ settings: Settings, _ vocabulary: TaskVocabulary, labels: LabelSet) throws {
    var settings = settings
    // They cost next to nothing, so that a sentence is one pass.
    settings.maximumEntityLength = Int(Int32.max)
    base = try Base(settings, vocabulary, labels: labels)
  }

  // MARK: Data

  static func labels(in corpora: [AnnotatedCorpus], _ settings: Settings) throws -> LabelSet {
    try Base.labels(in: corpora, settings)
  }

  static func columns(ofClasses classes: [String]) -> [String] {
    Model.columns(ofClasses: classes)
  }

  static func classes(ofColumns columns: [String]) -> [String] {
    Model.classes(ofColumns: columns)
  }

  static func choose(
    _ settings: inout Settings, for corpora: [AnnotatedCorpus], _ tokenizer: Tokenizer
  ) -> [(key: String, reason: String)] { Base.choose(&settings, for: corpora, tokenizer) }

  func features(of corpus: AnnotatedCorpus) -> TaskFeatures<EntitySpanFeature> {
    base.features(of: corpus)
  }

  // MARK: Model

  func input(_ features: [EntitySpanFeature], paddingID: Int) -> SpansOfWords.Input {
    let batch = PackedBatch(features.map(\.wordsAlone), paddingID: paddingID)
    let rows = EntitySpanFeature.rows(of: features, in: batch)
    return .init(batch, starts: rows.starts, ends: rows.ends)
  }

  func targets(_ features: [EntitySpanFeature]) -> [Int32] { base.targets(features) }

  func rows(of feature: EntitySpanFeature) -> Int { base.rows(of: feature) }

  func size(of feature: EntitySpanFeature) -> (words: Int, entities: Int) {
    (feature.wordIDs.count, 0)
  }

  static func location(
    of feature: EntitySpanFeature, in corpus: AnnotatedCorpus
  ) -> SourceLocation { Base.location(of: feature, in: corpus) }

  /// The words; what their columns should be follows from the spans alone.
  func traceable(_ features: [EntitySpanFeature]) -> TraceableBatch {
    TraceableBatch(features.map(\.wordsAlone), [])
  }

  // MARK: Answers

  func answers(
    _ corpus: AnnotatedCorpus, _ features: [EntitySpanFeature], outputs: [[Float]]
  ) -> [[PredictedEntity]] { base.answers(corpus, features, outputs: outputs) }
}

extension EntitySpanFeature {
  /// The feature without its candidates.
  fileprivate var wordsAlone: LukeExample {
    LukeExample(wordIDs: wordIDs)
  }
}
