extension EntityVocabulary {
  /// Whether the file says how often entities were linked to.
  public var hasCounts: Bool { table.hasCounts }

  /// How often an entity was linked to; `nil` when the file does not say or the vocabulary lacks it.
  public func count(title: String, language: String? = nil) -> Int? {
    table.titles.number(of: EntityVocabulary.key(title: title, language: language))
      .flatMap { table.count(at: $0) }.map { Int(clamping: $0) }
  }

  /// The counts by id; `nil` where the file does not say, and for ids that no title has.
  public func counts() -> [Int?] {
    var counts = [Int?](repeating: nil, count: vocabularySize)
    // The first title of an id stands for all.
    for number in (0..<table.count).reversed() {
      counts[Int(table.titles.values[number])] = table.count(at: number).map { Int(clamping: $0) }
    }
    return counts
  }

  /// The vocabulary without counts, as transformers' layout holds it.
  package func removingCounts() -> EntityVocabulary {
    var table = table
    table.removeCounts()
    return EntityVocabulary(table: table)
  }

  /// The languages that special entities are listed with, then those of the titles in the order of
  /// their ids; `nil` for titles without.
  ///
  /// Vocabularies of one unnamed language give `[nil]`.
  public var languages: [String?] {
    guard table.hasLanguages else { return [nil] }
    var languages = table.languagesOfSpecial
    var last: ArraySlice<UInt8> = []
    var isKnown = false
    for number in table.numbersByID() {
      let language = table.titles.key(at: number).prefix(table.languageLength(at: number))
      if language == last, isKnown { continue }
      let entity = table.entity(at: number)
      guard !EntityVocabulary.isSpecial(entity.title) else { continue }
      (last, isKnown) = (language, true)
      if !languages.contains(entity.language) { languages.append(entity.language) }
    }
    return languages.isEmpty ? [nil] : languages
  }
}
