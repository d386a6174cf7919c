import Foundation

/// Files and folders that appear whole or not at all.
///
/// Before anything takes the place of what was there it is on the disk and was read back from there;
/// see `PartialFile`.
public enum AtomicFile {
  /// Writes `bytes` as the whole content of the file at `path`.
  ///
  /// If anything fails, nothing is left of the new file and what was at `path` is untouched. A link is
  /// followed. Throws `FileError.inputOutput`, also for what is there and no file, such as a device,
  /// which a rename would replace.
  public static func write(_ bytes: some Sequence<UInt8>, to path: String) throws {
    let file = try PartialFile(of: path)
    try Array(bytes).withUnsafeBytes { try file.write($0) }
    try file.publish()
  }

  /// Throws unless a file can be written at `path`: for asking before long work.
  ///
  /// Tries it, and leaves nothing behind.
  public static func checkRoom(forFile path: String) throws {
    try PartialFile(of: path).discard()
  }

  // MARK: Names

  /// Where a path leads to, links followed; throws unless there is nothing or a regular file.
  static func destination(of path: String) throws -> String {
    guard !path.hasSuffix("/") else {
      throw FileError.inputOutput(
        path: path, reason: "cannot write: a path that ends with / names a folder, not a file")
    }
    var status = stat()
    guard stat(path, &status) == 0 else {
      guard lstat(path, &status) != 0 else {
        throw FileError.inputOutput(
          path: path, reason: "cannot write: it is a link that leads nowhere")
      }
      return path
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      let found = status.st_mode & S_IFMT == S_IFDIR ? "is a folder" : "is no regular file"
      throw FileError.inputOutput(path: path, reason: "cannot write: it \(found)")
    }
    guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFLNK else { return path }
    return RealPath.of(path) ?? path
  }
}
