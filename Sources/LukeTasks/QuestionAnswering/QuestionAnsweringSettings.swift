import LukeSettings

/// The settings of extractive question answering as a recipe gives them.
///
/// The defaults are those of transformers' `run_qa.py`, with the longest question of LUKE's authors.
public struct QuestionAnsweringSettings: Hashable, Sendable {
  /// Whether questions may have no answer in their context.
  public var mayBeUnanswerable = false
  /// By how much the score of no answer must exceed that of the best answer.
  public var noAnswerThreshold = 0.0
  /// The most subwords of a pass: question, context and special tokens.
  public var maximumLength = 384
  /// The most subwords of a question; what is more is cut off.
  public var maximumQuestionLength = 64
  /// How many subwords of a context two windows that follow one another have in common.
  ///
  /// Nil lets a run choose it by the training files.
  public var stride: Int?
  /// The most subwords of an answer.
  public var maximumAnswerLength = 30
  /// How many of the likeliest starts and ends of each window, and of the answers made of them, are looked
  /// at.
  public var bestCount = 20
  /// How many of the likeliest answers predictions list; none are listed for 0.
  public var candidateCount = 0
  /// Mentions that are fed as entities; nil for none.
  public var entities: MentionSettings?
  /// Whose rules scores follow; nil goes by the data.
  public var scoring: AnswerScoring?
  /// The language of answers, where it matters to the rules; nil goes by the names of files.
  public var language: AnswerLanguage?
  /// The score that decides which model is best.
  public var metric = AnswerMetric.f1

  /// Settings with every default.
  public init() {}

  /// What windows have in common where nothing is chosen: that of `run_qa.py`, or half of what the longest
  /// question and three or four special tokens leave.
  var strideRead: Int {
    stride ?? Self.stride(ofRoom: maximumLength - maximumQuestionLength - 4)
  }

  /// What windows of so many subwords have in common where the recipe is silent.
  static func stride(ofRoom room: Int) -> Int { min(128, max(0, room / 2)) }
}

/// A score of answers that can decide which model is best.
public enum AnswerMetric: String, Hashable, Sendable, CaseIterable {
  /// What answers and gold have in common.
  case f1
  /// The share of answers that are equal to one of the gold.
  case exactMatch = "exact_match"
}

extension QuestionAnsweringSettings: Settings {
  /// What the section is about.
  public static var summary: String { "Where in a text the answer to a question stands." }

  /// The keys.
  public static var fields: [SettingsField<QuestionAnsweringSettings>] {
    let length = SettingsKind<Int>.integer(atLeast: 1, atMost: 1_000_000)
    return [
      SettingsField(
        "unanswerable", \.mayBeUnanswerable, .bool,
        "Whether questions may have no answer in their context, as SQuAD 2.0 has it; false always answers."
      ),
      SettingsField(
        "no_answer_threshold", \.noAnswerThreshold, .number(atLeast: -1000),
        "By how much the score of no answer must exceed that of the best answer for none to be given."
      ),
      SettingsField(
        "max_length", \.maximumLength, .integer(atLeast: 8, atMost: 1_000_000),
        "The most subwords of one pass: question, context and special tokens; longer contexts are read in "
          + "several windows."),
      SettingsField(
        "max_question_length", \.maximumQuestionLength, length,
        "The most subwords of a question, whose others are cut off."),
      SettingsField(
        "stride", \.stride, .optional(.integer(atLeast: 0, atMost: 1_000_000)),
        "How many subwords of a context a window has in common with the one before; null takes 128, or half "
          + "of what the longest question leaves of max_length where that is less."),
      SettingsField(
        "max_answer_length", \.maximumAnswerLength, length, "The most subwords of an answer."),
      SettingsField(
        "n_best", \.bestCount, length,
        "How many of the likeliest starts and ends of a window answers are made of, and how many answers "
          + "probabilities are shared among."),
      SettingsField(
        "candidates", \.candidateCount, .integer(atLeast: 0, atMost: 1_000_000),
        "How many of the likeliest answers predict lists beside the best, at most n_best; 0 lists none."
      ),
      .entities(\.entities),
      SettingsField(
        "scoring", \.scoring, .optional(.choice),
        "Whose rules compare answers: those of SQuAD, MLQA or CMRC 2018; null goes by the data."),
      SettingsField(
        "language", \.language, .optional(.choice),
        "The language of answers for MLQA's rules; null goes by the names of files, and is en where they "
          + "name none."),
      SettingsField(
        "metric", \.metric, .choice, "The score that decides which model is best."),
    ]
  }
}
