import Foundation
import LukeSystem

/// A file that is read once from its start to its end, in chunks.
final class FileSource {
  private static let chunkSize = 1 << 18
  /// The path that stands for standard input.
  static let standardInput = "-"

  /// The path, for messages.
  var path: String { file.path }
  /// The size in bytes; nil for what is not a regular file.
  var fileSize: Int? { file.size }
  /// How many bytes were consumed.
  private(set) var offset = 0
  private let file: ReadableFile
  private let chunk: UnsafeMutableRawBufferPointer
  private var range = 0..<0
  /// What was read so far, summed where it cannot be read again.
  private var readCount = 0
  private var checksum: Checksum?

  init(path: String) throws(FileError) {
    let isStandardInput = path == Self.standardInput
    file =
      isStandardInput
      ? try ReadableFile(standardInputCalled: StandardInput.name)
      : try ReadableFile(path: path, called: StandardInput.name(of: path), as: .stream)
    checksum = file.size != nil && !isStandardInput ? nil : Checksum()
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
