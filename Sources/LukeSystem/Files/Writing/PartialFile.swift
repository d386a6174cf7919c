import Foundation

/// A new file that is written beside its place and takes it only when it is whole, on the disk, and
/// was read back from there.
///
/// What is not published is removed. Not for several threads.
package final class PartialFile {
  /// Where the file lies until it is whole: `.name.partial-<process id>` in the folder of its place.
  package let path: String

  /// The path as the user gave it, for messages.
  private let name: String
  private let folder: OpenFolder
  /// The names of file and place within the folder.
  private let partialName: String
  private let finalName: String
  private let descriptor: Int32
  private var isOpen = true
  /// Whether there is a partial file of ours.
  private var isPending = false
  private var count = 0
  private var checksum = Checksum()

  /// The size of what was written, and its CRC-32.
  package var digest: FileDigest { FileDigest(size: count, checksum: checksum.value) }

  /// Begins the file that shall be at `path`, after removing what killed processes left of it.
  ///
  /// A link is followed.
  /// - Throws: `FileError.inputOutput` when it cannot be made, and for what is there and no regular
  ///   file, such as a folder or a device, which a rename would replace.
  package init(of path: String) throws {
    name = path
    let target = try AtomicFile.destination(of: path)
    folder = try OpenFolder(RealPath.folder(of: target), for: path)
    finalName = RealPath.name(of: target)
    partialName = AtomicFile.partialName(of: finalName)
    self.path = folder.path + "/" + partialName
    AtomicFile.removeAbandonedPartials(in: folder.path, of: finalName)
    // Never what is there already: others may have put a link in the way.
    descriptor = openat(
      folder.descriptor, partialName, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else {
      isOpen = false
      throw FileError.writing(path, "cannot write")
    }
    isPending = true
    ActivePartials.insert(partialName, in: folder.path)
  }

  deinit { discard() }

  /// Adds bytes to the end of the file.
  package func write(_ bytes: UnsafeRawBufferPointer) throws {
    if bytes.baseAddress == nil { return }
    try FileError.write(bytes, to: descriptor, name)
    checksum.update(bytes)
    count += bytes.count
  }

  /// Makes the file durable, reads it back, and gives it its name.
  ///
  /// Nothing that it replaces may be removed before this has returned.
  /// - Parameter verify: compares what is on the disk with what should be there; nil compares it with
  ///   what `write` was given.
  package func publish(verify: (() throws -> Void)? = nil) throws {
    try explained {
      try FileError.synchronize(descriptor, name)
      // What is read back comes from the disk then, not from memory.
      posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED)
      if let verify { try verify() } else { try self.verify() }
      isOpen = false
      try FileError.close(descriptor, name)
      try folder.check(for: name)
      guard folder.rename(partialName, to: finalName) else {
        throw FileError.writing(name, "cannot write")
      }
      forget()
      try folder.synchronize(for: name)
    }
  }

  /// Removes the file, if it was not published.
  package func discard() {
    if isOpen { close(descriptor) }
    isOpen = false
    guard isPending else { return }
    folder.remove(partialName)
    forget()
  }

  /// Runs a part of the writing; its errors name the file and not the partial one, and say so where
  /// the whole folder is gone.
  package func explained<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let error as FileError {
      let isAbout = error.path == path || error.path == name
      if isAbout { try folder.check(for: name) }
      guard case .missing = error, isAbout else { throw error.naming(name, insteadOf: path) }
      throw FileError.inputOutput(
        path: name, reason: "cannot write: it was removed in the meantime")
    }
  }

  private func verify() throws {
    let expected = digest
    var (found, size) = (Checksum(), 0)
    let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
    defer { chunk.deallocate() }
    while true {
      let read = pread(descriptor, chunk.baseAddress, chunk.count, off_t(size))
      if read < 0 && errno == EINTR { continue }
      guard read >= 0 else { throw FileError.writing(name, "cannot read back what was written") }
      if read == 0 { break }
      found.update(UnsafeRawBufferPointer(rebasing: chunk[..<read]))
      size += read
    }
    guard size == expected.size, found.value == expected.checksum else {
      throw FileError.notAsWritten(name)
    }
  }

  /// Notes that there is no partial file any more.
  private func forget() {
    isPending = false
    ActivePartials.remove(partialName, in: folder.path)
  }
}

extension FileError {
  /// What is said of a file whose bytes on the disk are not those that were written.
  package static func notAsWritten(_ name: String) -> FileError {
    .inputOutput(
      path: name,
      reason: "cannot write: what was read back from the disk is not what was written there")
  }

  /// The error with another path, wherever it names it.
  func naming(_ name: String, insteadOf path: String) -> FileError {
    func changed(_ text: String) -> String { text.replacingOccurrences(of: path, with: name) }
    return switch self {
    case .missing(let path): .missing(path: changed(path))
    case .malformed(let path, let reason):
      .malformed(path: changed(path), reason: changed(reason))
    case .inputOutput(let path, let reason):
      .inputOutput(path: changed(path), reason: changed(reason))
    }
  }
}
