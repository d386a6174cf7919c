import Foundation
import LukeJSON

/// All kinds of tokenizers that are known.
///
/// In the order in which their files are looked for. A new family is a folder beside this file and a
/// line here.
enum TokenizerFamilies {
  static let all: [any TokenizerFamily.Type] = [
    WordPieceFamily.self,
    ByteLevelBPE.self,
    SentencePieceFamily.self,
  ]

  /// Those whose files can be read.
  static let readable = all.compactMap { $0 as? any ReadableTokenizerFamily.Type }

  /// What models `tokenizer.json` may have, in words.
  static var modelNames: String {
    readable.map { $0.modelName }.sorted().joined(separator: ", ")
  }

  /// What files a folder may have, in words.
  static var fileNames: String {
    let names = ["tokenizer.json"] + readable.map { $0.filesName }.sorted()
    return names.dropLast().joined(separator: ", ") + ", or " + (names.last ?? "")
  }

  /// The family that files are of; `nil` when no file tells.
  static func family(
    of reader: TokenizerReader
  ) throws(TokenizerError) -> (any TokenizerFamily.Type)? {
    if let family = all.first(where: { reader.files[$0.tellingFile] != nil }) { return family }
    let whole = try reader.json(TokenizerFiles.tokenizer)
    guard let type = whole?["model"]?["type"]?.string else { return nil }
    return all.first { $0.modelType == type }
  }
}
