import Foundation
import LukeSystem

extension Tokenizer {
  /// Writes the tokenizer's `files` into a folder, which is made where it is not there.
  ///
  /// Files of the same names are replaced, others stay. Each appears whole or not at all.
  /// - Throws: `TokenizerError.badContent` where a file of another tokenizer would stay beside, for
  ///   readers would mix the two; `FileError` where the system refuses.
  public func save(to folder: URL) throws {
    let files = files
    let path = folder.path
    let others = TokenizerFiles.all.filter { name in
      files[name] == nil && FileManager.default.fileExists(atPath: path + "/" + name)
    }
    guard others.isEmpty else {
      throw TokenizerError.badContent(
        "\(path): has \(others.joined(separator: ", ")) of another tokenizer; take that away, or name "
          + "another folder")
    }
    try NewFolder.make(path)
    for (name, content) in files.sorted(by: { $0.key < $1.key }) {
      try AtomicFile.write(content, to: path + "/" + name)
    }
  }
}
