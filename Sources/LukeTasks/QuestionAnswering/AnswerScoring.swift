import LukeData

/// Whose rules say when two answers are the same, and what they have in common.
public enum AnswerScoring: String, Hashable, Sendable, CaseIterable {
  /// SQuAD's: words without English articles and ASCII's punctuation.
  case squad
  /// MLQA's: words without the articles of a language and all punctuation; in Chinese every character is a
  /// word.
  case mlqa
  /// CMRC 2018's: Chinese characters and the words between them, and their longest common run.
  case cmrc

  /// What it is called in tables.
  var title: String {
    switch self {
    case .squad: "SQuAD's"
    case .mlqa: "MLQA's"
    case .cmrc: "CMRC 2018's"
    }
  }

  /// The rules that go with a file: MLQA's are known by its name, CMRC 2018's by its layout or the names of
  /// its questions, and all else is scored by SQuAD's.
  package static func usual(for corpus: QuestionCorpus) -> AnswerScoring {
    let name = corpus.file.split(separator: "/").last.map(String.init) ?? ""
    if name.wholeMatch(of: /.*context-[a-z]{2}-question-[a-z]{2}.*/) != nil { return .mlqa }
    if corpus.format == .cmrc { return .cmrc }
    if case .text(let id) = corpus.examples.first?.identifier,
      id.wholeMatch(of: /(TRIAL|TRAIN|DEV|TEST|CHALLENGE)_\d+_QUERY_\d+/) != nil
    {
      return .cmrc
    }
    return .squad
  }
}

/// A language whose articles MLQA's rules know.
public enum AnswerLanguage: String, Hashable, Sendable, CaseIterable {
  /// English: a, an, the.
  case english = "en"
  /// Spanish: un, una, el, la and the like.
  case spanish = "es"
  /// Hindi, which has none.
  case hindi = "hi"
  /// Vietnamese: những, cái and the like.
  case vietnamese = "vi"
  /// German: ein, der and all their forms.
  case german = "de"
  /// Arabic: ال.
  case arabic = "ar"
  /// Chinese, which has none, and whose characters are words.
  case chinese = "zh"

  /// The language of the contexts of a file, as MLQA's and XQuAD's names have it; nil where its name has
  /// none.
  package static func named(in file: String) -> AnswerLanguage? {
    let name = file.split(separator: "/").last.map(String.init) ?? ""
    let found =
      name.firstMatch(of: /context-([a-z]{2})-/)?.1 ?? name.firstMatch(of: /\.([a-z]{2})\.json/)?.1
    return found.flatMap { AnswerLanguage(rawValue: String($0)) }
  }
}
