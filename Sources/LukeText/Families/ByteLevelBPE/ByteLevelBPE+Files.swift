import Foundation
import LukeJSON
import LukeSystem

extension ByteLevelBPE {
  static func read(
    _ reader: TokenizerReader, configuration: JSONValue?
  ) throws(TokenizerError) -> (ByteLevelBPE, vocabulary: ByteTable)? {
    let entries = try reader.json(vocabularyFile)
    let data = reader.files[mergesFile]
    guard let entries else {
      if data == nil { return nil }
      throw .missingFile("\(reader.origin): merges.txt is there but vocab.json is missing")
    }
    guard let data else {
      throw .missingFile("\(reader.origin): vocab.json is there but merges.txt is missing")
    }
    var family = ByteLevelBPE(merges: try merges(data, reader))
    family.apply(configuration)
    family.unknown = roles.tokens["unk_token"]
    return (family, try reader.vocabulary(entries, in: vocabularyFile))
  }

  mutating func apply(_ configuration: JSONValue?) {
    if let adds = configuration?["add_prefix_space"]?.bool { addsPrefixSpace = adds }
    if let trims = configuration?["trim_offsets"]?.bool { trimsOffsets = trims }
  }

  func write(to configuration: inout JSONValue) {
    configuration["add_prefix_space"] = .bool(addsPrefixSpace)
    configuration["trim_offsets"] = .bool(trimsOffsets)
  }

  func addVocabularyFiles(of definition: TokenizerDefinition, to files: inout [String: Data]) {
    if files[ByteLevelBPE.vocabularyFile] == nil {
      let table = definition.vocabulary
      let entries = (0..<table.count).map {
        JSONValue.Member(key: table.string(at: $0), value: .number(String(table.values[$0])))
      }
      files[ByteLevelBPE.vocabularyFile] = TokenizerFileEditor.data(.object(entries))
    }
    if files[ByteLevelBPE.mergesFile] == nil {
      let lines = merges.map { "\($0.0) \($0.1)\n" }
      files[ByteLevelBPE.mergesFile] = Data(("#version: 0.2\n" + lines.joined()).utf8)
    }
  }

  private static func merges(
    _ data: Data, _ reader: TokenizerReader
  ) throws(TokenizerError) -> [(String, String)] {
    var merges: [(String, String)] = []
    let lines = try TextLines.split(data, at: reader.place(mergesFile))
    for (index, line) in lines.enumerated() {
      if TextLines.isBlank(line) || index == 0 && line.hasPrefix("#version") { continue }
      guard let merge = merge(line) else {
        throw .badContent(
          "\(reader.place(mergesFile)), line \(index + 1): expected two symbols with a space "
            + "between them")
      }
      merges.append(merge)
    }
    return merges
  }

  /// The two halves of a merge.
  static func merge(_ line: String) -> (String, String)? {
    let parts = line.utf8.split(separator: 0x20, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
    return (String(parts[0]) ?? "", String(parts[1]) ?? "")
  }
}
