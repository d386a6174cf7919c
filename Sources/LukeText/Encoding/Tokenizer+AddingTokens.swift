import Foundation

extension Tokenizer {
  /// A tokenizer with more special tokens, which follow the last id in the order given.
  ///
  /// Tokens that are there already keep their ids and make no difference. The files that say which
  /// tokens were added are brought up to date, so that `files` describes the new tokenizer.
  public func addingTokens(_ tokens: [String]) throws -> Tokenizer {
    var added: [AddedToken] = []
    for content in tokens where !content.isEmpty {
      let isNew = !added.contains { $0.content.utf8.elementsEqual(content.utf8) }
      guard isNew, !isAdded(content) else { continue }
      let id = self.id(token: content) ?? Int32(vocabularySize) + Int32(countOfNew(in: added))
      added.append(AddedToken(content: content, id: id))
    }
    guard !added.isEmpty else { return self }
    let files = try TokenizerFileEditor(tokenizer: self).files(adding: added)
    return try Tokenizer(files: files, origin: definition.origin)
  }

  private func isAdded(_ content: String) -> Bool {
    definition.addedTokens.contains { $0.content.utf8.elementsEqual(content.utf8) }
  }

  private func countOfNew(in added: [AddedToken]) -> Int {
    added.count { $0.id >= vocabularySize }
  }

  /// The files that make this tokenizer, by name: what a checkpoint stores and an export writes.
  ///
  /// Those it was read from, tokens added since included, and besides the files that transformers'
  /// slow tokenizers need (`vocab.json` and `merges.txt`, or `vocab.txt`) and a `tokenizer_config.json`
  /// that lists all added tokens, so that every reader finds the same ones.
  public var files: [String: Data] {
    TokenizerFileEditor(tokenizer: self).completeFiles()
  }
}
