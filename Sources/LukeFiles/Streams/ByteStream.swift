import Foundation
import LukeSystem

/// The content of a file as a stream of bytes, decompressed if the file is compressed.
///
/// Files may hold several compressed streams one after the other, as the multistream dumps of
/// Wikipedia do. Memory does not depend on the file's size. Pipes can be read as well, and `-` is
/// standard input.
package final class ByteStream {
  /// The path as the user gave it, for messages.
  package let path: String
  /// How the file is compressed.
  package let compression: Compression
  /// The size of the file in bytes; nil for what is not a regular file.
  package var fileSize: Int? { source.fileSize }
  /// How many bytes of the file were used so far.
  package var fileOffset: Int { source.offset }

  private let source: FileSource
  private let decoder: (any StreamDecoder)?
  /// Bytes that were looked at and not read yet, and how many of them were read since.
  private var ahead: [UInt8] = []
  private var aheadPlace = 0
  /// What is wrong after what could be read.
  private var failure: FileError?

  /// Opens a file, or one in a ZIP archive, `data.zip:folder/text.txt`, which is held in memory whole.
  package convenience init(path: String) throws(FileError) {
    if let member = try ArchiveMember(path) {
      try self.init(bytes: member.bytes, path: member.path)
    } else {
      try self.init(FileSource(path: path))
    }
  }

  /// Takes the content of a file that is in memory; messages call it `path`.
  package convenience init(bytes: [UInt8], path: String) throws(FileError) {
    try self.init(FileSource(bytes: bytes[...], path: path))
  }

  private init(_ source: FileSource) throws(FileError) {
    self.source = source
    let path = source.path
    self.path = path
    compression = try Compression(
      start: source.peek(Compression.signatureCount), path: path)
    switch compression {
    case .none: decoder = nil
    case .bzip2: decoder = try BZip2Decoder(path: path)
    case .gzip: decoder = try GzipDecoder(path: path)
    case .zstd: decoder = try ZstdDecoder(path: path)
    }
  }

  /// Whether what is at a path can be read once only, from front to back: a pipe, standard input.
  package static func isReadOnce(_ path: String) -> Bool {
    if path == FileSource.standardInput { return true }
    var status = stat()
    guard stat(path, &status) == 0 else { return false }
    return ![S_IFREG, S_IFDIR].contains(status.st_mode & S_IFMT)
  }

  /// The size of the file as it is, compressed or not, and the CRC-32 of its bytes; what was not read
  /// yet is read for it.
  ///
  /// Only for what `isReadOnce`; the bytes of others can be read again.
  package func digest() throws(FileError) -> (size: Int, checksum: UInt32) {
    try source.digest()
  }

  /// Reads up to as many bytes as `buffer` has room for; 0 means the end.
  ///
  /// If the compressed data are damaged or end too early, all that can be decompressed before is
  /// read first; the error names the byte of the file.
  package func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileError) -> Int {
    guard buffer.count > 0 else { return 0 }
    if aheadPlace < ahead.count {
      let bytes = ahead[aheadPlace...].prefix(buffer.count)
      buffer.copyBytes(from: bytes)
      aheadPlace += bytes.count
      if aheadPlace == ahead.count { (ahead, aheadPlace) = ([], 0) }
      return bytes.count
    }
    if let failure { throw failure }
    if let decoder { return try decoder.read(from: source, into: buffer) }
    try source.fill()
    let count = min(buffer.count, source.available.count)
    buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: source.available[..<count]))
    source.consume(count)
    return count
  }

  /// Reads up to `count` bytes; fewer only at the end, or before damage.
  package func read(upTo count: Int) throws(FileError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var filled = 0
    while filled < count {
      var failure: FileError?
      let got = bytes.withUnsafeMutableBytes { buffer in
        do throws(FileError) {
          return try read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[filled...]))
        } catch {
          failure = error
          return 0
        }
      }
      if let failure {
        self.failure = failure
        if filled == 0 { throw failure }
      }
      guard got > 0 else { break }
      filled += got
    }
    bytes.removeLast(count - filled)
    return bytes
  }

  /// The next bytes, `count` of them or up to the end or to damage, which are still to be read.
  package func peek(_ count: Int) throws(FileError) -> [UInt8] {
    let known = Array(ahead[aheadPlace...])
    guard known.count < count else { return Array(known.prefix(count)) }
    (ahead, aheadPlace) = ([], 0)
    do throws(FileError) {
      ahead = known + (try read(upTo: count - known.count))
    } catch {
      guard !known.isEmpty else { throw error }
      ahead = known
    }
    return ahead
  }
}

/// Decompresses what a source delivers.
protocol StreamDecoder: AnyObject {
  /// Fills a part of `buffer`, at least one byte; 0 means the end.
  func read(
    from source: FileSource, into buffer: UnsafeMutableRawBufferPointer
  ) throws(FileError) -> Int
}
