import LukeJSON
import LukeSystem

/// Reads entity vocabularies line by line.
struct EntityVocabularyReader {
  private let name: String
  private var table = EntityTable()
  /// The lines of the titles.
  private var lines: [Int32] = []
  /// The first line without anything, after which none may follow where lines are ids.
  private var emptyLine: Int?

  private init(name: String) { self.name = name }

  func failure(_ message: String, line: Int) -> TokenizerError {
    .badContent("\(name), line \(line): \(message)")
  }

  /// Adds a title once.
  private mutating func add(
    _ title: String, id: Int32, count: Int64?, languageLength: Int = 0, line: Int
  ) throws(TokenizerError) {
    if let number = table.titles.number(of: title) {
      throw failure(
        "the title \(title.debugDescription) is on line \(lines[number]) already", line: line)
    }
    table.add(title, id: id, count: count, languageLength: languageLength)
    lines.append(Int32(clamping: line))
  }
}

// MARK: - Tab-separated

extension EntityVocabularyReader {
  /// Reads a title, a tab and a count from each line; empty lines at the end are none.
  ///
  /// Spaces at the ends belong to the title but not to the count: LUKE's program strips the line, of
  /// which the count is the end.
  static func tabSeparated(
    _ bytes: UnsafeBufferPointer<UInt8>, _ name: String
  ) throws(TokenizerError) -> EntityTable {
    var reader = EntityVocabularyReader(name: name)
    try ByteLines.forEach(inFile: bytes) { line, bytes throws(TokenizerError) in
      try reader.readTabSeparated(bytes, line)
    }
    return reader.table
  }

  private mutating func readTabSeparated(
    _ bytes: UnsafeBufferPointer<UInt8>, _ line: Int
  ) throws(TokenizerError) {
    guard line <= Int(EntityTable.highestID) + 1 else {
      throw failure("more than \(EntityTable.highestID + 1) titles", line: line)
    }
    if bytes.allSatisfy({ $0 == 0x20 }) {
      emptyLine = emptyLine ?? line
      return
    }
    if let emptyLine {
      throw failure(
        "the line is empty and more follow; lines are counted for the ids, so put back what is missing",
        line: emptyLine)
    }
    guard let tab = bytes.firstIndex(of: 9), !bytes[(tab + 1)...].contains(9) else {
      throw failure("expected a title, a tab and a count", line: line)
    }
    guard let title = String(validating: bytes[..<tab], as: UTF8.self) else {
      let fault = InvalidByte(in: bytes).map(String.init(describing:))
      throw failure(fault ?? "the title is not valid UTF-8", line: line)
    }
    var digits = bytes[(tab + 1)...]
    while digits.first == 0x20 { digits.removeFirst() }
    while digits.last == 0x20 { digits.removeLast() }
    let text = String(decoding: digits, as: UTF8.self)
    guard let count = Int64(text), count >= 0 else {
      throw failure(
        "the count of \(title.debugDescription) must be a whole number from 0, not "
          + text.debugDescription, line: line)
    }
    try add(title, id: Int32(line - 1), count: count, line: line)
  }
}

// MARK: - JSON Lines

extension EntityVocabularyReader {
  /// Reads an object from each line that is not blank.
  static func jsonLines(
    _ bytes: UnsafeBufferPointer<UInt8>, _ name: String
  ) throws(TokenizerError) -> EntityTable {
    var reader = EntityVocabularyReader(name: name)
    var linesOfIDs: [Int32: Int32] = [:]
    try ByteLines.forEach(inFile: bytes) { line, bytes throws(TokenizerError) in
      if bytes.allSatisfy({ $0 == 0x20 || $0 == 9 }) { return }
      let id = try reader.readObject(bytes, line)
      if let other = linesOfIDs.updateValue(Int32(clamping: line), forKey: id) {
        throw reader.failure("the id \(id) is on line \(other) already", line: line)
      }
    }
    return reader.table
  }

  /// Reads the object of a line; gives its id.
  private mutating func readObject(
    _ bytes: UnsafeBufferPointer<UInt8>, _ line: Int
  ) throws(TokenizerError) -> Int32 {
    let record: JSONValue
    do throws(JSONSyntaxError) {
      record = try JSONParser.parse(bytes, whole: "line")
    } catch {
      throw .badContent("\(name), line \(line), column \(error.column): \(error.message)")
    }
    guard let idValue = record["id"], let entities = record["entities"]?.elements else {
      throw failure("expected an object with \"id\" and \"entities\"", line: line)
    }
    guard let id = idValue.entityID else {
      throw failure("the id must be a whole number from 0 to \(EntityTable.highestID)", line: line)
    }
    guard !entities.isEmpty else { throw failure("the id \(id) has no entities", line: line) }
    var count: Int64?
    if let value = record["count"] {
      guard let number = value.integer, number >= 0 else {
        throw failure("the count must be a whole number from 0, or null", line: line)
      }
      count = Int64(number)
    }
    let first = table.count
    for entity in entities { try add(entity, id, count, line, first: first) }
    return id
  }

  private mutating func add(
    _ entity: JSONValue, _ id: Int32, _ count: Int64?, _ line: Int, first: Int
  ) throws(TokenizerError) {
    guard let parts = entity.elements, (1...2).contains(parts.count), let title = parts[0].string,
      parts.count == 1 || parts[1] == .null || parts[1].string != nil
    else { throw failure("an entity is not a pair of title and language", line: line) }
    let language = parts.count == 2 ? parts[1].string : nil
    if let language {
      guard (1...EntityTable.longestLanguage).contains(language.utf8.count),
        !language.utf8.contains(UInt8(ascii: ":"))
      else {
        throw failure(
          "the language \(language.debugDescription) must have 1 to "
            + "\(EntityTable.longestLanguage) bytes and no colon", line: line)
      }
    }
    guard EntityVocabulary.isSpecial(title) else {
      return try add(
        EntityVocabulary.key(title: title, language: language), id: id, count: count,
        languageLength: language?.utf8.count ?? 0, line: line)
    }
    // A special entity belongs to all languages; lines list it with each.
    table.addLanguageOfSpecial(language)
    if let number = table.titles.number(of: title), number >= first { return }
    try add(title, id: id, count: count, line: line)
  }
}

extension JSONValue {
  /// The value as an entity's id; `nil` when it cannot be one.
  var entityID: Int32? {
    integer.flatMap(Int32.init(exactly:)).flatMap {
      (0...EntityTable.highestID).contains($0) ? $0 : nil
    }
  }
}
