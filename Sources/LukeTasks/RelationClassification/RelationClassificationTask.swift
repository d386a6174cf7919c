public import LukeData
public import LukeModel

/// Relation classification: markers around head and tail, a masked entity over each.
///
/// Source: Yamada and others, 2020, section 4.2.
public struct RelationClassificationTask: FineTuningTask {
  /// The encoder with a classifier of pairs.
  public typealias Model = LukeForEntityPairClassification

  /// `relation-classification`.
  public static let kind = "relation-classification"
  /// The markers around head and tail; the authors start them from "@" and "#".
  public static let markers = zip(RelationFeatureBuilder.markers, ["@", "#"]).map {
    TaskMarker(token: $0, initialToken: $1)
  }

  /// The sentence head over the marked text.
  public static func withoutEntities(
    _ settings: Settings
  ) -> (any FineTuningTask<Settings, Data>.Type)? { MarkedWordsTask<Self>.self }
  /// How long the mentions of entities are.
  public static func keysOfEntities(_ settings: Settings) -> [String] { ["max_mention_length"] }

  private let settings: RelationClassificationSettings
  private let builder: RelationFeatureBuilder
  private let labels: LabelSet

  /// Sets the task up for a tokenizer, entities and classes.
  public init(
    _ settings: RelationClassificationSettings, _ vocabulary: TaskVocabulary, labels: LabelSet
  ) throws {
    self.settings = settings
    self.labels = labels
    builder = try RelationFeatureBuilder(
      settings: settings, tokenizer: vocabulary.tokenizer, labels: labels,
      maskEntityID: vocabulary.maskEntityID, secondMaskEntityID: vocabulary.secondMaskEntityID)
  }

  /// The relation that is none.
  var negativeLabel: String { settings.negativeLabel }

  // MARK: Data

  /// Yes.
  public static var takesFolders: Bool { true }

  /// Reads texts with two spans.
  public static func read(
    _ source: SourceText, _ data: RelationDataSettings, requiresLabels: Bool
  ) throws -> RelationCorpus {
    var options = data.options
    options.requiresLabels = requiresLabels
    return try RelationDataReader.read(source, options)
  }

  /// The file, its examples and relations, and its format.
  public static func describe(_ corpus: RelationCorpus) -> String {
    "\(corpus.file): \(counted(corpus.examples.count, "example")), "
      + counted(corpus.labels.count, "relation") + "; "
      + corpus.layout
  }

  /// The most subwords of a text.
  public static func maximumLength(_ settings: RelationClassificationSettings) -> Int {
    settings.maximumLength
  }

  /// The relations of the training data, the negative one first.
  public static func labels(
    in corpora: [RelationCorpus], _ settings: RelationClassificationSettings
  ) throws -> LabelSet {
    try .relations(in: corpora, negativeLabel: settings.negativeLabel)
  }

  /// Whether the negative label is none of the training data's.
  public static func warnings(
    about corpora: [RelationCorpus], _ settings: RelationClassificationSettings
  ) -> [String] {
    let labels = Set(corpora.flatMap(\.labels))
    if labels.contains(settings.negativeLabel) { return [] }
    let likely = NegativeLabels.likely(among: labels).map { "\"\($0)\"" }
    let candidates = likely.isEmpty ? "one of the labels" : likely.joined(separator: " or ")
    return [
      "no training example has the label \"\(settings.negativeLabel)\" (task.negative_label), so "
        + "micro-F1 and macro-F1 count every label; if \(candidates) means no relation, set "
        + "task.negative_label to it"
    ]
  }

  /// The relation of each example.
  public static func labelCounts(
    in corpus: RelationCorpus, _ settings: RelationClassificationSettings
  ) -> [String: Int] { corpus.relationCounts }

  /// Refuses relations without a direction where the model tells two directions apart.
  public static func check(
    _ corpora: [RelationCorpus], against labels: LabelSet
  ) throws(DataError) {
    for corpus in corpora { try DirectedRelation.check(corpus, against: labels) }
  }

  /// One pass for each example.
  public func features(of corpus: RelationCorpus) -> TaskFeatures<RelationFeature> {
    let result = builder.features(of: corpus)
    var notes: [String] = []
    if result.cutExampleCount > 0 {
      notes.append(
        "\(corpus.file): \(counted(result.cutExampleCount, "text is", plural: "texts are")) longer "
          + "than task.max_length and lost words away from the two spans")
    }
    if result.longSpanCount > 0 {
      let limit = settings.maximumMentionLength
      notes.append(
        "\(corpus.file): \(counted(result.longSpanCount, "span has", plural: "spans have")) more "
          + "subwords than task.max_mention_length, \(limit), of which the first \(limit) give the "
          + "entity's position")
    }
    if result.unaskedCount > 0 {
      let examples = counted(result.unaskedCount, "example")
      notes.append(
        "\(corpus.file): \(examples) cannot be asked: not trained on, answered with null and the "
          + "reason, missed in scores")
    }
    return TaskFeatures(
      features: result.features, unreachable: result.unreachable, notes: notes,
      unaskedCount: result.unaskedCount, exampleCount: corpus.examples.count)
  }

