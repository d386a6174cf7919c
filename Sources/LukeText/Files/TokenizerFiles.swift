import Foundation
import LukeSystem

/// The names of a tokenizer's files and reading them from a folder.
package enum TokenizerFiles {
  static let tokenizer = "tokenizer.json"
  package static let configuration = "tokenizer_config.json"
  static let specialTokens = "special_tokens_map.json"
  static let addedTokens = "added_tokens.json"

  /// The files beside those of the vocabulary.
  private static let common = [tokenizer, configuration, specialTokens, addedTokens]

  /// The files that are read.
  static let readable = common + TokenizerFamilies.readable.flatMap { $0.vocabularyFiles }

  /// The files that belong to a tokenizer, those that cannot be read yet included.
  static let all = common + TokenizerFamilies.all.flatMap { $0.vocabularyFiles }

  /// The files that are in the folder; where none of them is a vocabulary also those that tell what the
  /// folder has instead.
  static func read(from folder: URL) throws(TokenizerError) -> [String: Data] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder.path, isDirectory: &isFolder) else {
      if let reason = SystemReason.ofLooking(at: folder.path) {
        throw .unreadable("\(folder.path): cannot be read: \(reason)")
      }
      throw .missingFile("\(folder.path): no such folder")
    }
    guard isFolder.boolValue else {
      throw .badContent("\(folder.path): not a folder; give the folder that holds the tokenizer")
    }
    var files: [String: Data] = [:]
    for name in readable {
      files[name] = try content(of: folder.appendingPathComponent(name))
    }
    if Set(files.keys).isDisjoint(with: readable.filter(isVocabulary)) {
      files.merge(SentencePieceFamily.starts(in: folder)) { known, _ in known }
    }
    return files
  }

  private static func isVocabulary(_ name: String) -> Bool {
    name == tokenizer || !common.contains(name)
  }

  /// The bytes of one file.
  static func read(_ file: URL) throws(TokenizerError) -> Data {
    guard let data = try content(of: file) else {
      throw .missingFile("\(file.path): no such file")
    }
    return data
  }

  /// The bytes of one file; nil where there is none.
  private static func content(of file: URL) throws(TokenizerError) -> Data? {
    do throws(WholeFile.Failure) { return Data(try WholeFile.read(file.path)) } catch {
      switch error {
      case .missing: return nil
      case .isFolder:
        throw .unreadable("\(file.path): cannot be read: \(SystemReason.text(EISDIR))")
      case .isNoFile(let kind): throw .badContent("\(file.path): is \(kind.name), not a file")
      case .refused(let reason): throw .unreadable("\(file.path): cannot be read: \(reason)")
      }
    }
  }
}
