import Foundation

/// The names of what is in a folder: those that paths can have, and those that are no text.
package struct FolderNames: Sendable {
  /// Names in UTF-8, sorted by their bytes, hidden ones too.
  package private(set) var names: [String] = []
  /// Names that are not UTF-8, each of the bytes that are none written as `\xE9`; no path leads to them.
  package private(set) var unreadable: [String] = []

  /// Reads a folder; none for what is no folder, or cannot be read.
  package init(_ folder: String) {
    guard let directory = opendir(folder) else { return }
    defer { closedir(directory) }
    while let entry = readdir(directory) {
      let bytes = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      if bytes == Array(".".utf8) || bytes == Array("..".utf8) { continue }
      if let name = String(validating: bytes, as: UTF8.self) {
        names.append(name)
      } else {
        unreadable.append(Self.escaped(bytes))
      }
    }
    names.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    unreadable.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private static func escaped(_ bytes: [UInt8]) -> String {
    bytes.map { byte in
      byte < 0x80
        ? String(UnicodeScalar(byte)) : "\\x" + String(byte, radix: 16, uppercase: true)
    }.joined()
  }
}
