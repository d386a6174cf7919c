import LukeSystem

/// All tokens of a tokenizer with their ids, added tokens included.
struct TokenVocabulary: Sendable {
  /// Token → id.
  private let tokens: ByteTable
  /// Id → number of the key in `tokens`, -1 where an id has no token.
  private let numbers: [Int32]

  init(_ definition: TokenizerDefinition) {
    var tokens = definition.vocabulary
    for token in definition.addedTokens { tokens.set(token.id, for: token.content) }
    var numbers = [Int32](repeating: -1, count: Int((tokens.values.max() ?? -1) + 1))
    for (number, id) in tokens.values.enumerated() { numbers[Int(id)] = Int32(number) }
    (self.tokens, self.numbers) = (tokens, numbers)
  }

  /// The highest id plus one.
  var count: Int { numbers.count }

  /// What to say of ids that no token has, which are rows of weights that nothing reads.
  var notes: [String] {
    let missing = numbers.indices.filter { numbers[$0] < 0 }
    guard !missing.isEmpty else { return [] }
    let shown = missing.prefix(3).map(String.init).joined(separator: ", ")
    let rest = missing.count > 3 ? " and \(missing.count - 3) more" : ""
    return [
      "no token has the \(missing.count == 1 ? "id" : "ids") \(shown)\(rest), below the highest, "
        + "\(numbers.count - 1); where entries were lost, get the files anew"
    ]
  }

  /// The token with an id; `nil` when no token has it.
  func token(id: Int32) -> String? {
    guard numbers.indices.contains(Int(id)), numbers[Int(id)] >= 0 else { return nil }
    return tokens.string(at: Int(numbers[Int(id)]))
  }

  /// The id of a token; `nil` when it is not there.
  func id(token: String) -> Int32? { tokens.value(of: token) }
}
