import Foundation
import LukeSystem

/// A file, or bytes in memory, read once from start to end, in chunks.
final class FileSource {
  private static let chunkSize = 1 << 18
  /// The path that stands for standard input.
  static let standardInput = "-"

  /// The path, for messages.
  let path: String
  /// The size in bytes; nil for what is not a regular file.
  let fileSize: Int?
  /// How many bytes were consumed.
  private(set) var offset = 0
  /// Nil for bytes in memory.
  private let file: ReadableFile?
  private var memory: ArraySlice<UInt8> = []
  private let chunk: UnsafeMutableRawBufferPointer
  private var range = 0..<0
  /// What was read so far, summed where it cannot be read again.
  private var readCount = 0
  private var checksum: Checksum?

  init(path: String) throws(FileError) {
    let isStandardInput = path == Self.standardInput
    let file =
      isStandardInput
      ? try ReadableFile(standardInputCalled: StandardInput.name)
      : try ReadableFile(path: path, called: StandardInput.name(of: path), as: .stream)
    (self.file, self.path, fileSize) = (file, file.path, file.size)
    checksum = file.size != nil && !isStandardInput ? nil : Checksum()
    chunk = .allocate(byteCount: Self.chunkSize, alignment: 64)
  }

  /// Reads bytes that are there; messages call them `path`.
  init(bytes: ArraySlice<UInt8>, path: String) {
    (file, memory, self.path, fileSize) = (nil, bytes, path, bytes.count)
    chunk = .allocate(byteCount: Self.chunkSize, alignment: 64)
  }

  deinit { chunk.deallocate() }

  /// The bytes that were read and not consumed.
  var available: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: chunk[range])
  }

  /// Notes that the first of the available bytes are used.
  func consume(_ count: Int) {
    range = range.lowerBound + count..<range.upperBound
    offset += count
  }

  /// Makes bytes available if there are none; at the end there are still none.
  func fill() throws(FileError) {
    if range.isEmpty {
      range = 0..<0
      try readMore()
    }
  }

  /// The next bytes, `count` of them or up to the end, without consuming them.
  func peek(_ count: Int) throws(FileError) -> [UInt8] {
    if range.count < count {
      chunk.copyMemory(from: available)
      range = 0..<range.count
      while range.count < count, try readMore() {}
    }
    return Array(available.prefix(count))
  }

  /// Reads after what is there; false at the end.
  @discardableResult
  private func readMore() throws(FileError) -> Bool {
    let free = UnsafeMutableRawBufferPointer(rebasing: chunk[range.upperBound...])
    guard let file else {
      let part = memory.prefix(free.count)
      free.copyBytes(from: part)
      memory = memory.dropFirst(part.count)
      range = range.lowerBound..<range.upperBound + part.count
      return !part.isEmpty
    }
    while true {
      let count = Foundation.read(file.descriptor, free.baseAddress, free.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw FileError.lastSystemError(path, "cannot read") }
      checksum?.update(UnsafeRawBufferPointer(rebasing: free[..<count]))
      readCount += count
      range = range.lowerBound..<range.upperBound + count
      return count > 0
    }
  }

  /// Reads what is left, and gives the size and the CRC-32 of all of it.
  func digest() throws(FileError) -> (size: Int, checksum: UInt32) {
    repeat { range = 0..<0 } while try readMore()
    return (readCount, checksum?.value ?? 0)
  }
}
