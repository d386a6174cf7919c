import LukeAutodiff
import LukeData
import LukeModel

/// A task of marked texts for a plain encoder: the same markers, and a classifier of the pooled first word, as
/// BERT and RoBERTa are compared with (Yamada and others, 2020, tables 1 and 2).
///
/// Data, answers and scores are those of the task with entities.
struct MarkedWordsTask<Base: MarkedTextTask>: FineTuningTask {
  typealias Settings = Base.Settings
  typealias Data = Base.Data
  typealias Corpus = Base.Corpus
  typealias Feature = Base.Feature
  typealias Answers = Base.Answers
  typealias Model = LukeForSequenceClassification

  static var kind: String { Base.kind }
  static var markers: [TaskMarker] { Base.markers }
  static var takesFolders: Bool { Base.takesFolders }

  private let base: Base

  init(_ settings: Settings, _ vocabulary: TaskVocabulary, labels: LabelSet) throws {
    base = try Base(Base.settingsWithoutEntities(settings), vocabulary, labels: labels)
  }

  // MARK: Data

  static func read(
    _ source: SourceText, _ data: Data, requiresLabels: Bool
  ) throws -> Corpus { try Base.read(source, data, requiresLabels: requiresLabels) }

  static func describe(_ corpus: Corpus) -> String { Base.describe(corpus) }

  static func overview(of corpus: Corpus) -> CorpusOverview { Base.overview(of: corpus) }

  static func maximumLength(_ settings: Settings) -> Int { Base.maximumLength(settings) }

  /// Those of the task; the head does several things, so that the model says which.
  static func labels(in corpora: [Corpus], _ settings: Settings) throws -> LabelSet {
    let labels = try Base.labels(in: corpora, settings)
    return LabelSet(
      labels.names, problemType: labels.problemType ?? .singleLabelClassification,
      counts: labels.counts)
  }

  static func warnings(about corpora: [Corpus], _ settings: Settings) -> [String] {
    Base.warnings(about: corpora, settings)
  }

  static func notes(about corpora: [Corpus], _ settings: Settings) -> [String] {
    Base.notes(about: corpora, settings)
  }

  static func labelCounts(in corpus: Corpus, _ settings: Settings) -> [String: Int] {
    Base.labelCounts(in: corpus, settings)
  }

  static func check(_ corpora: [Corpus], against labels: LabelSet) throws(DataError) {
    try Base.check(corpora, against: labels)
  }

  func features(of corpus: Corpus) -> TaskFeatures<Feature> { base.features(of: corpus) }

  // MARK: Model

  func input(_ features: [Feature], paddingID: Int) -> PackedBatch {
    PackedBatch(features.map(\.example.withoutEntities), paddingID: paddingID)
  }

  func targets(_ features: [Feature]) -> ClassificationTargets { base.classTargets(features) }

  var lossOptions: CrossEntropyOptions { base.lossOptions }

  func size(of feature: Feature) -> (words: Int, entities: Int) {
    (feature.example.wordIDs.count, 0)
  }

  static func location(of feature: Feature, in corpus: Corpus) -> SourceLocation {
    Base.location(of: feature, in: corpus)
  }

  func traceable(_ features: [Feature]) -> TraceableBatch {
    TraceableBatch(
      features.map(\.example.withoutEntities),
      [.targets(targets(features), examples: features.count)])
  }

  // MARK: Answers

  func answers(_ corpus: Corpus, _ features: [Feature], outputs: [[Float]]) -> Answers {
    base.answers(corpus, features, outputs: outputs)
  }

  func score(_ answered: [(answers: Answers, corpus: Corpus)]) -> TaskScores {
    base.score(answered)
  }

  func tally(_ answered: [(answers: Answers, corpus: Corpus)]) -> AnswerTally? {
    base.tally(answered)
  }

  func lines(_ answers: Answers, _ corpus: Corpus) throws -> [String] {
    try base.lines(answers, corpus)
  }

  func judged(_ answers: Answers, _ corpus: Corpus) -> [JudgedAnswer] {
    base.judged(answers, corpus)
  }
}
