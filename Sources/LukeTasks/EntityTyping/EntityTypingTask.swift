import Foundation
public import LukeAutodiff
public import LukeData
public import LukeModel

/// Entity typing: markers around a mention, a masked entity over it, and the types that hold.
///
/// Source: Yamada and others, 2020, section 4.1.
public struct EntityTypingTask: FineTuningTask {
  /// The encoder with a classifier of the first entity.
  public typealias Model = LukeForEntityClassification

  /// `entity-typing`.
  public static let kind = "entity-typing"
  /// The marker around the mention; the authors start it from "@".
  public static let markers = [
    TaskMarker(token: TypingFeatureBuilder.marker, initialToken: "@")
  ]

  /// The sentence head over the marked text.
  public static func withoutEntities(
    _ settings: Settings
  ) -> (any FineTuningTask<Settings, Data>.Type)? { MarkedWordsTask<Self>.self }
  /// How long the mentions of entities are.
  public static func keysOfEntities(_ settings: Settings) -> [String] { ["max_mention_length"] }

  private let settings: EntityTypingSettings
  private let labels: LabelSet
  private let builder: TypingFeatureBuilder

  /// Sets the task up for a tokenizer, entities and classes.
  public init(
    _ settings: EntityTypingSettings, _ vocabulary: TaskVocabulary, labels: LabelSet
  ) throws {
    self.settings = settings
    self.labels = labels
    builder = try TypingFeatureBuilder(
      settings: settings, tokenizer: vocabulary.tokenizer, labels: labels,
      maskEntityID: vocabulary.maskEntityID)
  }

  /// Whether mentions have one type each.
  var hasOneType: Bool { labels.problemType == .singleLabelClassification }

  // MARK: Data

  /// Reads texts with mentions.
  public static func read(
    _ source: SourceText, _ data: MentionDataSettings, requiresLabels: Bool
  ) throws -> MentionCorpus {
    var options = data.options
    options.requiresLabels = requiresLabels
    return try MentionDataReader.read(data.named(source, requiresLabels: requiresLabels), options)
  }

  /// The file, its texts, mentions and types, and its format.
  public static func describe(_ corpus: MentionCorpus) -> String {
    let types = Set(corpus.labels).count
    return "\(corpus.file): \(counted(corpus.texts.count, "text")), "
      + counted(corpus.mentionCount, "mention") + (types > 0 ? ", \(counted(types, "type"))" : "")
      + "; \(corpus.layout)"
  }

  /// The most subwords of a text.
  public static func maximumLength(_ settings: EntityTypingSettings) -> Int {
    settings.maximumLength
  }

  /// The types of the training data.
  public static func labels(
    in corpora: [MentionCorpus], _ settings: EntityTypingSettings
  ) throws -> LabelSet {
    if settings.problemType == .singleLabelClassification { try TypingLabels.checkSingle(corpora) }
    var choice = LabelChoice()
    for text in corpora.flatMap(\.texts) {
      for mention in text.mentions { choice.add(mention.labels, at: text.location) }
    }
    let isSingle = settings.problemType == .singleLabelClassification
    return try choice.labels(
      given: settings.labels, files: corpora.map(\.file), what: isSingle ? "two types" : "types",
      problemType: settings.problemType)
  }

  /// Whether types that exclude each other are learned as if they did not.
  public static func warnings(
    about corpora: [MentionCorpus], _ settings: EntityTypingSettings
  ) -> [String] {
    guard settings.problemType == .multiLabelClassification, TypingLabels.areSingle(corpora) else {
      return []
    }
    return [
      "every mention has one type, but any number may be answered; task.problem_type "
        + "\"single_label_classification\" learns types that exclude each other"
    ]
  }

  /// The types of each mention, unless they are given.
  public static func labelCounts(
    in corpus: MentionCorpus, _ settings: EntityTypingSettings
  ) -> [String: Int] {
    settings.labels == nil ? [String: Int](counting: corpus.labels) : [:]
  }

  /// Refuses mentions that have not one type where the model gives one.
  public static func check(
    _ corpora: [MentionCorpus], against labels: LabelSet
  ) throws(DataError) {
    if labels.problemType == .singleLabelClassification { try TypingLabels.checkSingle(corpora) }
  }

  /// One pass for each mention.
  public func features(of corpus: MentionCorpus) -> TaskFeatures<TypingFeature> {
    builder.features(of: corpus)
  }

  // MARK: Model