  // MARK: Model

  /// Packed features, whose first two entities are head and tail.
  public func input(_ features: [RelationFeature], paddingID: Int) -> PackedBatch {
    PackedBatch(features.map(\.example), paddingID: paddingID)
  }

  /// The class of each example.
  public func targets(_ features: [RelationFeature]) -> [Int32] { features.map(\.label) }

  /// One.
  public func rows(of feature: RelationFeature) -> Int { 1 }

  /// Subwords, and two entities.
  public func size(of feature: RelationFeature) -> (words: Int, entities: Int) {
    (feature.example.wordIDs.count, feature.example.entityIDs.count)
  }

  /// Where the text begins.
  public static func location(
    of feature: RelationFeature, in corpus: RelationCorpus
  ) -> SourceLocation { corpus.examples[feature.index].location }

  /// A label for each example.
  public func traceable(_ features: [RelationFeature]) -> TraceableBatch {
    TraceableBatch(features.map(\.example), [.exampleLabels(features.map(\.label))])
  }

  // MARK: Answers

  /// The relation of each example.
  public func answers(
    _ corpus: RelationCorpus, _ features: [RelationFeature], outputs: [[Float]]
  ) -> [PredictedRelation] {
    var decoder = RelationDecoder(labels: labels, exampleCount: corpus.examples.count)
    for (feature, logits) in zip(features, outputs) { decoder.add(feature, logits: logits) }
    return decoder.relations { builder.reasonForNone(corpus.examples[$0]) }
  }

  /// Micro-F1, SemEval's directed macro-F1, macro-F1 of all relations, accuracy, and the scores of each relation.
  public func score(
    _ answered: [(answers: [PredictedRelation], corpus: RelationCorpus)]
  ) -> TaskScores {
    let gold = answered.flatMap(\.corpus.examples).map { $0.relation ?? settings.negativeLabel }
    let predicted = answered.flatMap(\.answers).map(\.label)
    let scores = RelationScores(
      gold: gold, predicted: predicted, negativeLabel: settings.negativeLabel)
    var table = ScoreTable()
    // Where there is no such label every one counts.
    let isWithout = (gold + predicted).contains(settings.negativeLabel)
    table.add(
      "micro average" + (isWithout ? " without \(settings.negativeLabel)" : ""), scores.micro)
    var values = scores.micro.values("micro_")
    values.append(.init(name: "directed_macro_f1", value: scores.directedMacroF1))
    values += [
      .init(name: "macro_precision", value: scores.macroPrecision),
      .init(name: "macro_recall", value: scores.macroRecall),
      .init(name: "macro_f1", value: scores.macroF1),
    ]
    values.append(.init(name: "accuracy", value: scores.accuracy))
    for (label, counts) in scores.byLabel.sorted(by: { $0.key < $1.key }) {
      table.add(label, counts)
      values += counts.values(label + "/")
    }
    let summary =
      "directed macro-F1 \(percent(scores.directedMacroF1)), macro-F1 of all labels "
      + "\(percent(scores.macroF1)), accuracy \(percent(scores.accuracy))"
    return TaskScores(
      deciding: .init(name: settings.metric.rawValue, value: scores.value(of: settings.metric)),
      values: values, table: table.text + "\n" + summary)
  }

  private func percent(_ value: Double) -> String {
    "\((value * 10000).rounded() / 100)"
  }

  /// `{"head", "id"?, "relation", "score", "tail", "text"}` for each example; where there is no answer
  /// `relation` and `score` are null and `reason` says why, and so is a span that is none.
  ///
  /// Of texts with pairs one line for each, `{"id"?, "pairs": [{"head", "tail", "relation", "score"}], "text"}`.
  public func lines(_ answers: [PredictedRelation], _ corpus: RelationCorpus) throws -> [String] {
    if let texts = corpus.pairedTexts { return try PairLine.lines(texts, corpus, answers) }
    return try zip(corpus.examples, answers).map { example, answer in
      try AnswerLine.text(
        RelationLine(
          id: example.identifier, text: example.text, answer: RelationLine.Answer(example, answer)))
    }
  }
}

extension RelationClassificationTask: MarkedTextTask {
  static func settingsWithoutEntities(_ settings: Settings) -> Settings {
    var settings = settings
    settings.maximumMentionLength = .max
    return settings
  }

  func classTargets(_ features: [RelationFeature]) -> ClassificationTargets {
    .classes(targets(features))
  }
}

extension RelationFeature: MarkedTextFeature {}
