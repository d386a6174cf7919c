import Foundation
import LukeJSON
import LukeSystem

extension WordPieceFamily {
  static func read(
    _ reader: TokenizerReader, configuration: JSONValue?
  ) throws(TokenizerError) -> (WordPieceFamily, vocabulary: ByteTable)? {
    guard let data = reader.files[tellingFile] else { return nil }
    let lines = try TextLines.split(data, at: reader.place(tellingFile))
    var vocabulary = ByteTable(minimumCapacity: lines.count)
    // A blank line is no token, at the end or between; those after it keep the ids of their lines.
    var family = WordPieceFamily()
    for (index, line) in lines.enumerated() where !TextLines.isBlank(line) {
      if let first = vocabulary.value(of: line) {
        family.repeatedTokens.append("\(line.debugDescription) (\(first) and \(index))")
      }
      vocabulary.set(Int32(index), for: line)
    }
    family.apply(configuration)
    return (family, vocabulary)
  }

  mutating func apply(_ configuration: JSONValue?) {
    guard let configuration else { return }
    let wasStripping = normalizer.stripsAccents != normalizer.lowercases
    if let lowercases = configuration["do_lower_case"]?.bool {
      normalizer.lowercases = lowercases
      // Accents are stripped when text is lower-cased unless said otherwise.
      if !wasStripping { normalizer.stripsAccents = lowercases }
    }
    if let strips = configuration["strip_accents"]?.bool { normalizer.stripsAccents = strips }
    if let separates = configuration["tokenize_chinese_chars"]?.bool {
      normalizer.separatesIdeographs = separates
    }
  }

  func write(to configuration: inout JSONValue) {
    configuration["do_lower_case"] = .bool(normalizer.lowercases)
    configuration["tokenize_chinese_chars"] = .bool(normalizer.separatesIdeographs)
    if normalizer.stripsAccents != normalizer.lowercases {
      configuration["strip_accents"] = .bool(normalizer.stripsAccents)
    }
  }

  func addVocabularyFiles(of definition: TokenizerDefinition, to files: inout [String: Data]) {
    guard files[WordPieceFamily.tellingFile] == nil else { return }
    let table = definition.vocabulary
    let order = (0..<table.count).sorted { table.values[$0] < table.values[$1] }
    // Lines cannot express ids that leave gaps.
    guard order.enumerated().allSatisfy({ table.values[$0.element] == Int32($0.offset) }) else {
      return
    }
    let lines = order.map { table.string(at: $0) + "\n" }
    files[WordPieceFamily.tellingFile] = Data(lines.joined().utf8)
  }
}
