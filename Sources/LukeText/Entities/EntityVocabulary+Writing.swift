import Foundation
import LukeJSON
import LukeSystem

extension EntityVocabulary {
  /// The bytes of transformers' `entity_vocab.json`, as the vocabulary is; see `data(in:)`.
  public var data: Data {
    var bytes: [UInt8] = Array("{".utf8)
    for number in 0..<table.count {
      bytes += (number == 0 ? "\n  " : ",\n  ").utf8
      JSONWriter.append(table.titles.string(at: number), to: &bytes)
      bytes += ": \(table.titles.values[number])".utf8
    }
    bytes += "\n}\n".utf8
    return Data(bytes)
  }

  /// The bytes of a file of a layout.
  ///
  /// For transformers `[MASK2]` is added when it is absent, as its tokenizer needs it; the model then
  /// needs one more row. JSON Lines are byte for byte what LUKE's programs write, special entities
  /// with each language, as they ask for them. Throws `TokenizerError` when the layout cannot hold the
  /// vocabulary; `name` stands in the message.
  public func data(in layout: EntityVocabularyLayout, name: String) throws(TokenizerError) -> Data {
    switch layout {
    case .tabSeparated: try tabSeparated(name)
    case .jsonLines: jsonLines()
    case .transformers: addingTitles([EntityVocabulary.secondMaskTitle]).data
    }
  }

  /// Writes a file in the layout that the end of its name tells: `.tsv`, `.jsonl`, else transformers'.
  ///
  /// It appears whole or not at all, in the place of one that is there. Throws `TokenizerError` when the
  /// layout cannot hold the vocabulary, `FileError` where the system refuses; see `data(in:name:)`.
  public func save(to file: URL) throws {
    let layout = EntityVocabularyLayout(fileName: file.lastPathComponent)
    try AtomicFile.write(data(in: layout, name: file.path), to: file.path)
  }

  private func tabSeparated(_ name: String) throws(TokenizerError) -> Data {
    let failure = { (reason: String) in
      TokenizerError.badContent("\(name): \(reason); write .jsonl, which holds everything")
    }
    if table.hasLanguages { throw failure("a .tsv file holds no languages") }
    var bytes: [UInt8] = []
    for (line, number) in table.numbersByID().enumerated() {
      let id = Int(table.titles.values[number])
      let title = table.titles.key(at: number)
      let quoted = { table.titles.string(at: number).debugDescription }
      guard id >= line else {
        throw failure("a .tsv file holds one title for an id, \(id) has another in \(quoted())")
      }
      guard id == line else { throw failure("a .tsv file leaves no id out, \(line) has no title") }
      guard let count = table.count(at: number) else {
        throw failure("a .tsv file needs counts, \(quoted()) has none")
      }
      guard !title.contains(where: { $0 == 9 || $0 == 10 || $0 == 13 }) else {
        throw failure("a .tsv file holds no tabs and line breaks in titles, as in \(quoted())")
      }
      guard line > 0 || !title.starts(with: ByteOrderMark.utf8) else {
        throw failure("a .tsv file cannot begin with a byte order mark, as in \(quoted())")
      }
      bytes += title
      bytes += "\t\(count)\n".utf8
    }
    return Data(bytes)
  }

  private func jsonLines() -> Data {
    var bytes: [UInt8] = []
    let languages = languages
    var last: (id: Int32, count: Int64?)?
    let finishLine = { (bytes: inout [UInt8]) in
      guard let last else { return }
      bytes += "], \"count\": \(last.count.map { String($0) } ?? "null")}\n".utf8
    }
    for number in table.numbersByID() {
      let id = table.titles.values[number]
      if last?.id == id {
        bytes += ", ".utf8
      } else {
        finishLine(&bytes)
        bytes += "{\"id\": \(id), \"entities\": [".utf8
        last = (id, table.count(at: number))
      }
      let entity = table.entity(at: number)
      let isSpecial = EntityVocabulary.isSpecial(entity.title)
      for (index, language) in (isSpecial ? languages : [entity.language]).enumerated() {
        bytes += (index == 0 ? "[" : ", [").utf8
        PythonString.append(entity.title, to: &bytes)
        bytes += ", ".utf8
        if let language { PythonString.append(language, to: &bytes) } else { bytes += "null".utf8 }
        bytes.append(UInt8(ascii: "]"))
      }
    }
    finishLine(&bytes)
    return Data(bytes)
  }
}

/// Strings of JSON as Python's `json` writes them without escaping what is not ASCII.
private enum PythonString {
  static func append(_ string: String, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    for byte in string.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
      case 8: bytes += "\\b".utf8
      case 9: bytes += "\\t".utf8
      case 10: bytes += "\\n".utf8
      case 12: bytes += "\\f".utf8
      case 13: bytes += "\\r".utf8
      case 0..<0x20:
        let digits = String(byte, radix: 16)
        bytes += ("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
