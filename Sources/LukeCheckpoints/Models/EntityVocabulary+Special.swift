import Foundation
import LukeText

/// The four special entities, as tables that hold no others number them.
enum SpecialEntities {
  /// How many there are.
  static let count = EntityVocabulary().vocabularySize

  /// Hugging Face's `entity_vocab.json` of a table with nothing else.
  static let vocabulary = EntityVocabulary().data

  /// The rows of `[PAD]`, `[UNK]`, `[MASK]` and `[MASK2]` in the table of a vocabulary.
  ///
  /// `[MASK2]`, which vocabularies from pretraining lack, begins as `[MASK]`. Throws `TokenizerError`
  /// or `CheckpointError` when another one is missing.
  static func rows(in data: Data?, tableSize: Int, origin: String) throws -> [Int] {
    guard let data else {
      throw CheckpointError.badContent(
        origin, "there is no entity_vocab.json, which says where the special entities stand")
    }
    let entities = try EntityVocabulary(data: data, name: origin + "/entity_vocab.json")
    let ids = [
      entities.paddingID, entities.unknownID, entities.maskID,
      entities.secondMaskID ?? entities.maskID,
    ]
    let rows = ids.compactMap { $0.map(Int.init) }
    guard rows.count == count, rows.allSatisfy({ (0..<tableSize).contains($0) }) else {
      throw CheckpointError.badContent(
        origin, "entity_vocab.json numbers a special entity past the \(tableSize) rows of the table"
      )
    }
    return rows
  }
}
