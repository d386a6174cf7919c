import Foundation
public import LukeAutodiff
public import LukeData
public import LukeModel

/// Token classification: a tag for each word, at its first subword; of entities or of anything else.
///
/// Without entities, as transformers' `LukeForTokenClassification` is used.
public struct TokenClassificationTask: FineTuningTask {
  /// The encoder with a classifier of words.
  public typealias Model = LukeForTokenClassification

  /// `token-classification`.
  public static let kind = "token-classification"
  /// The task itself.
  public static func withoutEntities(
    _ settings: Settings
  ) -> (any FineTuningTask<Settings, Data>.Type)? { Self.self }

  private let settings: TokenClassificationSettings
  private let labels: LabelSet
  private let builder: TokenFeatureBuilder

  /// Sets the task up for a tokenizer and classes.
  public init(
    _ settings: TokenClassificationSettings, _ vocabulary: TaskVocabulary, labels: LabelSet
  ) throws {
    self.settings = settings
    self.labels = labels
    builder = TokenFeatureBuilder(
      settings: settings, tokenizer: vocabulary.tokenizer, labels: labels)
  }

  // MARK: Data

  /// Yes.
  public static var takesFolders: Bool { true }

  /// Reads sentences.
  public static func read(
    _ source: SourceText, _ data: EntityDataSettings, requiresLabels: Bool
  ) throws -> AnnotatedCorpus {
    var options = data.options
    options.requiresLabels = requiresLabels
    options.takesAnyTags = true
    return try EntityDataReader.read(data.named(source, requiresLabels: requiresLabels), options)
  }

  /// The file, its sentences and words, and its layout.
  public static func describe(_ corpus: AnnotatedCorpus) -> String {
    let words = corpus.sentences.reduce(0) { $0 + $1.words.count }
    return "\(corpus.file): \(counted(corpus.sentences.count, "sentence")), "
      + "\(counted(words, "word")); \(corpus.layout)"
  }

  /// The most subwords of a pass.
  public static func maximumLength(_ settings: TokenClassificationSettings) -> Int {
    settings.maximumLength
  }

  /// The tags of the training data, "O" first where there is one.
  public static func labels(
    in corpora: [AnnotatedCorpus], _ settings: TokenClassificationSettings
  ) throws -> LabelSet {
    var choice = LabelChoice()
    for sentence in corpora.flatMap(\.sentences) {
      choice.add(WordTags(sentence).names, at: sentence.location)
    }
    let labels = try choice.labels(
      given: settings.labels, files: corpora.map(\.file), what: "two tags")
    guard settings.labels == nil, let outside = labels.index(of: LabelSet.outside) else {
      return labels
    }
    var order = Array(labels.names.indices)
    order.remove(at: outside)
    order.insert(outside, at: 0)
    return LabelSet(
      order.map { labels.names[$0] },
      counts: labels.counts.map { counts in order.map { counts[$0] } })
  }

  /// Whether a score is asked for that such tags have not.
  public static func warnings(
    about corpora: [AnnotatedCorpus], _ settings: TokenClassificationSettings
  ) -> [String] {
    let names = Set(corpora.flatMap(\.sentences).flatMap { WordTags($0).names })
    guard settings.metric == .f1, !EntityTagging.marksEntities(names) else { return [] }
    return ["the tags mark no entities, so accuracy decides in place of f1 (task.metric)"]
  }

  /// The tags of words, or the types of entities where tags mark them.
  public static func labelCounts(
    in corpus: AnnotatedCorpus, _ settings: TokenClassificationSettings
  ) -> [String: Int] {
    if settings.labels != nil { return [:] }
    return [String: Int](counting: corpus.sentences.flatMap(\.tags))
      .merging(corpus.entityCounts, uniquingKeysWith: +)
  }

