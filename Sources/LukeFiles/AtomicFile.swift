import Foundation

/// Files and folders that appear whole or not at all.
public enum AtomicFile {
  /// Writes a file beside its place, makes it durable and then gives it its name.
  ///
  /// `body` gets the path of the partial file (`.name.partial-<process id>` in the same folder),
  /// which it creates and writes. If `body` throws, the partial file is removed and what was at
  /// `path` before is untouched.
  ///
  /// A link is followed. Throws `FileError.inputOutput` for what is there and no file, such as a
  /// device, which a rename would replace.
  public static func write(to path: String, _ body: (_ partialPath: String) throws -> Void) throws {
    let path = try destination(of: path)
    let partial = try beginPartial(of: path)
    do {
      try body(partial)
      try publish(partial, at: path)
    } catch {
      unlink(partial)
      noteFinished(partial)
      throw error
    }
  }

  /// Where a path leads to, links followed; throws unless there is nothing or a regular file.
  private static func destination(of path: String) throws -> String {
    var status = stat()
    guard stat(path, &status) == 0 else { return path }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw FileError.inputOutput(path: path, reason: "cannot write: it is no regular file")
    }
    guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFLNK,
      let resolved = realpath(path, nil)
    else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// Where to write what shall become the file or folder at `path`, after removing what killed
  /// processes left there.
  /// - Throws: `FileError.inputOutput` when there is no folder to write into.
  package static func beginPartial(of path: String) throws -> String {
    let folder = folder(of: path)
    guard access(folder, F_OK) == 0 else {
      throw FileError.inputOutput(
        path: path, reason: "cannot write: there is no folder \(folder)")
    }
    removeAbandonedPartials(in: folder, of: name(of: path))
    let partial = partialPath(beside: path)
    noteUnfinished(partial)
    return partial
  }

  /// Makes a partial file durable and gives it its name.
  package static func publish(_ partial: String, at path: String) throws {
    try synchronize(partial)
    noteFinished(partial)
    guard rename(partial, path) == 0 else {
      throw FileError.lastSystemError(path, "cannot write")
    }
    try synchronize(folder(of: path))
  }

  /// Writes `bytes` as the whole content of the file at `path`.
  public static func write(_ bytes: some Sequence<UInt8>, to path: String) throws {
    try write(to: path) { partial in
      let file = try SequentialFile(creating: partial)
      try Array(bytes).withUnsafeBytes { try file.write($0) }
    }
  }

  /// Fills a new folder beside its place and then gives it its name.
  ///
  /// What is at `path` is replaced; refuse before calling where that is not wanted.
  public static func writeFolder(
    to path: String, _ body: (_ partialPath: String) throws -> Void
  ) throws {
    let partial = try beginPartial(of: path)
    let manager = FileManager.default
    try? manager.removeItem(atPath: partial)
    do {
      guard mkdir(partial, 0o777) == 0 else {
        throw FileError.lastSystemError(path, "cannot create the folder")
      }
      try body(partial)
      for name in try manager.contentsOfDirectory(atPath: partial) {
        try synchronize(partial + "/" + name)
      }
      try synchronize(partial)
      noteFinished(partial)
      try replaceFolder(at: path, with: partial)
    } catch {
      try? manager.removeItem(atPath: partial)
      noteFinished(partial)
      throw error
    }
    try synchronize(folder(of: path))
  }

  /// An old folder is moved aside first, since only an empty one can be renamed over.
  private static func replaceFolder(at path: String, with partial: String) throws {
    if rename(partial, path) == 0 { return }
    guard errno == ENOTEMPTY || errno == EEXIST else {
      throw FileError.lastSystemError(path, "cannot write")
    }
    let old = partial + ".old"
    guard rename(path, old) == 0, rename(partial, path) == 0 else {
      throw FileError.lastSystemError(path, "cannot replace the folder")
    }
    try? FileManager.default.removeItem(atPath: old)
  }

  /// Where the file of `path` lies until it is whole.
  package static func partialPath(beside path: String) -> String {
    folder(of: path) + "/." + name(of: path) + ".partial-\(getpid())"
  }

  private static func name(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  private static func folder(of path: String) -> String {
    let trimmed = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    guard let slash = trimmed.lastIndex(of: "/") else { return "." }
    return slash == trimmed.startIndex ? "/" : String(trimmed[..<slash])
  }

  private static func synchronize(_ path: String) throws {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError.lastSystemError(path, "cannot open") }
    defer { close(descriptor) }
    // Some file systems cannot synchronize folders and say so with EINVAL.
    guard fsync(descriptor) == 0 || errno == EINVAL else {
      throw FileError.lastSystemError(path, "cannot write to disk")
    }
  }
}

/// A new file that is written from front to back.
final class SequentialFile {
  private let path: String
  private let descriptor: Int32

  init(creating path: String) throws {
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    self.path = path
    if descriptor < 0 { throw FileError.lastSystemError(path, "cannot create") }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  func write(_ bytes: UnsafeRawBufferPointer) throws {
    guard var place = bytes.baseAddress else { return }
    var left = bytes.count
    while left > 0 {
      #if canImport(Glibc)
        let count = Glibc.write(descriptor, place, left)
      #else
        let count = Darwin.write(descriptor, place, left)
      #endif
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw FileError.lastSystemError(path, "cannot write") }
      place += count
      left -= count
    }
  }
}
