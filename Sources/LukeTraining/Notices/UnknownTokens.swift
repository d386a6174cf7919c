/// Text that the tokenizer has no tokens for.
package enum UnknownTokens: NoticeKind {
  package static let name = "unknown_tokens"

  /// The share that is usual, at most.
  private static let usualShare = 0.05

  package static func text(before run: RunFacts) -> String? {
    guard let tokens = run.tokens, tokens.subwordCount > 0 else { return nil }
    let share = Double(tokens.unknownCount) / Double(tokens.subwordCount)
    guard share > usualShare else { return nil }
    return
      "\(NumberText.fixed(100 * share, 1)) % of the subwords of \(tokens.exampleCount) training "
      + "examples are unknown to the tokenizer, and all the same to the model; take a model (model.from, "
      + "model.tokenizer) of the language and the script of the data"
  }
}
