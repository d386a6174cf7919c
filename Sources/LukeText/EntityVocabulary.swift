import Foundation

/// The entities that a LUKE model has embeddings for: title → id.
///
/// Several titles may share an id, as the titles of one entity in several languages do; those are
/// written `lang:title` as transformers does. Special entities are looked up by name.
public struct EntityVocabulary: Sendable {
  /// The title of the entity that fills up a batch.
  public static let paddingTitle = "[PAD]"
  /// The title that stands for entities outside of the vocabulary.
  public static let unknownTitle = "[UNK]"
  /// The title that hides an entity.
  public static let maskTitle = "[MASK]"
  /// The title that hides the second entity of a pair.
  public static let secondMaskTitle = "[MASK2]"

  private var table: ByteTable

  /// Creates the vocabulary of the special entities alone: `[PAD]`, `[UNK]`, `[MASK]`, `[MASK2]`,
  /// with ids from 0.
  public init() {
    table = ByteTable()
    for (id, title) in EntityVocabulary.specialTitles.enumerated() {
      table.set(Int32(id), for: title)
    }
  }

  init(table: ByteTable) {
    self.table = table
  }

  static let specialTitles = [paddingTitle, unknownTitle, maskTitle, secondMaskTitle]

  /// The number of titles.
  public var titleCount: Int { table.count }

  /// The highest id plus one: the number of rows an embedding table needs.
  public var vocabularySize: Int { Int(table.values.max() ?? -1) + 1 }

  /// The id of an entity; `nil` when the vocabulary lacks it.
  ///
  /// `language` is for vocabularies of several languages and left out elsewhere.
  public func id(title: String, language: String? = nil) -> Int32? {
    table.value(of: EntityVocabulary.key(title: title, language: language))
  }

  /// The title of an id, the first when it has several, with its language when it has one.
  ///
  /// Looks through the whole vocabulary; keep `titles()` for many questions.
  public func title(id: Int32) -> String? {
    table.values.firstIndex(of: id).map { table.string(at: $0) }
  }

  /// All titles with their ids, in the order of the file.
  public func titles() -> [(title: String, id: Int32)] {
    (0..<table.count).map { (table.string(at: $0), table.values[$0]) }
  }

  /// The id of `[PAD]`.
  public var paddingID: Int32? { id(title: EntityVocabulary.paddingTitle) }
  /// The id of `[UNK]`.
  public var unknownID: Int32? { id(title: EntityVocabulary.unknownTitle) }
  /// The id of `[MASK]`.
  public var maskID: Int32? { id(title: EntityVocabulary.maskTitle) }
  /// The id of `[MASK2]`, which vocabularies from before the relation tasks lack.
  public var secondMaskID: Int32? { id(title: EntityVocabulary.secondMaskTitle) }

  /// A vocabulary with more titles, which follow the last id; those that are there keep their ids.
  public func addingTitles(_ titles: [String]) -> EntityVocabulary {
    var result = self
    for title in titles where result.id(title: title) == nil {
      result.table.set(Int32(result.vocabularySize), for: title)
    }
    return result
  }

  /// The bytes of transformers' `entity_vocab.json`.
  public var data: Data {
    var bytes: [UInt8] = Array("{".utf8)
    for number in 0..<table.count {
      bytes += (number == 0 ? "\n  " : ",\n  ").utf8
      JSONWriter.append(table.string(at: number), to: &bytes)
      bytes += ": \(table.values[number])".utf8
    }
    bytes += "\n}\n".utf8
    return Data(bytes)
  }

  /// A title as the file spells it; special entities belong to all languages.
  static func key(title: String, language: String?) -> String {
    guard let language, !specialTitles.contains(title) else { return title }
    return language + ":" + title
  }
}
