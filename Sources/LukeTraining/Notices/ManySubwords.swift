/// A tokenizer that cuts words to pieces, since it was made for another language.
package enum ManySubwords: NoticeKind {
  package static let name = "many_subwords"

  /// The subwords that a word has, at most, where tokenizer and language go together.
  private static let usualCount = 3.0
  /// The fewest words of which it is told.
  private static let fewestWords = 100

  package static func text(before run: RunFacts) -> String? {
    guard let tokens = run.tokens, tokens.wordCount >= fewestWords else { return nil }
    let count = Double(tokens.subwordCount) / Double(tokens.wordCount)
    guard count > usualCount else { return nil }
    return "the words of \(tokens.exampleCount) training examples have "
      + "\(NumberText.fixed(count, 1)) subwords on average, where 1 to 2 are usual: the tokenizer was "
      + "likely made for another language; a model (model.from) of the language of the data learns more "
      + "of it, in less time"
  }
}
