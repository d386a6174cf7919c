import Foundation

/// The entities that a LUKE model has embeddings for: title → id.
///
/// Several titles may share an id, as the titles of one entity in several languages do; those are
/// written `lang:title` as transformers does. Special entities are looked up by name. Two vocabularies
/// are equal when their ids have the same titles, counts and languages.
public struct EntityVocabulary: Sendable, Equatable {
  /// The title of the entity that fills up a batch.
  public static let paddingTitle = "[PAD]"
  /// The title that stands for entities outside of the vocabulary.
  public static let unknownTitle = "[UNK]"
  /// The title that hides an entity.
  public static let maskTitle = "[MASK]"
  /// The title that hides the second entity of a pair.
  public static let secondMaskTitle = "[MASK2]"

  private(set) var table: EntityTable

  /// Creates the vocabulary of the special entities alone: `[PAD]`, `[UNK]`, `[MASK]`, `[MASK2]`,
  /// with ids from 0.
  public init() {
    table = EntityTable()
    for (id, title) in EntityVocabulary.specialTitles.enumerated() {
      table.add(title, id: Int32(id), count: nil)
    }
  }

  init(table: EntityTable) {
    self.table = table
  }

  static let specialTitles = [paddingTitle, unknownTitle, maskTitle, secondMaskTitle]

  /// The number of titles.
  public var titleCount: Int { table.count }

  /// The highest id plus one: the number of rows an embedding table needs.
  public var vocabularySize: Int { Int(table.titles.values.max() ?? -1) + 1 }

  /// The id of an entity; `nil` when the vocabulary lacks it.
  ///
  /// `language` is for vocabularies of several languages and left out elsewhere.
  public func id(title: String, language: String? = nil) -> Int32? {
    table.titles.value(of: EntityVocabulary.key(title: title, language: language))
  }

  /// The title of an id, the first when it has several, with its language when it has one.
  ///
  /// Looks through the whole vocabulary; keep `titles()` for many questions.
  public func title(id: Int32) -> String? {
    table.titles.values.firstIndex(of: id).map { table.titles.string(at: $0) }
  }

  /// All titles with their ids, in the order of the file.
  public func titles() -> [(title: String, id: Int32)] {
    (0..<table.count).map { (table.titles.string(at: $0), table.titles.values[$0]) }
  }

  /// Whether there are entities besides the special ones.
  package var hasTitles: Bool {
    (0..<table.count).contains { !EntityVocabulary.isSpecial(table.titles.string(at: $0)) }
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
  ///
  /// Where others have counts, theirs are 0.
  public func addingTitles(_ titles: [String]) -> EntityVocabulary {
    var result = self
    var next = Int32(vocabularySize)
    let languages = Set(self.languages.compactMap(\.self))
    for title in titles where result.id(title: title) == nil {
      let language = title.split(separator: ":", maxSplits: 1).first.map(String.init) ?? ""
      result.table.add(
        title, id: next, count: table.hasCounts ? 0 : nil,
        languageLength: languages.contains(language) ? language.utf8.count : 0)
      next += 1
    }
    return result
  }

  /// A title as the file spells it; special entities belong to all languages.
  static func key(title: String, language: String?) -> String {
    guard let language, !isSpecial(title) else { return title }
    return language + ":" + title
  }

  /// Whether a title is that of a special entity.
  package static func isSpecial(_ title: String) -> Bool {
    title.utf8.first == UInt8(ascii: "[") && specialTitles.contains(title)
  }
}
