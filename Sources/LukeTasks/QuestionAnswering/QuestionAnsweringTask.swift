public import LukeData
public import LukeModel

/// Extractive question answering: where in a text the answer to a question stands, if it does.
///
/// Without entities, as transformers' `LukeForQuestionAnswering` is used with `run_qa.py`, or with the mentions
/// that a dictionary links. Texts that are too long for one pass are read in windows.
public struct QuestionAnsweringTask: FineTuningTask {
  /// The encoder with a score of each word as start and as end.
  public typealias Model = LukeForQuestionAnswering

  /// `extractive-question-answering`.
  public static let kind = "extractive-question-answering"
  /// The task itself.
  public static func withoutEntities(
    _ settings: Settings
  ) -> (any FineTuningTask<Settings, Data>.Type)? { Self.self }

  private let settings: QuestionAnsweringSettings
  private let builder: QuestionFeatureBuilder

  /// Sets the task up for a tokenizer; there are no classes.
  public init(
    _ settings: QuestionAnsweringSettings, _ vocabulary: TaskVocabulary, labels: LabelSet
  ) throws {
    self.settings = settings
    builder = QuestionFeatureBuilder(
      vocabulary.tokenizer, settings: settings,
      linker: try MentionLinker(settings.entities, vocabulary))
  }

  // MARK: Data

  /// Reads questions about texts.
  public static func read(
    _ source: SourceText, _ data: QuestionDataSettings, requiresLabels: Bool
  ) throws -> QuestionCorpus {
    var options = data.options
    options.requiresLabels = requiresLabels
    return try QuestionDataReader.read(source, options)
  }

  /// The file, its questions and texts, how many have no answer, and its format.
  public static func describe(_ corpus: QuestionCorpus) -> String {
    let none = corpus.unanswerableCount
    return "\(corpus.file): \(counted(corpus.examples.count, "question")) about "
      + counted(corpus.contextCount, "text") + (none > 0 ? ", \(none) without an answer" : "")
      + "; \(corpus.layout)"
  }

  /// `entities`.
  public static var mentions: WritableKeyPath<QuestionAnsweringSettings, MentionSettings?>? {
    \.entities
  }

  /// The most subwords of a question with a window.
  public static func maximumLength(_ settings: QuestionAnsweringSettings) -> Int {
    settings.maximumLength
  }

  /// None: answers are no classes.
  public static func labels(
    in corpora: [QuestionCorpus], _ settings: QuestionAnsweringSettings
  ) throws -> LabelSet { LabelSet([]) }

  /// Questions without an answer that is always given, and the other way round.
  public static func warnings(
    about corpora: [QuestionCorpus], _ settings: QuestionAnsweringSettings
  ) -> [String] {
    let none = corpora.reduce(0) { $0 + $1.unanswerableCount }
    if none > 0, !settings.mayBeUnanswerable {
      return [
        "\(counted(none, "question has", plural: "questions have")) no answer, but one is always given; "
          + "task.unanswerable true gives none where that is likelier"
      ]
    }
    if none == 0, settings.mayBeUnanswerable {
      return [
        "every question has an answer: that there may be none (task.unanswerable) is learned only from "
          + "windows of long texts"
      ]
    }
    return []
  }

  /// One pass for each window of each question.
  public func features(of corpus: QuestionCorpus) -> TaskFeatures<QuestionFeature> {
    builder.features(of: corpus)
  }

  // MARK: Model

  /// Packed questions with their windows.
  public func input(_ features: [QuestionFeature], paddingID: Int) -> PackedBatch {
    PackedBatch(features.map(\.example), paddingID: paddingID)
  }

  /// The first and the last word of each answer.
  public func targets(_ features: [QuestionFeature]) -> LukeForQuestionAnswering.Targets {
    var words: [Range<Int>] = []
    for feature in features {
      let start = words.last?.upperBound ?? 0
      words.append(start..<start + feature.example.wordIDs.count)
    }
    return LukeForQuestionAnswering.Targets(
      words: words, starts: features.map(\.positions.start), ends: features.map(\.positions.end))
  }

