import LukeSystem

/// Which token has which id, so that none is given to two.
///
/// Of two tokens with one id only one could be told of its id again, and both would have the same row of
/// weights.
struct TokenIdentifiers {
  private let vocabulary: ByteTable
  /// Id → number of the vocabulary's key, -1 where it has none.
  private var numbers: [Int32]
  /// Two tokens of the vocabulary with one id.
  private var shared: (id: Int32, first: Int, second: Int)?
  /// The added tokens, by id.
  private var added: [Int32: String] = [:]

  init(_ vocabulary: ByteTable) {
    self.vocabulary = vocabulary
    numbers = [Int32](repeating: -1, count: Int(vocabulary.values.max() ?? -1) + 1)
    for (number, id) in vocabulary.values.enumerated() {
      if numbers[Int(id)] >= 0, shared == nil { shared = (id, Int(numbers[Int(id)]), number) }
      numbers[Int(id)] = Int32(number)
    }
  }

  /// Throws where two tokens of the vocabulary have one id; `place` is the file.
  func check(_ place: String) throws(TokenizerError) {
    guard let shared else { return }
    let (first, second) = (
      vocabulary.string(at: shared.first), vocabulary.string(at: shared.second)
    )
    throw Self.error(place, shared.id, first, second)
  }

  /// Takes an added token; throws where its id is another token's.
  mutating func add(_ token: AddedToken, _ place: String) throws(TokenizerError) {
    if let other = holder(of: token.id), !other.utf8.elementsEqual(token.content.utf8) {
      throw Self.error(place, token.id, other, token.content)
    }
    added[token.id] = token.content
  }

  private func holder(of id: Int32) -> String? {
    if let token = added[id] { return token }
    guard numbers.indices.contains(Int(id)), numbers[Int(id)] >= 0 else { return nil }
    return vocabulary.string(at: Int(numbers[Int(id)]))
  }

  private static func error(
    _ place: String, _ id: Int32, _ first: String, _ second: String
  ) -> TokenizerError {
    .badContent(
      "\(place): the id \(id) is given to two tokens, \(first.debugDescription) and "
        + "\(second.debugDescription); give one of them an id of its own, or get the files anew")
  }
}
