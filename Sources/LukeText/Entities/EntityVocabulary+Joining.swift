import LukeSystem

extension EntityVocabulary {
  /// Joins the vocabularies of several languages into one, where the titles of an entity share an id.
  ///
  /// As LUKE's `build-multilingual-entity-vocab`: counts add up, the most frequent entities come first,
  /// of equally frequent ones that which was there first. `entity` gives the number that the titles
  /// of an entity share, as Wikidata's do, and `nil` for titles that have no other language. Entities
  /// of less than `minimumLanguageCount` languages are left out, then all past `maximumSize`, special
  /// ones included. Throws `TokenizerError` when a vocabulary has titles without language or count.
  package static func joining(
    _ vocabularies: [EntityVocabulary], maximumSize: Int = .max, minimumLanguageCount: Int = 1,
    entity: (_ title: String, _ language: String) -> Int?
  ) throws(TokenizerError) -> EntityVocabulary {
    var groups = EntityGroups()
    for vocabulary in vocabularies { try groups.add(vocabulary.table, entity: entity) }
    var table = EntityTable()
    for language in vocabularies.flatMap(\.languages) { table.addLanguageOfSpecial(language) }
    for title in specialTitles.dropLast() { table.add(title, id: Int32(table.count), count: 0) }
    var next = Int32(table.count)
    for group in groups.mostFrequentFirst()
    where group.titles.count >= minimumLanguageCount && next < maximumSize {
      for (title, languageLength) in group.titles {
        table.add(title, id: next, count: group.count, languageLength: languageLength)
      }
      next += 1
    }
    return EntityVocabulary(table: table)
  }
}

/// The entities of several vocabularies, with their titles in each language.
private struct EntityGroups {
  struct Group {
    var titles: [(key: String, languageLength: Int)] = []
    var count: Int64 = 0
  }

  private var groups: [Group] = []
  private var numbersOfEntities: [Int: Int] = [:]
  /// The groups of the titles.
  private var known = ByteTable()

  mutating func add(
    _ table: EntityTable, entity: (_ title: String, _ language: String) -> Int?
  ) throws(TokenizerError) {
    for number in table.numbersByID() {
      let (title, language) = table.entity(at: number)
      if EntityVocabulary.isSpecial(title) { continue }
      guard let language else {
        throw .badContent(
          "the title \(title.debugDescription) has no language; vocabularies are joined by language"
        )
      }
      guard let count = table.count(at: number) else {
        throw .badContent("the title \(title.debugDescription) of \(language) has no count")
      }
      let key = table.titles.string(at: number)
      let group = group(of: key, entity(title, language))
      if known.number(of: key) == nil {
        known.set(Int32(group), for: key)
        groups[group].titles.append((key, table.languageLength(at: number)))
      }
      groups[group].count = groups[group].count.addingSaturated(count)
    }
  }

  /// The group of a title, a new one when the entity is new.
  private mutating func group(of key: String, _ entity: Int?) -> Int {
    if let group = known.value(of: key).map(Int.init) ?? entity.flatMap({ numbersOfEntities[$0] }) {
      return group
    }
    groups.append(Group())
    if let entity { numbersOfEntities[entity] = groups.count - 1 }
    return groups.count - 1
  }

  func mostFrequentFirst() -> [Group] {
    groups.indices.sorted { (groups[$1].count, $0) < (groups[$0].count, $1) }.map { groups[$0] }
  }
}
