public import LukeAutodiff
public import LukeData
public import LukeModel

/// Multiple choice: which of several choices answers a question or goes on with a text.
///
/// Without entities, as transformers' `LukeForMultipleChoice` is used, or with the mentions that a dictionary
/// links. Questions may have different
/// numbers of choices. Where any number of them may be right, as in MultiRC, each is judged by itself.
public struct MultipleChoiceTask: FineTuningTask {
  /// The encoder with a score of each choice's pooled first word.
  public typealias Model = LukeForMultipleChoice

  /// `multiple-choice`.
  public static let kind = "multiple-choice"
  /// The task itself.
  public static func withoutEntities(
    _ settings: Settings
  ) -> (any FineTuningTask<Settings, Data>.Type)? { Self.self }

  private let settings: MultipleChoiceSettings
  let hasSeveralAnswers: Bool
  private let builder: ChoiceFeatureBuilder

  /// Sets the task up for a tokenizer; there are no classes.
  public init(
    _ settings: MultipleChoiceSettings, _ vocabulary: TaskVocabulary, labels: LabelSet
  ) throws {
    self.settings = settings
    hasSeveralAnswers = labels.hasSeveralAnswers
    builder = ChoiceFeatureBuilder(
      vocabulary.tokenizer, maximumLength: settings.maximumLength,
      linker: try MentionLinker(settings.entities, vocabulary))
  }

  // MARK: Data

  /// Reads questions with choices.
  public static func read(
    _ source: SourceText, _ data: ChoiceDataSettings, requiresLabels: Bool
  ) throws -> ChoiceCorpus {
    var options = data.options
    options.requiresLabels = requiresLabels
    return try ChoiceDataReader.read(source, options)
  }

  /// The file, its questions and how many choices they have, and its format.
  public static func describe(_ corpus: ChoiceCorpus) -> String {
    let counts = corpus.examples.map(\.choices.count)
    let (least, most) = (counts.min() ?? 0, counts.max() ?? 0)
    let choices = least == most ? "\(most) choices each" : "\(least) to \(most) choices"
    return "\(corpus.file): \(counted(corpus.examples.count, "question")), \(choices); "
      + corpus.layout
  }

  /// `entities`.
  public static var mentions: WritableKeyPath<MultipleChoiceSettings, MentionSettings?>? {
    \.entities
  }

  /// The most subwords of a question with a choice.
  public static func maximumLength(_ settings: MultipleChoiceSettings) -> Int {
    settings.maximumLength
  }

  /// None, for choices are no classes; but whether one of a question is right or any number.
  public static func labels(
    in corpora: [ChoiceCorpus], _ settings: MultipleChoiceSettings
  ) throws -> LabelSet { try ChoiceAnswerCounts.labels(in: corpora, settings) }

  /// Whether choices are judged one by one because the data have lists of answers.
  public static func warnings(
    about corpora: [ChoiceCorpus], _ settings: MultipleChoiceSettings
  ) -> [String] {
    guard settings.hasSeveralAnswers == nil, corpora.contains(where: \.hasSeveralAnswers) else {
      return []
    }
    return [
      "any number of choices may be right, for answers are lists: each choice is judged by itself "
        + "(task.several_answers)"
    ]
  }

  /// Refuses questions that have not one right choice where the model takes one.
  public static func check(
    _ corpora: [ChoiceCorpus], against labels: LabelSet
  ) throws(DataError) {
    if !labels.hasSeveralAnswers { try ChoiceAnswerCounts.checkSingle(corpora) }
  }

  /// One pass for each question, with all its choices.
  public func features(of corpus: ChoiceCorpus) -> TaskFeatures<ChoiceFeature> {
    builder.features(of: corpus)
  }

  // MARK: Model

  /// Packed choices, those of a question one after the other.
  public func input(_ features: [ChoiceFeature], paddingID: Int) -> PackedBatch {
    PackedBatch(features.flatMap(\.choices), paddingID: paddingID)
  }

  /// The right choice of each question, or for each choice whether it is right.
  public func targets(_ features: [ChoiceFeature]) -> LukeForMultipleChoice.Targets {
    if hasSeveralAnswers {
      return LukeForMultipleChoice.Targets(
        choiceCounts: features.map(\.choices.count),
        indicators: features.flatMap { feature in
          feature.choices.indices.map { index -> Float in
            guard let answers = feature.answers else { return .nan }
            return answers.contains(Int32(index)) ? 1 : 0
          }
        })
    }
    return LukeForMultipleChoice.Targets(
      choiceCounts: features.map(\.choices.count), labels: features.map(Self.label))
  }

