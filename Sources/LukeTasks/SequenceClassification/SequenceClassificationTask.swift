public import LukeAutodiff
public import LukeData
public import LukeModel
public import LukeText

/// Sequence classification: the class, the classes or the score of a text, or of two texts.
///
/// Without entities, as transformers' `LukeForSequenceClassification` is used for GLUE, or with the mentions
/// that a dictionary links.
public struct SequenceClassificationTask: FineTuningTask {
  /// The encoder with a classifier of its pooled first word.
  public typealias Model = LukeForSequenceClassification

  /// `sequence-classification`.
  public static let kind = "sequence-classification"
  /// The task itself.
  public static func withoutEntities(
    _ settings: Settings
  ) -> (any FineTuningTask<Settings, Data>.Type)? { Self.self }

  private let settings: SequenceClassificationSettings
  let labels: LabelSet
  private let builder: TextFeatureBuilder

  /// Sets the task up for a tokenizer and classes.
  public init(
    _ settings: SequenceClassificationSettings, _ vocabulary: TaskVocabulary, labels: LabelSet
  ) throws {
    self.settings = settings
    self.labels = labels
    builder = TextFeatureBuilder(
      vocabulary.tokenizer, maximumLength: settings.maximumLength, labels: labels,
      linker: try MentionLinker(settings.entities, vocabulary))
  }

  /// Whether texts have a class, classes or a score.
  var problemType: ProblemType? { labels.problemType }

  // MARK: Data

  /// Reads texts, or pairs of them.
  public static func read(
    _ source: SourceText, _ data: TextDataSettings, requiresLabels: Bool
  ) throws -> TextCorpus {
    var options = data.options
    options.requiresLabels = requiresLabels
    return try TextDataReader.read(source, options)
  }

  /// Where the model reads single texts a tab in a line of text is a part of it.
  public static func dataToAnswer(
    _ data: TextDataSettings, _ settings: SequenceClassificationSettings
  ) -> TextDataSettings {
    var data = data
    data.partsLinesAtTabs = settings.hasPairs != false
    return data
  }

  /// The file, its examples and labels, and its format.
  public static func describe(_ corpus: TextCorpus) -> String {
    let scores = SequenceLabels.areScores([corpus]) ? overview(of: corpus).scores : nil
    return "\(corpus.file): \(counted(corpus.examples.count, "example")), "
      + (scores?.text ?? counted(Set(corpus.labels).count, "label")) + "; " + corpus.layout
  }

  /// `entities`.
  public static var mentions: WritableKeyPath<SequenceClassificationSettings, MentionSettings?>? {
    \.entities
  }

  /// The most subwords of a text.
  public static func maximumLength(_ settings: SequenceClassificationSettings) -> Int {
    settings.maximumLength
  }

  /// The classes of the training data; one column where texts are given scores.
  public static func labels(
    in corpora: [TextCorpus], _ settings: SequenceClassificationSettings
  ) throws -> LabelSet {
    let problemType = SequenceLabels.problemType(corpora, settings)
    if settings.problemType == nil, settings.labels == nil, problemType != .multiLabelClassification
    {
      try LabelNumbers(corpora).throwIfMixed()
    }
    switch problemType {
    case .regression:
      try SequenceLabels.checkScores(corpora)
      return LabelSet([SequenceLabels.score], problemType: problemType)
    case .singleLabelClassification: try SequenceLabels.checkSingle(corpora)
    case .multiLabelClassification: break
    }
    var choice = LabelChoice()
    for example in corpora.flatMap(\.examples) { choice.add(example.labels, at: example.location) }
    return try choice.labels(
      given: settings.labels, files: corpora.map(\.file), what: "two labels",
      problemType: problemType,
      remedy: "; data.same_labels takes a label for another one that means the same")
  }

  /// What the labels are taken for where the recipe does not say.
  public static func warnings(
    about corpora: [TextCorpus], _ settings: SequenceClassificationSettings
  ) -> [String] {
    guard settings.problemType == nil else { return [] }
    switch SequenceLabels.problemType(corpora, settings) {
    case .regression: return []
    case .multiLabelClassification:
      return [
        "the labels are lists, any number of which may hold (task.problem_type "
          + "\"multi_label_classification\")"
      ]
    case .singleLabelClassification:
      let labels = Set(corpora.flatMap(\.labels))
      guard labels.count > 5, labels.allSatisfy({ Int($0) != nil }) else { return [] }
      return [
        "the labels are \(labels.count) whole numbers and are learned as classes; task.problem_type "
          + "\"regression\" takes them for scores"
      ]
    }
  }

  /// That labels are scores, where the recipe does not say what they are.
  public static func notes(
    about corpora: [TextCorpus], _ settings: SequenceClassificationSettings
  ) -> [String] {
    guard settings.problemType == nil,
      SequenceLabels.problemType(corpora, settings) == .regression
    else { return [] }
    return [
      "the labels are numbers with fractions and are learned as scores; task.problem_type "
        + "\"single_label_classification\" takes them for classes"
    ]
  }

