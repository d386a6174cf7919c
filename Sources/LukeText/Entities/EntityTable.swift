import LukeSystem

/// The titles of an entity vocabulary with their ids, counts and languages, in the order of the file.
struct EntityTable: Sendable {
  /// Title → id; the title of a language is written `lang:title`.
  private(set) var titles: ByteTable
  /// The counts of the titles, -1 for none; empty when no title has one.
  private var counts: [Int64] = []
  /// How many bytes of the titles are the language, 0 for none; empty when no title has one.
  private var languageLengths: [UInt8] = []
  /// The languages that the file lists special entities with, `nil` for none, in their order.
  ///
  /// Not compared: special entities belong to all languages of a vocabulary anyway.
  private(set) var languagesOfSpecial: [String?] = []

  /// The highest id accepted: one more would be a mistake in the file and a table of gigabytes here.
  static let highestID: Int32 = 99_999_999
  /// The longest language in bytes.
  static let longestLanguage = 100

  private static let noCount: Int64 = -1

  init(minimumCapacity: Int = 0) {
    titles = ByteTable(minimumCapacity: minimumCapacity)
  }

  /// The number of titles.
  var count: Int { titles.count }

  /// Whether any title has a count.
  var hasCounts: Bool { !counts.isEmpty }

  /// Whether any title has a language.
  var hasLanguages: Bool {
    !languageLengths.isEmpty || languagesOfSpecial.contains { $0 != nil }
  }

  /// The count of the title with this number.
  func count(at number: Int) -> Int64? {
    counts.isEmpty || counts[number] == EntityTable.noCount ? nil : counts[number]
  }

  /// How many bytes of the title with this number are its language, 0 for none.
  func languageLength(at number: Int) -> Int {
    languageLengths.isEmpty ? 0 : Int(languageLengths[number])
  }

  /// The title with this number and its language, apart.
  func entity(at number: Int) -> (title: String, language: String?) {
    let key = titles.key(at: number)
    let length = languageLength(at: number)
    guard length > 0 else { return (titles.string(at: number), nil) }
    return (
      String(decoding: key.dropFirst(length + 1), as: UTF8.self),
      String(decoding: key.prefix(length), as: UTF8.self)
    )
  }

  /// Adds a title that is not there yet.
  mutating func add(_ title: String, id: Int32, count: Int64?, languageLength: Int = 0) {
    titles.set(id, for: title)
    if count != nil, counts.isEmpty {
      counts = Array(repeating: EntityTable.noCount, count: titles.count - 1)
    }
    if count != nil || !counts.isEmpty { counts.append(count ?? EntityTable.noCount) }
    setLanguageLength(languageLength, at: titles.count - 1)
  }

  /// Says how many bytes of a title are its language; titles are told of in their order.
  mutating func setLanguageLength(_ length: Int, at number: Int) {
    if length > 0, languageLengths.isEmpty {
      languageLengths = Array(repeating: 0, count: titles.count)
    }
    guard !languageLengths.isEmpty else { return }
    if number == languageLengths.count { languageLengths.append(0) }
    languageLengths[number] = UInt8(clamping: length)
  }

  /// Notes that the file lists special entities with a language.
  mutating func addLanguageOfSpecial(_ language: String?) {
    if !languagesOfSpecial.contains(language) { languagesOfSpecial.append(language) }
  }

  /// Forgets the counts.
  mutating func removeCounts() { counts = [] }

  /// The numbers of the titles in the order of their ids; the titles of one id in the file's order.
  func numbersByID() -> [Int] {
    let ids = titles.values
    let ascends = zip(ids, ids.dropFirst()).allSatisfy { $0 <= $1 }
    guard !ascends else { return Array(0..<count) }
    return (0..<count).sorted { (ids[$0], $0) < (ids[$1], $1) }
  }
}

extension EntityTable: Equatable {
  /// Whether the ids have the same titles, counts and languages; the order of the ids makes no
  /// difference.
  static func == (first: EntityTable, second: EntityTable) -> Bool {
    guard first.count == second.count else { return false }
    return zip(first.numbersByID(), second.numbersByID()).allSatisfy {
      first.titles.values[$0] == second.titles.values[$1]
        && first.count(at: $0) == second.count(at: $1)
        && first.languageLength(at: $0) == second.languageLength(at: $1)
        && first.titles.key(at: $0) == second.titles.key(at: $1)
    }
  }
}
