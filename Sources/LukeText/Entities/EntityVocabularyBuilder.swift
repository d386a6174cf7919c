import LukeSystem

/// Chooses the entities of a vocabulary by how often they were linked to.
///
/// As LUKE's `build-entity-vocab`: `[PAD]`, `[UNK]` and `[MASK]` first, then the titles of the white
/// list in its order, then the others, the most frequent first. What differs, and why:
/// - Of equally frequent titles the first in the order of code points comes first, where LUKE's order
///   is that in which its processes happened to finish.
/// - Ids have no gaps. LUKE's program numbers titles of the white list before it leaves out those
///   below the minimum count, and so makes vocabularies whose highest id is past their number of
///   entities, from which its own training takes the size of the table.
/// - A white list that does not fit is refused, where LUKE's program then forgets the size.
package struct EntityVocabularyBuilder: Sendable {
  /// The most entities, special ones included.
  package var maximumSize: Int
  /// Titles linked to less often are left out, from the white list too.
  package var minimumCount = 0
  /// The language to note with the titles, for a vocabulary to join with those of others.
  package var language: String?
  /// Titles that come first and need not be pages or fit otherwise; those never linked to are left
  /// out.
  package var whiteList: [String] = []
  /// Whether the white list is all there is.
  package var takesWhiteListOnly = false
  /// The starts of titles that are no entities.
  package var excludedPrefixes = ["Category:"]

  /// Sets the size, special entities included.
  package init(maximumSize: Int = 1_000_000) {
    self.maximumSize = maximumSize
  }

  /// Builds the vocabulary, with counts.
  ///
  /// With `pages`, only titles that are among its titles are entities: LUKE's program takes those of
  /// the pages in the dump, redirects aside. Throws `TokenizerError` when the settings contradict.
  package func vocabulary(
    from counts: TitleCounts, pages: TitleCounts? = nil
  ) throws(TokenizerError) -> EntityVocabulary {
    try checkSettings()
    let titles = counts.titles
    let minimumCount = Int64(max(minimumCount, 1))
    var table = EntityTable()
    for title in EntityVocabulary.specialTitles.dropLast() {
      table.add(title, id: Int32(table.count), count: 0)
    }
    if language != nil { table.addLanguageOfSpecial(language) }
    for title in whiteList {
      guard let count = counts.count(of: title).map(Int64.init), count >= minimumCount else {
        continue
      }
      add(title, count, to: &table)
    }
    guard table.count <= maximumSize else {
      throw .badContent(
        "the white list and the special entities make \(table.count) entities, more than the "
          + "\(maximumSize) of the vocabulary")
    }
    guard !takesWhiteListOnly else { return EntityVocabulary(table: table) }
    let prefixes = excludedPrefixes.map { Array($0.utf8) }
    let candidates = (0..<titles.count).filter { number in
      titles.counts[number] >= minimumCount
        && titles.strings.withBytes(at: number) { title in
          !prefixes.contains { title.starts(with: $0) }
            && (pages.map { $0.titles.number(of: title) != nil } ?? true)
        }
    }
    for number in mostFrequent(candidates, of: titles, atMost: maximumSize) {
      guard table.count < maximumSize else { break }
      add(titles.strings.string(at: number), titles.counts[number], to: &table)
    }
    return EntityVocabulary(table: table)
  }

  private func checkSettings() throws(TokenizerError) {
    let allowed = EntityVocabulary.specialTitles.count - 1...Int(EntityTable.highestID) + 1
    guard allowed.contains(maximumSize) else {
      throw .badContent(
        "the size of an entity vocabulary must be from \(allowed.lowerBound) to "
          + "\(allowed.upperBound), not \(maximumSize)")
    }
    guard let language else { return }
    guard (1...EntityTable.longestLanguage).contains(language.utf8.count),
      !language.utf8.contains(UInt8(ascii: ":"))
    else {
      throw .badContent("the language \(language.debugDescription) must be a code without a colon")
    }
  }

  /// Adds a title that is not there yet.
  private func add(_ title: String, _ count: Int64, to table: inout EntityTable) {
    guard !EntityVocabulary.isSpecial(title) else { return }
    let key = EntityVocabulary.key(title: title, language: language)
    guard table.titles.number(of: key) == nil else { return }
    table.add(
      key, id: Int32(table.count), count: count, languageLength: language?.utf8.count ?? 0)
  }

  /// The most frequent titles in their order, and more of them by as many as are taken already.
  private func mostFrequent(
    _ candidates: [Int], of titles: ByteCounts, atMost limit: Int
  ) -> [Int] {
    var candidates = candidates
    // All titles of the white list, and special ones, may be among them.
    let needed = limit + whiteList.count + EntityVocabulary.specialTitles.count
    if candidates.count > needed {
      // Sorting numbers first is much faster than sorting all titles.
      let least = candidates.map { titles.counts[$0] }.sorted(by: >)[needed - 1]
      candidates.removeAll { titles.counts[$0] < least }
    }
    // The first bytes tell most titles apart without going to where they lie.
    let keyed = candidates.map {
      (number: $0, count: titles.counts[$0], prefix: titles.strings.prefix(of: $0))
    }
    return keyed.sorted { first, second in
      if first.count != second.count { return first.count > second.count }
      if first.prefix != second.prefix { return first.prefix < second.prefix }
      return titles.strings.precedes(first.number, second.number)
    }.map(\.number)
  }
}
