extension Tokenizer {
  /// The text of ids: that of `decode` of Hugging Face's tokenizers.
  ///
  /// A byte-level tokenizer gives back the text that it read, but for a space that it put before it. Of
  /// WordPiece case, accents and the number of spaces may be lost; spaces before `.`, `?`, `!` and `,` are
  /// left out. Ids that no token has give no text.
  /// - Parameters:
  ///   - ids: rows of the vocabulary.
  ///   - skippingSpecialTokens: whether marks for the model, such as `<s>` and `[SEP]`, are left out.
  public func decode(_ ids: [Int32], skippingSpecialTokens: Bool = false) -> String {
    let tokens = ids.compactMap { id -> SpelledToken? in
      guard let token = token(id: id) else { return nil }
      let added = addedTokens[id]
      if skippingSpecialTokens, added?.isSpecial == true { return nil }
      return SpelledToken(spelling: token, isAdded: added != nil)
    }
    return encoder.pipeline.decoder.text(of: tokens)
  }
}
