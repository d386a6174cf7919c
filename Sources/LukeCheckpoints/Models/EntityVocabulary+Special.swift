import Foundation

/// The four special entities, as tables that hold no others number them.
enum SpecialEntities {
  /// In the order of their rows.
  static let names = ["[PAD]", "[UNK]", "[MASK]", "[MASK2]"]

  /// Hugging Face's `entity_vocab.json` of a table with nothing else.
  static let vocabulary = Data(
    #"{"[PAD]": 0, "[UNK]": 1, "[MASK]": 2, "[MASK2]": 3}"#.utf8)

  /// The rows of the special entities in the table of a vocabulary.
  ///
  /// `[MASK2]`, which vocabularies from pretraining lack, begins as `[MASK]`. Throws
  /// `CheckpointError` when another one is missing.
  static func rows(
    in vocabulary: Data?, tableSize: Int, origin: String
  ) throws -> [Int] {
    guard let vocabulary else {
      throw CheckpointError.badContent(
        origin, "there is no entity_vocab.json, which says where the special entities stand")
    }
    guard let ids = try? JSONDecoder().decode([String: Int].self, from: vocabulary) else {
      throw CheckpointError.badContent(
        origin, "entity_vocab.json is not a JSON object of entity names and ids")
    }
    // Vocabularies of several languages write them with the language before them.
    let found = names.map { name in ids[name] ?? ids["en:" + name] }
    let missing = zip(names, found).dropLast().filter { $0.1 == nil }.map(\.0)
    guard missing.isEmpty else {
      throw CheckpointError.badContent(
        origin, "entity_vocab.json has no \(missing.joined(separator: ", "))")
    }
    let rows = [found[0], found[1], found[2], found[3] ?? found[2]].compactMap { $0 }
    guard rows.allSatisfy({ (0..<tableSize).contains($0) }) else {
      throw CheckpointError.badContent(
        origin, "entity_vocab.json numbers a special entity past the \(tableSize) rows of the table")
    }
    return rows
  }
}