  private static func label(_ feature: ChoiceFeature) -> Int32 { Int32(feature.answer ?? -100) }

  /// Questions with an answer, or choices of which it is known whether they are right.
  public func targetCount(_ features: [ChoiceFeature]) -> Int {
    if hasSeveralAnswers {
      return features.reduce(0) { $0 + ($1.answers == nil ? 0 : $1.choices.count) }
    }
    return features.count { $0.answer != nil }
  }

  /// Label smoothing and focal loss.
  public var lossOptions: CrossEntropyOptions { settings.loss.options }

  /// A row for each choice.
  public func rows(of feature: ChoiceFeature) -> Int { feature.choices.count }

  /// Subwords and entities of all choices.
  public func size(of feature: ChoiceFeature) -> (words: Int, entities: Int) {
    (
      feature.choices.reduce(0) { $0 + $1.wordIDs.count },
      feature.choices.reduce(0) { $0 + $1.entityIDs.count }
    )
  }

  /// Where the example begins.
  public static func location(of feature: ChoiceFeature, in corpus: ChoiceCorpus) -> SourceLocation
  {
    corpus.examples[feature.index].location
  }

  /// Labels for each question.
  ///
  /// transformers takes as many choices for each question: those with fewer have the first word of their
  /// first choice for each that is missing, and a trace another loss than the step. Of choices that are judged
  /// one by one transformers has no loss: there are no labels then.
  public func traceable(_ features: [ChoiceFeature]) -> TraceableBatch {
    let count = features.map(\.choices.count).max() ?? 1
    let choices = features.flatMap { feature in
      let empty = LukeExample(wordIDs: Array(feature.choices[0].wordIDs.prefix(1)))
      return feature.choices
        + [LukeExample](repeating: empty, count: count - feature.choices.count)
    }
    return TraceableBatch(
      choices, hasSeveralAnswers ? [] : [.exampleLabels(features.map(Self.label))],
      choiceCount: count)
  }

  // MARK: Answers

  /// The choice for each question, or the choices.
  public func answers(
    _ corpus: ChoiceCorpus, _ features: [ChoiceFeature], outputs: [[Float]]
  ) -> [PredictedChoice] {
    outputs.map(hasSeveralAnswers ? ChoiceDecoder.answers : ChoiceDecoder.answer)
  }

  /// Accuracy; MultiRC's scores where any number of choices may be right.
  public func score(
    _ answered: [(answers: [PredictedChoice], corpus: ChoiceCorpus)]
  ) -> TaskScores {
    if hasSeveralAnswers {
      var scores = SeveralChoiceScores()
      for (answers, corpus) in answered {
        for (example, answer) in zip(corpus.examples, answers) {
          scores.add(
            answers: example.answers ?? example.answer.map { [$0] },
            predicted: answer.indices ?? [answer.index], choiceCount: example.choices.count)
        }
      }
      return scores.scores
    }
    var scores = ChoiceScores()
    for (answers, corpus) in answered {
      for (example, answer) in zip(corpus.examples, answers) {
        scores.add(
          answer: example.answer ?? example.answers?.first, predicted: answer.index,
          choiceCount: example.choices.count)
      }
    }
    return scores.scores
  }

  /// `{"answer", "choices": [{"label"?, "score", "text"}], "context"?, "id"?, "index", "question"?,
  /// "score"}` for each question: `answer` is the name of the choice, such as `A`, or else its text, and
  /// `index` counts from 0.
  ///
  /// Where any number of choices may be right, `answers` and `indices` are lists, and
  /// there is no `score` but those of the choices.
  public func lines(_ answers: [PredictedChoice], _ corpus: ChoiceCorpus) throws -> [String] {
    try zip(corpus.examples, answers).map { example, answer in
      let names = example.choices.map { $0.label ?? $0.text }
      let isSingle = answer.indices == nil
      return try AnswerLine.text(
        Line(
          id: example.identifier, context: example.context, question: example.question,
          answer: isSingle ? names[answer.index] : nil, index: isSingle ? answer.index : nil,
          score: isSingle ? answer.scores[answer.index] : nil,
          answers: answer.indices.map { $0.map { names[$0] } }, indices: answer.indices,
          choices: zip(example.choices, answer.scores).map {
            Line.Choice(label: $0.label, text: $0.text, score: $1)
          }))
    }
  }

  /// A line of predictions.
  private struct Line: Encodable {
    struct Choice: Encodable {
      let label: String?
      let text: String
      let score: Float
    }

    let id: RecordIdentifier?
    let context: String?
    let question: String?
    let answer: String?
    let index: Int?
    let score: Float?
    let answers: [String]?
    let indices: [Int]?
    let choices: [Choice]
  }
}