  /// Refuses files whose words and tags are swapped.
  public static func check(
    _ corpora: [AnnotatedCorpus], against labels: LabelSet
  ) throws(DataError) {
    for corpus in corpora { try SwappedWords.check(corpus, against: labels) }
  }

  /// Whether the tags mark entities.
  var marksEntities: Bool { EntityTagging.marksEntities(labels.names) }

  /// One pass for each sentence that fits.
  public func features(of corpus: AnnotatedCorpus) -> TaskFeatures<TokenFeature> {
    builder.features(of: corpus)
  }

  // MARK: Model

  /// Packed sentences.
  public func input(_ features: [TokenFeature], paddingID: Int) -> PackedBatch {
    PackedBatch(features.map(\.example), paddingID: paddingID)
  }

  /// The class of each subword, none for those that do not begin a word that is asked.
  public func targets(_ features: [TokenFeature]) -> [Int32] { features.flatMap(\.targets) }

  /// Class weights, label smoothing and focal loss.
  public var lossOptions: CrossEntropyOptions { settings.loss.options(labels) }

  /// The number of subwords.
  public func rows(of feature: TokenFeature) -> Int { feature.example.wordIDs.count }

  /// Subwords.
  public func size(of feature: TokenFeature) -> (words: Int, entities: Int) {
    (feature.example.wordIDs.count, 0)
  }

  /// Where the sentence begins.
  public static func location(
    of feature: TokenFeature, in corpus: AnnotatedCorpus
  ) -> SourceLocation { corpus.sentences[feature.sentence].location }

  /// A label for each subword.
  public func traceable(_ features: [TokenFeature]) -> TraceableBatch {
    TraceableBatch(features.map(\.example), [.wordLabels(features.map(\.targets))])
  }

  // MARK: Answers

  /// The tags of each sentence, and the entities that they mark.
  public func answers(
    _ corpus: AnnotatedCorpus, _ features: [TokenFeature], outputs: [[Float]]
  ) -> [TaggedWords] {
    var decoder = TokenDecoder(labels: labels, sentences: corpus.sentences)
    for (feature, logits) in zip(features, outputs) { decoder.add(feature, logits: logits) }
    return decoder.answers()
  }

  /// Accuracy, and conlleval's scores where tags mark entities, else those of each tag.
  public func score(
    _ answered: [(answers: [TaggedWords], corpus: AnnotatedCorpus)]
  ) -> TaskScores {
    let (sentences, answers) = (
      answered.flatMap(\.corpus.sentences), answered.flatMap(\.answers)
    )
    let words = ClassScores(
      gold: sentences.flatMap { WordTags($0).names },
      predicted: answers.flatMap { $0.tags.map(\.name) })
    let accuracy = TaskScores.Value(name: "accuracy", value: words.accuracy)
    var (table, values, deciding) = (ScoreTable(), [accuracy], accuracy)
    var byLabel = words.byLabel
    if marksEntities {
      let entities = EntityScores(gold: sentences, predicted: answers.map { $0.entities ?? [] })
      byLabel = entities.byLabel
      table.add("overall", entities.overall)
      values += entities.overall.values()
      if settings.metric != .accuracy { deciding = .init(name: "f1", value: entities.overall.f1) }
    }
    for (label, counts) in byLabel.sorted(by: { $0.key < $1.key }) {
      table.add(label, counts)
      values += counts.values(label + "/")
    }
    return TaskScores(
      deciding: deciding, values: values,
      table: table.text + String(format: "\naccuracy of words %.2f", words.accuracy * 100))
  }

  /// `{"entities"?: [{"end", "label", "score", "start", "text"}], "id"?, "text", "words": [{"end", "score",
  /// "start", "tag", "text"}]}` for each sentence; entities where tags mark them.
  public func lines(_ answers: [TaggedWords], _ corpus: AnnotatedCorpus) throws -> [String] {
    try zip(corpus.sentences, answers).map { sentence, answer in
      try AnswerLine.text(TokenLine(sentence, answer))
    }
  }
}
