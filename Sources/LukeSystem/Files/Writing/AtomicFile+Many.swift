import Foundation

extension AtomicFile {
  /// Fills a new folder with files and gives it its name, as ``writeFolder(to:key:_:)`` does.
  ///
  /// All files are written before any of them is waited for: with one wait for each, thousands take minutes.
  /// They are read back from the disk before the folder takes its place.
  /// - Parameters:
  ///   - path: the place of the folder.
  ///   - files: names without folders, and contents.
  /// - Throws: `FileError.inputOutput`, and an `Interruption` after a signal.
  public static func writeFolder(
    to path: String, files: [(name: String, bytes: [UInt8])]
  ) throws {
    try writeFolder(
      to: path,
      { partial in
        for file in files {
          try InterruptFlag.current.check()
          try add(file.bytes, as: partial + "/" + file.name)
        }
      },
      verify: { partial in
        for file in files {
          try InterruptFlag.current.check()
          try verify(partial + "/" + file.name, holds: file.bytes)
        }
      })
  }

  private static func add(_ bytes: [UInt8], as path: String) throws {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw FileError.writing(path, "cannot write") }
    do {
      try bytes.withUnsafeBytes { try FileError.write($0, to: descriptor, path) }
    } catch {
      close(descriptor)
      throw error
    }
    try FileError.close(descriptor, path)
  }

  private static func verify(_ path: String, holds bytes: [UInt8]) throws {
    let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw FileError.writing(path, "cannot read back what was written")
    }
    defer { close(descriptor) }
    // What is read back comes from the disk then, not from memory.
    posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED)
    guard let found = try? WholeFile.read(from: descriptor), found == bytes else {
      throw FileError.notAsWritten(path)
    }
  }
}
