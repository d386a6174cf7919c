import Foundation

/// A file open for reading at any place.
///
/// It reads with `pread` and not through a memory map: a file that shrinks while it is read gives an
/// error then, and not a signal.
final class RandomAccessFile: Sendable {
  let path: String
  let size: Int
  private let descriptor: Int32

  init(path: String) throws {
    // A pipe that nobody writes to would otherwise be waited for.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw FileError.lastSystemError(path, "cannot open") }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      let error = FileError.lastSystemError(path, "cannot read")
      close(descriptor)
      throw error
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw FileError.malformed(path: path, reason: "not a regular file")
    }
    self.path = path
    self.descriptor = descriptor
    size = Int(status.st_size)
  }

  deinit { close(descriptor) }

  /// Fills `destination` with the bytes from `offset` on.
  func read(at offset: Int, into destination: UnsafeMutableRawBufferPointer) throws {
    guard var place = destination.baseAddress else { return }
    var (offset, left) = (offset, destination.count)
    while left > 0 {
      let count = pread(descriptor, place, left, off_t(offset))
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw FileError.lastSystemError(path, "cannot read") }
      guard count > 0 else {
        throw FileError.malformed(path: path, reason: "the file ends early, at byte \(offset)")
      }
      place += count
      offset += count
      left -= count
    }
  }

  /// The `count` bytes from `offset` on.
  func bytes(at offset: Int, count: Int) throws -> [UInt8] {
    guard offset >= 0, count >= 0, count <= size, offset <= size - count else {
      throw FileError.malformed(
        path: path, reason: "the file ends early: bytes \(offset) to \(offset &+ count) of \(size)")
    }
    return try [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      try read(
        at: offset,
        into: UnsafeMutableRawBufferPointer(
          rebasing: UnsafeMutableRawBufferPointer(buffer)[..<count]))
      initialized = count
    }
  }
}

extension RandomAccessFile {
  /// How many bytes are held at once while elements are converted.
  private static let pieceSize = 1 << 20

  /// Reads floating-point elements that lie one after the other from `offset` on.
  func readElements(
    _ type: ElementType, at offset: Int, into destination: UnsafeMutableBufferPointer<Float>
  ) throws {
    if type == .float32 {
      return try read(at: offset, into: UnsafeMutableRawBufferPointer(destination))
    }
    try inPieces(of: type, at: offset, count: destination.count) { bytes, elements in
      type.widen(
        bytes, into: UnsafeMutableBufferPointer(rebasing: destination[elements]))
    }
  }

  /// Reads integer elements that lie one after the other from `offset` on.
  func readIntegers(_ type: ElementType, at offset: Int, count: Int) throws -> [Int64] {
    var result: [Int64] = []
    result.reserveCapacity(min(count, size))
    try inPieces(of: type, at: offset, count: count) { bytes, _ in
      type.appendIntegers(bytes, to: &result)
    }
    return result
  }

  private func inPieces(
    of type: ElementType, at offset: Int, count: Int,
    _ body: (UnsafeRawBufferPointer, Range<Int>) -> Void
  ) throws {
    let pieceCount = Self.pieceSize / type.byteCount
    let piece = UnsafeMutableRawBufferPointer.allocate(
      byteCount: min(count, pieceCount) * type.byteCount, alignment: 16)
    defer { piece.deallocate() }
    for start in stride(from: 0, to: count, by: pieceCount) {
      let elements = start..<min(start + pieceCount, count)
      let part = UnsafeMutableRawBufferPointer(
        rebasing: piece[..<(elements.count * type.byteCount)])
      try read(at: offset + start * type.byteCount, into: part)
      body(UnsafeRawBufferPointer(part), elements)
    }
  }
}

extension FileError {
  /// The error for the system call that just failed, as `errno` has it.
  static func lastSystemError(_ path: String, _ action: String) -> FileError {
    let code = errno
    if code == ENOENT || code == ENOTDIR { return .missing(path: path) }
    return .inputOutput(path: path, reason: "\(action): \(String(cString: strerror(code)))")
  }
}
