/// What of an answer counts by MLQA's rules, which differ from language to language.
///
/// Source: `mlqa_evaluation_v1.py` of MLQA's authors.
struct MLQANormalization: Sendable {
  private let language: AnswerLanguage
  private let words: AnswerNormalization

  init(_ language: AnswerLanguage) {
    self.language = language
    words = AnswerNormalization(
      articles: Set(Self.articles[language] ?? []), dropsAllPunctuation: true)
  }

  private static let articles: [AnswerLanguage: [String]] = [
    .english: ["a", "an", "the"],
    .spanish: ["un", "una", "unos", "unas", "el", "la", "los", "las"],
    .vietnamese: ["của", "là", "cái", "chiếc", "những"],
    .german: [
      "ein", "eine", "einen", "einem", "eines", "einer", "der", "die", "das", "den", "dem", "des",
    ],
  ]

  /// The words of an answer that count.
  func words(of answer: String) -> [[Unicode.Scalar]] {
    let scalars = words.scalars(of: answer)
    switch language {
    case .arabic: return PythonText.words(Self.withoutArabicArticles(scalars))
    case .chinese: return ChineseSegments.words(scalars, isAlone: { _ in false }, PythonText.words)
    default: return PythonText.words(words.withoutArticles(scalars))
    }
  }

  /// A space for every Arabic article, wherever it stands: the other half of the pattern of the authors,
  /// which has the start of the text behind a space, matches nothing.
  private static func withoutArabicArticles(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
    var (result, place): ([Unicode.Scalar], Int) = ([], 0)
    while place < scalars.count {
      if scalars[place] == "ا", place + 1 < scalars.count, scalars[place + 1] == "ل" {
        result.append(" ")
        place += 2
      } else {
        result.append(scalars[place])
        place += 1
      }
    }
    return result
  }
}

/// Cuts text into Chinese characters, each alone, and what is between them.
enum ChineseSegments {
  /// - Parameters:
  ///   - isAlone: whether another scalar stands alone, too.
  ///   - split: cuts what is between into words.
  static func words(
    _ scalars: [Unicode.Scalar], isAlone: (Unicode.Scalar) -> Bool,
    _ split: ([Unicode.Scalar]) -> [[Unicode.Scalar]]
  ) -> [[Unicode.Scalar]] {
    var words: [[Unicode.Scalar]] = []
    var between: [Unicode.Scalar] = []
    for scalar in scalars {
      guard (0x4E00...0x9FA5).contains(scalar.value) || isAlone(scalar) else {
        between.append(scalar)
        continue
      }
      if !between.isEmpty { words += split(between) }
      between = []
      words.append([scalar])
    }
    return between.isEmpty ? words : words + split(between)
  }
}
