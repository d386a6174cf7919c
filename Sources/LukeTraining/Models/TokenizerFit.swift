import LukeCheckpoints
import LukeText

/// How a tokenizer that a recipe names goes with the weights that it is to feed.
///
/// Weights know words by their ids: under another tokenizer each word begins with the embedding of
/// some other, which training has to undo, and nothing else shows it.
enum TokenizerFit {
  /// What to say of the tokenizer in the folder that `model.tokenizer` names; at most one sentence.
  static func notes(_ tokenizer: Tokenizer, in folder: String, for model: ModelArchive) -> [String]
  {
    let advice = "leave model.tokenizer out to take the model's own"
    guard let own = try? model.storedTokenizer?.value else {
      let rows = model.configuration.vocabularySize
      // Tables may be filled up to a round number.
      guard tokenizer.vocabularySize * 10 < rows * 9 else { return [] }
      return [
        "model.tokenizer: \(folder) has \(tokenizer.vocabularySize) tokens, the word table of "
          + "\(model.origin) \(rows) rows; unless the weights were trained with it, words begin with "
          + "the embeddings of others"
      ]
    }
    let count = min(own.vocabularySize, tokenizer.vocabularySize)
    let others = (0..<Int32(count)).count { own.token(id: $0) != tokenizer.token(id: $0) }
    if others > 0 {
      return [
        "model.tokenizer: \(folder) is not the tokenizer that \(model.origin) was trained with: \(others) "
          + "of \(count) ids stand for other tokens, so words begin with the embeddings of others; \(advice)"
      ]
    }
    let sample = sample(own)
    if own.ids(of: sample) == tokenizer.ids(of: sample) { return [] }
    return [
      "model.tokenizer: \(folder) has the tokens of \(model.origin), but cuts text into others than the "
        + "tokenizer that it was trained with; \(advice)"
    ]
  }

  /// Text in which tokenizers differ that have the same tokens: capitals, accents, digits, pieces of words.
  private static func sample(_ tokenizer: Tokenizer) -> String {
    let step = max(1, tokenizer.vocabularySize / 300)
    let pieces = stride(from: 0, to: tokenizer.vocabularySize, by: step).compactMap {
      tokenizer.token(id: Int32($0))?.filter(\.isLetter)
    }
    return "The Übermut of 1,234 naïve Ångström-Units, isn't it? "
      + pieces.joined(separator: " ") + " " + pieces.joined()
  }
}
