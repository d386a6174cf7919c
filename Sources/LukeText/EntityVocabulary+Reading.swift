import Foundation

extension EntityVocabulary {
  /// Reads transformers' `entity_vocab.json` or the files of LUKE's own programs.
  ///
  /// The latter end in `.tsv` or `.jsonl`. Throws `TokenizerError`.
  public init(file: URL) throws {
    try self.init(data: TokenizerFiles.read(file), name: file.path)
  }

  /// Reads the bytes of such a file; `name` stands in error messages and its end tells the layout.
  ///
  /// `.tsv` is title, tab, count, with the line as id; `.jsonl` is an object a line with `id` and
  /// `entities`, pairs of title and language; anything else is an object title → id.
  public init(data: Data, name: String) throws {
    let reader = EntityVocabularyReader(data: data, name: name)
    let table =
      if name.hasSuffix(".tsv") {
        try reader.tabSeparated()
      } else if name.hasSuffix(".jsonl") {
        try reader.jsonLines()
      } else {
        try reader.json()
      }
    self.init(table: table)
    let missing = EntityVocabulary.specialTitles.dropLast().filter { id(title: $0) == nil }
    guard missing.isEmpty else {
      throw TokenizerError.badContent(
        "\(name): the entity vocabulary has no \(missing.joined(separator: ", "))")
    }
  }
}

/// Reads the layouts of entity vocabularies.
private struct EntityVocabularyReader {
  let data: Data
  let name: String

  func tabSeparated() throws(TokenizerError) -> ByteTable {
    let lines = TextLines.split(data)
    var table = ByteTable(minimumCapacity: lines.count)
    for (index, line) in lines.enumerated() {
      let parts = line.utf8.split(separator: 9, omittingEmptySubsequences: false)
      guard parts.count == 2, let title = String(parts[0]) else {
        throw failure("expected a title, a tab and a count", line: index + 1)
      }
      table.set(Int32(index), for: title)
    }
    return table
  }

  func jsonLines() throws(TokenizerError) -> ByteTable {
    var table = ByteTable()
    for (index, line) in TextLines.split(data).enumerated() where !line.isEmpty {
      let record: JSONValue
      do throws(JSONSyntaxError) {
        record = try JSONParser.parse(line.utf8, whole: "line")
      } catch {
        throw .badContent("\(name), line \(index + 1), column \(error.column): \(error.message)")
      }
      guard let id = record["id"]?.integer.flatMap(Int32.init(exactly:)), id >= 0,
        let entities = record["entities"]?.elements
      else { throw failure("expected an object with \"id\" and \"entities\"", line: index + 1) }
      for entity in entities {
        guard let parts = entity.elements, let title = parts.first?.string else {
          throw failure("an entity is not a pair of title and language", line: index + 1)
        }
        let language = parts.count > 1 ? parts[1].string : nil
        table.set(id, for: EntityVocabulary.key(title: title, language: language))
      }
    }
    return table
  }

  func json() throws(TokenizerError) -> ByteTable {
    let root: JSONValue
    do throws(JSONSyntaxError) {
      root = try JSONParser.parse(data)
    } catch {
      throw .badContent("\(name), \(error.place): \(error.message)")
    }
    guard case .object(let members) = root else {
      throw .badContent("\(name): expected an object of titles and their ids")
    }
    var table = ByteTable(minimumCapacity: members.count)
    for member in members {
      guard let id = member.value.integer.flatMap(Int32.init(exactly:)), id >= 0 else {
        throw .badContent(
          "\(name): the id of \(member.key.debugDescription) must be a whole number from 0")
      }
      table.set(id, for: member.key)
    }
    return table
  }

  private func failure(_ message: String, line: Int) -> TokenizerError {
    .badContent("\(name), line \(line): \(message)")
  }
}
