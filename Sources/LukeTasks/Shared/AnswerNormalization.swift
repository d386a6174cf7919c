/// What of an answer counts: small letters, without punctuation, articles and more than one space.
///
/// Source: SQuAD's `evaluate-v1.1.py` and `evaluate-v2.0.py`, with Python's idea of letters and spaces.
package struct AnswerNormalization: Hashable, Sendable {
  /// The words that are left out.
  var articles: Set<[Unicode.Scalar]>
  /// Whether all of Unicode's punctuation is left out, or ASCII's alone.
  var dropsAllPunctuation: Bool

  init(articles: Set<String>, dropsAllPunctuation: Bool) {
    self.articles = Set(articles.map { Array($0.unicodeScalars) })
    self.dropsAllPunctuation = dropsAllPunctuation
  }

  /// English articles and ASCII's punctuation, as SQuAD's scripts have it.
  package static let squad = AnswerNormalization(
    articles: ["a", "an", "the"], dropsAllPunctuation: false)

  /// The words of an answer that count, in their order; two answers are the same where these are equal.
  package func words(of answer: String) -> [[Unicode.Scalar]] {
    PythonText.words(withoutArticles(scalars(of: answer)))
  }

  /// The small letters of an answer without punctuation.
  func scalars(of answer: String) -> [Unicode.Scalar] {
    PythonText.lowercased(answer).filter {
      !(dropsAllPunctuation ? PythonText.isPunctuation($0) : PythonText.isASCIIPunctuation($0))
    }
  }

  /// The scalars with a space for each article that stands between what is no letter.
  func withoutArticles(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
    var (result, place): ([Unicode.Scalar], Int) = ([], 0)
    while place < scalars.count {
      let start = place
      let isWord = PythonText.isWordScalar(scalars[start])
      while place < scalars.count, PythonText.isWordScalar(scalars[place]) == isWord { place += 1 }
      let run = Array(scalars[start..<place])
      result += isWord && articles.contains(run) ? [" "] : run
    }
    return result
  }
}
