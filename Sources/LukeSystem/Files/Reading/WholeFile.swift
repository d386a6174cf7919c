import Foundation

/// Files read whole: the one way to read what is small enough to be held in memory.
package enum WholeFile {
  /// Why a file cannot be read; whoever reads says which file it is and what it should have been.
  package enum Failure: Error, Hashable {
    /// There is nothing.
    case missing
    /// It is a folder.
    case isFolder
    /// It is a pipe, a socket or a device where a file on the disk is needed.
    case isNoFile(FileKind)
    /// The system does not let us look at it or read it, in its own words, or it stands for another file.
    case refused(reason: String)
  }

  /// The bytes of the file at `path`.
  ///
  /// What belongs to a model or a run is a regular file: a pipe there, which nobody may ever write to, is refused
  /// without opening it. What a user hands over for reading once may be a pipe as well.
  package static func read(
    _ path: String, as kind: ReadableFile.Kind = .regular
  ) throws(Failure) -> [UInt8] {
    try check(path, as: kind)
    // What took the place of the file meanwhile is not waited for, either.
    let waiting = kind == .regular ? O_NONBLOCK : 0
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | waiting)
    guard descriptor >= 0 else { throw .refused(reason: SystemReason.text(errno)) }
    defer { close(descriptor) }
    let bytes = try read(from: descriptor)
    if LargeFilePointer.begins(bytes) { throw .refused(reason: "it \(LargeFilePointer.reason)") }
    return bytes
  }

  /// Throws unless there is something at `path` and it is no folder, and nothing but a regular file if that is asked.
  package static func check(
    _ path: String, as kind: ReadableFile.Kind = .stream
  ) throws(Failure) {
    var status = stat()
    guard stat(path, &status) == 0 else {
      throw errno == ENOENT || errno == ENOTDIR
        ? .missing : .refused(reason: SystemReason.text(errno))
    }
    let format = status.st_mode & S_IFMT
    if format == S_IFDIR { throw .isFolder }
    if kind == .regular, format != S_IFREG { throw .isNoFile(FileKind(path)) }
  }

  /// The most bytes of a pipe or a device, which may have no end.
  private static let mostWithoutSize = 1 << 30
  /// Bytes after which what gave nothing but zeros is given up.
  private static let mostZeros = 1 << 20

  /// What can be read of an open file, from where it stands to its end.
  ///
  /// Pipes and devices that give more than a gibibyte, or zeros alone, are refused: neither memory nor
  /// patience would last for those without an end.
  package static func read(from descriptor: Int32) throws(Failure) -> [UInt8] {
    var bytes: [UInt8] = []
    // Large files would be copied each time that the array grows.
    var status = stat()
    let isKnown = fstat(descriptor, &status) == 0
    if isKnown { bytes.reserveCapacity(Int(status.st_size)) }
    let mayBeEndless = isKnown && status.st_mode & S_IFMT != S_IFREG
    var isZero = true
    let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
    defer { chunk.deallocate() }
    while true {
      let count = Foundation.read(descriptor, chunk.baseAddress, chunk.count)
      if count > 0 {
        bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: chunk[..<count]))
        guard mayBeEndless else { continue }
        isZero = isZero && !chunk[..<count].contains { $0 != 0 }
        if isZero, bytes.count >= mostZeros {
          throw .refused(reason: "it gives nothing but zeros, \(bytes.count) bytes of them so far")
        }
        if bytes.count > mostWithoutSize {
          throw .refused(
            reason: "it gives more than 1 GiB, perhaps without an end; write it to a file first")
        }
      } else if count == 0 {
        return bytes
      } else if errno != EINTR {
        throw .refused(reason: SystemReason.text(errno))
      }
    }
  }
}
