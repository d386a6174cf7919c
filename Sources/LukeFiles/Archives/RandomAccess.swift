import LukeSystem

/// What can be read at any place: a file, or bytes in memory.
protocol RandomAccess {
  /// What messages call it.
  var path: String { get }
  /// Bytes.
  var size: Int { get }
  /// The `count` bytes from `offset` on; throws `FileError`, also for places outside.
  func bytes(at offset: Int, count: Int) throws -> [UInt8]
}

extension RandomAccessFile: RandomAccess {}

/// The content of a file that is in memory.
struct BytesInMemory: RandomAccess {
  let path: String
  let content: [UInt8]
  var size: Int { content.count }

  func bytes(at offset: Int, count: Int) throws -> [UInt8] {
    Array(try slice(at: offset, count: count))
  }

  func slice(at offset: Int, count: Int) throws -> ArraySlice<UInt8> {
    guard offset >= 0, count >= 0, count <= size, offset <= size - count else {
      throw FileError.malformed(
        path: path, reason: "the file ends early: bytes \(offset) to \(offset &+ count) of \(size)")
    }
    return content[offset..<offset + count]
  }
}
