import LukeSystem

extension ByteLevelBPE {
  /// What of the vocabulary no text becomes, and which bytes it cannot spell.
  func notes(_ definition: TokenizerDefinition) -> [String] {
    var notes: [String] = []
    let unmade = unmadeTokens(definition)
    if !unmade.isEmpty {
      let shown = unmade.prefix(3).map(\.debugDescription).joined(separator: ", ")
      let rest = unmade.count > 3 ? " and \(unmade.count - 3) more" : ""
      notes.append(
        "no merge makes \(unmade.count == 1 ? "a token" : "\(unmade.count) tokens") of the vocabulary, "
          + "so no text becomes \(shown)\(rest); where merges were cut off, get the files anew")
    }
    let lacking = ByteAlphabet.characters.count { character in
      Unicode.Scalar(character).flatMap { definition.vocabulary.value(of: String($0)) } == nil
    }
    if lacking > 0 {
      let fate = unknown.flatMap(definition.id) == nil ? "are left out" : "are unknown"
      notes.append(
        "the vocabulary lacks \(lacking) of the \(ByteAlphabet.characters.count) bytes; characters that "
          + "have them \(fate)")
    }
    return notes
  }

  /// Tokens that neither are a byte nor are made by a merge, but for those that are found before merging
  /// and marks that published vocabularies hold without a use for them, in order of their ids.
  private func unmadeTokens(_ definition: TokenizerDefinition) -> [String] {
    if takesWholeWordsFirst { return [] }
    let vocabulary = definition.vocabulary
    var isMade = [Bool](repeating: false, count: vocabulary.count)
    func mark(_ token: String) {
      if let number = vocabulary.number(of: token) { isMade[number] = true }
    }
    for (left, right) in merges { mark(left + right) }
    for token in definition.addedTokens { mark(token.content) }
    for token in definition.roles.tokens.values { mark(token) }
    for character in ByteAlphabet.characters {
      if let scalar = Unicode.Scalar(character) { mark(String(scalar)) }
    }
    return isMade.indices.filter { !isMade[$0] && !Self.isMark(vocabulary.key(at: $0)) }
      .sorted { vocabulary.values[$0] < vocabulary.values[$1] }.map(vocabulary.string)
  }

  /// Whether a token is a mark, as `<|endoftext|>`, or fills a table up, as fairseq's `madeupword0000`.
  private static func isMark(_ token: ArraySlice<UInt8>) -> Bool {
    let ends = (token.first, token.last)
    return ends == (UInt8(ascii: "<"), UInt8(ascii: ">"))
      || ends == (UInt8(ascii: "["), UInt8(ascii: "]")) || token.starts(with: "madeupword".utf8)
  }
}
