import Foundation

/// What Git leaves in place of a file that Git LFS keeps, where the file itself was not fetched.
///
/// Source: the specification of Git LFS, `docs/spec.md`, "The Pointer".
package enum LargeFilePointer {
  private static let start = "version https://git-lfs.github.com/spec/"
  /// Pointers are below this many bytes.
  private static let mostBytes = 1024

  /// What to say of one, after its name.
  package static let reason = "is a pointer of Git LFS, not the file; git lfs pull brings the file"

  /// Whether the first bytes of a file are those of a pointer.
  package static func begins(_ bytes: some Collection<UInt8>) -> Bool {
    bytes.starts(with: start.utf8)
  }

  /// Throws where the open file is one.
  static func check(_ file: RandomAccessFile) throws {
    guard file.size < mostBytes, file.size > start.utf8.count else { return }
    if begins(try file.bytes(at: 0, count: start.utf8.count)) {
      throw FileError.malformed(path: file.path, reason: reason)
    }
  }

  /// Throws where the file at a path is one; what is wrong with it otherwise is not told here.
  package static func check(_ path: String) throws {
    do { _ = try RandomAccessFile(path: path) } catch let error as FileError {
      if error == .malformed(path: path, reason: reason) { throw error }
    }
  }
}
