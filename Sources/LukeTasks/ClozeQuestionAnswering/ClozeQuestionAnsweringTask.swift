public import LukeData
public import LukeModel

/// Cloze question answering: which of the entities of a passage fills the gap of a query, as in ReCoRD.
///
/// Source: Yamada and others, 2020, section 4.4, and the official examples/legacy/entity_span_qa.
public struct ClozeQuestionAnsweringTask: FineTuningTask {
  /// The encoder with a score of the gap beside each candidate.
  public typealias Model = LukeForEntitySpanQA

  /// `cloze-question-answering`.
  public static let kind = "cloze-question-answering"
  /// The tokens for highlights and the gap, and around candidates; the authors start them from "@", "#" and "*".
  public static let markers = zip(ClozeFeatureBuilder.markers, ["@", "#", "*"]).map {
    TaskMarker(token: $0, initialToken: $1)
  }

  /// That there is no class without entities.
  public static let reasonForEntities =
    "cloze-question-answering scores the entities of a passage, for which there is no plain class of transformers; "
    + "leave it out, or ask for the answer as extractive-question-answering"

  private let builder: ClozeFeatureBuilder

  /// Sets the task up for a tokenizer and entities; there are no classes.
  public init(
    _ settings: ClozeQuestionAnsweringSettings, _ vocabulary: TaskVocabulary, labels: LabelSet
  ) throws {
    builder = try ClozeFeatureBuilder(
      settings, vocabulary.tokenizer, maskEntityID: vocabulary.maskEntityID)
  }

  // MARK: Data

  /// Reads passages with questions.
  public static func read(
    _ source: SourceText, _ data: ClozeDataSettings, requiresLabels: Bool
  ) throws -> ClozeCorpus {
    try ClozeDataReader.read(source, data, requiresLabels: requiresLabels)
  }

  /// The file, its passages, questions and candidates, and its format.
  public static func describe(_ corpus: ClozeCorpus) -> String {
    let candidates = corpus.passages.reduce(0) { $0 + $1.candidates.count }
    return "\(corpus.file): \(counted(corpus.passages.count, "passage")), "
      + "\(counted(corpus.questionCount, "question")), "
      + "\(counted(candidates, "candidate")); \(corpus.layout)"
  }

  /// The most subwords of a query with a part of its passage.
  public static func maximumLength(_ settings: ClozeQuestionAnsweringSettings) -> Int {
    settings.maximumLength
  }

  /// None: candidates are no classes.
  public static func labels(
    in corpora: [ClozeCorpus], _ settings: ClozeQuestionAnsweringSettings
  ) throws -> LabelSet { LabelSet([]) }

  /// A pass for each part of the passage of each question.
  public func features(of corpus: ClozeCorpus) -> TaskFeatures<ClozeFeature> {
    builder.features(of: corpus)
  }

  // MARK: Model

  /// Packed queries with parts of passages.
  public func input(_ features: [ClozeFeature], paddingID: Int) -> PackedBatch {
    PackedBatch(features.map(\.example), paddingID: paddingID)
  }

  /// For each candidate whether it is right.
  public func targets(_ features: [ClozeFeature]) -> ClassificationTargets {
    .indicators(features.flatMap(\.labels).map { $0 < 0 ? .nan : Float($0) })
  }

  /// A row for each candidate.
  public func rows(of feature: ClozeFeature) -> Int { feature.labels.count }

  /// Subwords, and entities of the gap and the candidates.
  public func size(of feature: ClozeFeature) -> (words: Int, entities: Int) {
    (feature.example.wordIDs.count, feature.example.entityIDs.count)
  }

  /// Where the passage begins.
  public static func location(of feature: ClozeFeature, in corpus: ClozeCorpus) -> SourceLocation {
    corpus.passages[feature.passage].location
  }

  /// Labels for each candidate.
  public func traceable(_ features: [ClozeFeature]) -> TraceableBatch {
    TraceableBatch(features.map(\.example), [.candidateLabels(features.map(\.labels))])
  }

  // MARK: Answers

  /// The candidate for each question of each passage.
  public func answers(
    _ corpus: ClozeCorpus, _ features: [ClozeFeature], outputs: [[Float]]
  ) -> [[PredictedCandidate]] {
    var decoders = corpus.passages.map { _ in ClozeDecoder() }
    for (feature, logits) in zip(features, outputs) {
      decoders[feature.passage].add(feature, logits)
    }
    return zip(corpus.passages, decoders).map { passage, decoder in
      passage.questions.enumerated().map { index, question in
        decoder.answer(to: index, of: passage)
          ?? PredictedCandidate(noneBecause: builder.reasonForNone(question, of: passage))
      }
    }
  }

  /// Exact match and F1.
  public func score(
    _ answered: [(answers: [[PredictedCandidate]], corpus: ClozeCorpus)]
  ) -> TaskScores {
    var scores = ClozeScores()
    for (answers, corpus) in answered {
      for (passage, answers) in zip(corpus.passages, answers) {
        let candidates = passage.candidateTexts
        for (question, answer) in zip(passage.questions, answers) {
          scores.add(
            predicted: answer.text, answers: (question.answers ?? []).map(\.text),
            candidates: candidates)
        }
      }
    }
    return scores.scores
  }

  /// `{"answer", "end", "id"?, "query", "reason"?, "score", "start"}` for each question; null and `reason` where
  /// it cannot be asked.
  public func lines(_ answers: [[PredictedCandidate]], _ corpus: ClozeCorpus) throws -> [String] {
    try zip(corpus.passages, answers).flatMap { passage, answers in
      try zip(passage.questions, answers).map {
        try AnswerLine.text(ClozeLine(question: $0, answer: $1))
      }
    }
  }
}