  /// The classes of each text; none where texts have scores, or the classes are given.
  public static func labelCounts(
    in corpus: TextCorpus, _ settings: SequenceClassificationSettings
  ) -> [String: Int] {
    let areScores = SequenceLabels.problemType([corpus], settings) == .regression
    return areScores || settings.labels != nil ? [:] : [String: Int](counting: corpus.labels)
  }

  /// A key of the data.
  public static func remedy(forTaking label: String, as other: String) -> String {
    "data.same_labels, such as {\"\(label)\": \"\(other)\"}, takes them for one"
  }

  /// Refuses labels that are no scores where the model gives scores, and lists where it gives one class.
  public static func check(_ corpora: [TextCorpus], against labels: LabelSet) throws(DataError) {
    switch labels.problemType {
    case .regression: try SequenceLabels.checkScores(corpora)
    case .singleLabelClassification, nil: try SequenceLabels.checkSingle(corpora)
    case .multiLabelClassification: break
    }
  }

  /// Whether pairs are read, by what the training data are: answers to other data are held against it.
  public static func choose(
    _ settings: inout SequenceClassificationSettings, for corpora: [TextCorpus],
    _ tokenizer: Tokenizer
  ) -> [(key: String, reason: String)] {
    guard settings.hasPairs == nil, let pairs = TextPairs.areIn(corpora) else { return [] }
    settings.hasPairs = pairs
    return [("pairs", "every training example is \(pairs ? "two texts" : "one text")")]
  }

  /// Refuses single texts where pairs are read, and pairs where single texts are.
  public func check(_ corpus: TextCorpus) throws(DataError) {
    try TextPairs.check(corpus, settings.hasPairs)
  }

  /// One pass for each example that is not blank.
  public func features(of corpus: TextCorpus) -> TaskFeatures<TextFeature> {
    builder.features(of: corpus)
  }

  // MARK: Model

  /// Packed texts.
  public func input(_ features: [TextFeature], paddingID: Int) -> PackedBatch {
    PackedBatch(features.map(\.example), paddingID: paddingID)
  }

  /// The class, the classes or the score of each text.
  public func targets(_ features: [TextFeature]) -> ClassificationTargets {
    switch labels.problemType {
    case .regression: return .numbers(features.map { Float($0.score ?? .nan) })
    case .multiLabelClassification:
      return .indicators(
        features.flatMap { feature in
          labels.names.indices.map { feature.classes.contains(Int32($0)) ? 1 : 0 }
        })
    case .singleLabelClassification, nil:
      return .classes(features.map { $0.classes.first ?? -100 })
    }
  }

  /// Class weights, label smoothing and focal loss, where there are classes.
  public var lossOptions: CrossEntropyOptions {
    labels.problemType == .regression ? .plain : settings.loss.options(labels)
  }

  /// Subwords and entities.
  public func size(of feature: TextFeature) -> (words: Int, entities: Int) {
    (feature.example.wordIDs.count, feature.example.entityIDs.count)
  }

  /// Where the example begins.
  public static func location(of feature: TextFeature, in corpus: TextCorpus) -> SourceLocation {
    corpus.examples[feature.index].location
  }

  /// Labels for each example.
  public func traceable(_ features: [TextFeature]) -> TraceableBatch {
    TraceableBatch(features.map(\.example), [.targets(targets(features), examples: features.count)])
  }

  // MARK: Answers

  /// The class, the classes or the score of each text; blank ones have a reason instead.
  public func answers(
    _ corpus: TextCorpus, _ features: [TextFeature], outputs: [[Float]]
  ) -> [PredictedText] {
    let decoder = SequenceDecoder(labels: labels, threshold: settings.threshold)
    var answers = [PredictedText](
      repeating: PredictedText(noneBecause: "the text is blank"), count: corpus.examples.count)
    for (feature, output) in zip(features, outputs) {
      answers[feature.index] = decoder.answer(output)
    }
    return answers
  }

  /// Accuracy, F1, Matthews' correlation, or the correlations of scores.
  public func score(
    _ answered: [(answers: [PredictedText], corpus: TextCorpus)]
  ) -> TaskScores { SequenceScoring(settings: settings, labels: labels).score(answered) }

  /// `{"id"?, "label", "score", "second_text"?, "text"}` for each example.
  ///
  /// There are `labels` with label and score where there may be several, and `score` alone where texts are given
  /// scores. A text without an answer has null for it, and `reason`.
  public func lines(_ answers: [PredictedText], _ corpus: TextCorpus) throws -> [String] {
    try zip(corpus.examples, answers).map { example, answer in
      try AnswerLine.text(TextLine(example, answer, labels.problemType))
    }
  }
}
