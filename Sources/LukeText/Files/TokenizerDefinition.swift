import LukeSystem

/// Everything that the files of a tokenizer say, in one form for all file layouts.
struct TokenizerDefinition: Sendable {
  /// The tokens that have a role, under transformers' names of the roles.
  struct Roles: Sendable {
    /// Role → token.
    var tokens: [String: String]

    /// The names of the roles.
    static let names = [
      "bos_token", "eos_token", "unk_token", "sep_token", "pad_token", "cls_token", "mask_token",
    ]
  }

  /// Where the files come from, for messages.
  var origin: String
  /// The kind of tokenizer, with what its files say besides the vocabulary.
  var family: any ReadableTokenizerFamily
  /// Token → id, without tokens that only the added tokens have.
  var vocabulary: ByteTable
  /// The tokens with a role.
  var roles: Roles
  /// The tokens that are found before anything else is done to the text.
  var addedTokens: [AddedToken]

  /// Adds a token or replaces the one of the same content.
  mutating func add(_ token: AddedToken) {
    let place = addedTokens.firstIndex { $0.content.utf8.elementsEqual(token.content.utf8) }
    if let place { addedTokens[place] = token } else { addedTokens.append(token) }
  }

  /// The id of a token of the vocabulary or an added one.
  func id(of token: String) -> Int32? {
    addedTokens.first { $0.content.utf8.elementsEqual(token.utf8) }?.id
      ?? vocabulary.value(of: token)
  }
}
