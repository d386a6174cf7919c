import LukeJSON
import LukeSystem

extension EntityVocabularyReader {
  /// Reads an object title → id.
  static func transformers(
    _ bytes: UnsafeBufferPointer<UInt8>, _ name: String
  ) throws(TokenizerError) -> EntityTable {
    let root: JSONValue
    do throws(JSONSyntaxError) {
      root = try JSONParser.parse(bytes, allowsRepeatedKeys: true)
    } catch {
      throw .badContent("\(name), \(error.place): \(error.message)")
    }
    guard case .object(let members) = root else {
      throw .badContent("\(name): expected an object of titles and their ids")
    }
    var table = EntityTable(minimumCapacity: members.count)
    for (index, member) in members.enumerated() {
      guard let id = member.value.entityID else {
        throw .badContent(
          "\(name)\(place(ofMember: index, in: bytes)): the id of \(member.key.debugDescription) must "
            + "be a whole number from 0 to \(EntityTable.highestID)")
      }
      guard table.titles.number(of: member.key) == nil else {
        throw .badContent(
          "\(name)\(place(ofMember: index, in: bytes)): the title \(member.key.debugDescription) is "
            + "there twice")
      }
      table.add(member.key, id: id, count: nil)
    }
    takeLanguages(of: &table)
    return table
  }

  /// Where a key stands, in words; looked up only when something is wrong there.
  private static func place(
    ofMember index: Int, in bytes: UnsafeBufferPointer<UInt8>
  ) -> String {
    guard let (value, offsets) = try? JSONParser.parseWithOffsets(bytes, allowsRepeatedKeys: true)
    else { return "" }
    // That of the object, then those of each key and value and of what is in the values.
    let before = (value.members ?? []).prefix(index).reduce(0) { $0 + 1 + $1.value.valueCount }
    guard offsets.indices.contains(before + 1) else { return "" }
    var place = TextPlace(startOf: bytes)
    place.advance(to: offsets[before + 1], in: bytes)
    return ", line \(place.line), column \(place.column)"
  }

  /// Finds the languages, when all titles but the special ones begin with one.
  private static func takeLanguages(of table: inout EntityTable) {
    var lengths: [Int] = []
    for number in 0..<table.count {
      let title = table.titles.key(at: number)
      if EntityVocabulary.isSpecial(table.titles.string(at: number)) {
        lengths.append(0)
      } else if let length = languageLength(of: title) {
        lengths.append(length)
      } else {
        return
      }
    }
    for (number, length) in lengths.enumerated() {
      table.setLanguageLength(length, at: number)
    }
  }

  /// The length of a language such as `en` or `zh-min-nan` with a colon behind it.
  private static func languageLength(of title: ArraySlice<UInt8>) -> Int? {
    let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
    let language = title.prefix { $0 != UInt8(ascii: ":") }
    guard (2...12).contains(language.count), language.count < title.count,
      language.first.map(letters.contains) ?? false,
      language.allSatisfy({ letters.contains($0) || $0 == UInt8(ascii: "-") })
    else { return nil }
    return language.count
  }
}

extension JSONValue {
  /// How many values and keys this is made of.
  fileprivate var valueCount: Int {
    switch self {
    case .array(let elements): elements.reduce(1) { $0 + $1.valueCount }
    case .object(let members): members.reduce(1) { $0 + 1 + $1.value.valueCount }
    default: 1
    }
  }
}