  /// Packed texts, each with one entity.
  public func input(_ features: [TypingFeature], paddingID: Int) -> PackedBatch {
    PackedBatch(features.map(\.example), paddingID: paddingID)
  }

  /// The types of each mention.
  public func targets(_ features: [TypingFeature]) -> ClassificationTargets {
    if labels.problemType == .singleLabelClassification {
      return .classes(features.map { $0.classes?.first ?? -100 })
    }
    return .indicators(
      features.flatMap { feature in
        labels.names.indices.map { index -> Float in
          guard let classes = feature.classes else { return .nan }
          return classes.contains(Int32(index)) ? 1 : 0
        }
      })
  }

  /// Class weights, label smoothing and focal loss.
  public var lossOptions: CrossEntropyOptions { settings.loss.options(labels) }

  /// Subwords, and one entity.
  public func size(of feature: TypingFeature) -> (words: Int, entities: Int) {
    (feature.example.wordIDs.count, feature.example.entityIDs.count)
  }

  /// Where the text begins.
  public static func location(
    of feature: TypingFeature, in corpus: MentionCorpus
  ) -> SourceLocation { corpus.texts[feature.text].location }

  /// Types for each mention.
  public func traceable(_ features: [TypingFeature]) -> TraceableBatch {
    TraceableBatch(features.map(\.example), [.targets(targets(features), examples: features.count)])
  }

  // MARK: Answers

  /// The types of each mention of each text.
  public func answers(
    _ corpus: MentionCorpus, _ features: [TypingFeature], outputs: [[Float]]
  ) -> [[PredictedTypes]] {
    let decoder = TypingDecoder(labels: labels, threshold: settings.threshold)
    var answers = corpus.texts.map { [PredictedTypes?](repeating: nil, count: $0.mentions.count) }
    for (feature, logits) in zip(features, outputs) {
      answers[feature.text][feature.mention] = decoder.types(logits)
    }
    return zip(corpus.texts, answers).map { text, answers in
      zip(text.mentions, answers).map { mention, answer in
        answer ?? PredictedTypes(noneBecause: builder.reasonForNone(mention, text))
      }
    }
  }

  /// Loose micro and macro averages, strict accuracy, and the scores of each type.
  public func score(
    _ answered: [(answers: [[PredictedTypes]], corpus: MentionCorpus)]
  ) -> TaskScores {
    let scores = TypingScores(
      gold: answered.flatMap(\.corpus.texts).flatMap(\.mentions).map { Set($0.labels ?? []) },
      predicted: answered.flatMap(\.answers).joined().map { Set($0.labels.map(\.name)) })
    var table = ScoreTable()
    table.add("all types", scores.micro)
    var values = scores.micro.values()
    values += [
      .init(name: "macro_precision", value: scores.macroPrecision),
      .init(name: "macro_recall", value: scores.macroRecall),
      .init(name: "macro_f1", value: scores.macroF1),
      .init(name: "accuracy", value: scores.accuracy),
    ]
    for name in LabelSet.ordered(Set(scores.byLabel.keys)) {
      guard let counts = scores.byLabel[name] else { continue }
      table.add(name, counts)
      values += counts.values(name + "/")
    }
    return TaskScores(
      deciding: .init(
        name: settings.metric.rawValue, value: scores.value(of: settings.metric)),
      values: values,
      table: table.text + "\nmacro-F1 \(percent(scores.macroF1)), exactly right "
        + percent(scores.accuracy))
  }

  private func percent(_ value: Double) -> String { String(format: "%.2f", value * 100) }

  /// `{"entities": [{"end", "labels": [{"label", "score"}], "start", "text"}], "id"?, "text"}` for each
  /// text; `label` and `score` where a mention has one type; null and `reason` where it cannot be asked.
  public func lines(_ answers: [[PredictedTypes]], _ corpus: MentionCorpus) throws -> [String] {
    let isSingle = labels.problemType == .singleLabelClassification
    return try zip(corpus.texts, answers).map { text, answers in
      try AnswerLine.text(
        TypingLine(
          id: text.identifier, text: text.text,
          entities: zip(text.mentions, answers).map { mention, answer in
            .init(mention, of: text, answer, isSingle: isSingle)
          }))
    }
  }
}

extension EntityTypingTask: MarkedTextTask {
  static func settingsWithoutEntities(_ settings: Settings) -> Settings {
    var settings = settings
    settings.maximumMentionLength = .max
    return settings
  }

  func classTargets(_ features: [TypingFeature]) -> ClassificationTargets { targets(features) }
}

extension TypingFeature: MarkedTextFeature {}
