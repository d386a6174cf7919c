public import LukeAutodiff
public import LukeData
public import LukeModel

/// Multiple choice: which of several choices answers a question or goes on with a text.
///
/// Without entities, as transformers' `LukeForMultipleChoice` is used. Questions may have different
/// numbers of choices.
public struct MultipleChoiceTask: FineTuningTask {
  /// The encoder with a score of each choice's pooled first word.
  public typealias Model = LukeForMultipleChoice

  /// `multiple-choice`.
  public static let kind = "multiple-choice"

  private let settings: MultipleChoiceSettings
  private let builder: ChoiceFeatureBuilder

  /// Sets the task up for a tokenizer; there are no classes.
  public init(
    _ settings: MultipleChoiceSettings, _ vocabulary: TaskVocabulary, labels: LabelSet
  ) throws {
    self.settings = settings
    builder = ChoiceFeatureBuilder(vocabulary.tokenizer, maximumLength: settings.maximumLength)
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

  /// The most subwords of a question with a choice.
  public static func maximumLength(_ settings: MultipleChoiceSettings) -> Int {
    settings.maximumLength
  }

  /// None: choices are no classes.
  public static func labels(
    in corpora: [ChoiceCorpus], _ settings: MultipleChoiceSettings
  ) throws -> LabelSet { LabelSet([]) }

  /// One pass for each question, with all its choices.
  public func features(of corpus: ChoiceCorpus) -> TaskFeatures<ChoiceFeature> {
    builder.features(of: corpus)
  }

  // MARK: Model

  /// Packed choices, those of a question one after the other.
  public func input(_ features: [ChoiceFeature], paddingID: Int) -> PackedBatch {
    PackedBatch(features.flatMap(\.choices), paddingID: paddingID)
  }

  /// The right choice of each question.
  public func targets(_ features: [ChoiceFeature]) -> LukeForMultipleChoice.Targets {
    LukeForMultipleChoice.Targets(
      choiceCounts: features.map(\.choices.count), labels: features.map(Self.label))
  }

  private static func label(_ feature: ChoiceFeature) -> Int32 { Int32(feature.answer ?? -100) }

  /// Questions with an answer.
  public func targetCount(_ features: [ChoiceFeature]) -> Int {
    features.count { $0.answer != nil }
  }

  /// Label smoothing and focal loss.
  public var lossOptions: CrossEntropyOptions { settings.loss.options }

  /// A row for each choice.
  public func rows(of feature: ChoiceFeature) -> Int { feature.choices.count }

  /// Subwords of all choices.
  public func size(of feature: ChoiceFeature) -> (words: Int, entities: Int) {
    (feature.choices.reduce(0) { $0 + $1.wordIDs.count }, 0)
  }

  /// Where the example begins.
  public static func location(of feature: ChoiceFeature, in corpus: ChoiceCorpus) -> SourceLocation
  {
    corpus.examples[feature.index].location
  }

  /// Labels for each question.
  ///
  /// transformers takes as many choices for each question: those with fewer have the first word of their
  /// first choice for each that is missing, and a trace another loss than the step.
  public func traceable(_ features: [ChoiceFeature]) -> TraceableBatch {
    let count = features.map(\.choices.count).max() ?? 1
    let choices = features.flatMap { feature in
      let empty = LukeExample(wordIDs: Array(feature.choices[0].wordIDs.prefix(1)))
      return feature.choices
        + [LukeExample](repeating: empty, count: count - feature.choices.count)
    }
    return TraceableBatch(
      choices, [.exampleLabels(features.map(Self.label))], choiceCount: count)
  }

  // MARK: Answers

  /// The choice for each question.
  public func answers(
    _ corpus: ChoiceCorpus, _ features: [ChoiceFeature], outputs: [[Float]]
  ) -> [PredictedChoice] { outputs.map(ChoiceDecoder.answer) }

  /// Accuracy.
  public func score(
    _ answered: [(answers: [PredictedChoice], corpus: ChoiceCorpus)]
  ) -> TaskScores {
    var scores = ChoiceScores()
    for (answers, corpus) in answered {
      for (example, answer) in zip(corpus.examples, answers) {
        scores.add(
          answer: example.answer, predicted: answer.index, choiceCount: example.choices.count)
      }
    }
    return scores.scores
  }

  /// `{"answer", "choices": [{"label"?, "score", "text"}], "context"?, "id"?, "index", "question"?,
  /// "score"}` for each question: `answer` is the name of the choice, such as `A`, or else its text, and
  /// `index` counts from 0.
  public func lines(_ answers: [PredictedChoice], _ corpus: ChoiceCorpus) throws -> [String] {
    try zip(corpus.examples, answers).map { example, answer in
      let best = example.choices[answer.index]
      return try AnswerLine.text(
        Line(
          id: example.identifier, context: example.context, question: example.question,
          answer: best.label ?? best.text, index: answer.index, score: answer.scores[answer.index],
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
    let answer: String
    let index: Int
    let score: Float
    let choices: [Choice]
  }
}
