extension BytePairModel {
  /// Builds the model's tables; throws when a merge uses a symbol that the vocabulary lacks.
  init(
    _ definition: TokenizerDefinition, _ options: TokenizerDefinition.BytePair
  ) throws(TokenizerError) {
    let vocabulary = definition.vocabulary
    let byteIDs = ByteAlphabet.characters.map { character in
      Unicode.Scalar(character).flatMap { vocabulary.value(of: String($0)) } ?? -1
    }
    var merges = PairTable(minimumCapacity: options.merges.count)
    for (rank, (left, right)) in options.merges.enumerated() {
      guard let leftID = vocabulary.value(of: left), let rightID = vocabulary.value(of: right),
        let merged = vocabulary.value(of: left + right)
      else {
        let missing = [left, right, left + right].first { vocabulary.value(of: $0) == nil } ?? ""
        throw .badContent(
          "\(definition.origin): merge \(rank + 1) (\(left) \(right)) needs \(missing), which the "
            + "vocabulary lacks")
      }
      merges.set(
        UInt64(rank) << 32 | UInt64(UInt32(bitPattern: merged)),
        first: UInt32(bitPattern: leftID), second: UInt32(bitPattern: rightID))
    }
    self.init(
      byteIDs: byteIDs, merges: merges, unknownID: options.unknown.flatMap(definition.id),
      fusesUnknown: options.fusesUnknown,
      wholeWords: options.takesWholeWordsFirst ? vocabulary : nil)
  }
}

extension WordPieceModel {
  /// Builds the model's tree.
  init(
    _ definition: TokenizerDefinition, _ options: TokenizerDefinition.WordPiece,
    unknownID: Int32
  ) {
    self.init(
      vocabulary: definition.vocabulary, continuationPrefix: options.continuationPrefix,
      unknownID: definition.id(of: options.unknown) ?? unknownID,
      maximumWordCount: options.maximumWordCount)
  }
}