  /// Windows of which something is known.
  public func targetCount(_ features: [QuestionFeature]) -> Int {
    features.count { $0.target != .unknown }
  }

  /// A row for each word.
  public func rows(of feature: QuestionFeature) -> Int { feature.example.wordIDs.count }

  /// Subwords of question and window, and entities.
  public func size(of feature: QuestionFeature) -> (words: Int, entities: Int) {
    (feature.example.wordIDs.count, feature.example.entityIDs.count)
  }

  /// Where the question begins.
  public static func location(
    of feature: QuestionFeature, in corpus: QuestionCorpus
  ) -> SourceLocation { corpus.examples[feature.index].location }

  /// Starts and ends for each window.
  public func traceable(_ features: [QuestionFeature]) -> TraceableBatch {
    TraceableBatch(
      features.map(\.example),
      TraceableBatch.Argument.answers(
        starts: features.map(\.positions.start), ends: features.map(\.positions.end)))
  }

  // MARK: Answers

  /// The answer to each question.
  public func answers(
    _ corpus: QuestionCorpus, _ features: [QuestionFeature], outputs: [[Float]]
  ) -> [PredictedAnswer] {
    let decoder = AnswerDecoder(settings)
    var windows = [[AnswerDecoder.Window]](repeating: [], count: corpus.examples.count)
    for (feature, logits) in zip(features, outputs) {
      windows[feature.index].append((feature, logits))
    }
    return zip(corpus.examples, windows).map { example, windows in
      windows.isEmpty
        ? PredictedAnswer(noneBecause: builder.reasonForNone(example) ?? "the context is blank")
        : decoder.answer(windows, context: example.context)
    }
  }

  /// Exact match and F1, by the rules of each file.
  public func score(
    _ answered: [(answers: [PredictedAnswer], corpus: QuestionCorpus)]
  ) -> TaskScores {
    var scores = AnswerScores()
    var rules: [String] = []
    for (answers, corpus) in answered {
      let (comparison, name) = comparison(for: corpus)
      if !rules.contains(name) { rules.append(name) }
      for (example, answer) in zip(corpus.examples, answers) {
        guard let gold = example.answers?.map(\.text) else { continue }
        scores.add(
          comparison.best(answer.answer?.text ?? "", gold: gold), hasAnswer: !gold.isEmpty,
          best: comparison.best(answer.candidates.first?.text ?? "", gold: gold),
          margin: answer.noAnswerMargin.map(Double.init) ?? 0)
      }
    }
    return scores.scores(settings.metric, rules: rules.joined(separator: " and "))
  }

  func comparison(
    for corpus: QuestionCorpus
  ) -> (comparison: AnswerComparison, name: String) {
    let scoring = settings.scoring ?? AnswerScoring.usual(for: corpus)
    let language = settings.language ?? AnswerLanguage.named(in: corpus.file) ?? .english
    let allowsNone = settings.mayBeUnanswerable || corpus.unanswerableCount > 0
    var name = scoring.title + " rules"
    if scoring == .squad, allowsNone { name = "SQuAD 2.0's rules" }
    if scoring == .mlqa { name += " for \(language.rawValue)" }
    let key = settings.scoring == nil ? " (task.scoring)" : ""
    return (
      AnswerComparison(scoring, language: language, mayBeUnanswerable: allowsNone), name + key
    )
  }

  /// `{"answer", "candidates"?, "context", "end", "id"?, "no_answer_score"?, "question", "reason"?, "score",
  /// "start"}` for each question; offsets count Unicode scalars of the context, and are null as the answer is
  /// where there is none, for which `reason` says why.
  public func lines(_ answers: [PredictedAnswer], _ corpus: QuestionCorpus) throws -> [String] {
    try zip(corpus.examples, answers).map { example, answer in
      try AnswerLine.text(QuestionLine(example, answer, candidateCount: settings.candidateCount))
    }
  }
}
