import Foundation

/// The content of a file as a stream of bytes, decompressed if the file is compressed.
///
/// Files may hold several compressed streams one after the other, as the multistream dumps of
/// Wikipedia do. Memory does not depend on the file's size. Pipes can be read as well.
package final class ByteStream {
  /// The path as the user gave it.
  package let path: String
  /// How the file is compressed.
  package let compression: Compression
  /// The size of the file in bytes; nil for what is not a regular file.
  package var fileSize: Int? { source.fileSize }
  /// How many bytes of the file were used so far.
  package var fileOffset: Int { source.offset }

  private let source: FileSource
  private let decoder: (any StreamDecoder)?

  /// Opens a file.
  package init(path: String) throws(FileError) {
    self.path = path
    source = try FileSource(path: path)
    compression = try Compression(
      start: source.peek(Compression.signatureCount), path: path)
    switch compression {
    case .none: decoder = nil
    case .bzip2: decoder = try BZip2Decoder(path: path)
    case .zstd: decoder = try ZstdDecoder(path: path)
    }
  }

  /// Reads up to as many bytes as `buffer` has room for; 0 means the end.
  ///
  /// If the compressed data are damaged or end too early, all that can be decompressed before is
  /// read first; the error names the byte of the file.
  package func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileError) -> Int {
    guard buffer.count > 0 else { return 0 }
    if let decoder { return try decoder.read(from: source, into: buffer) }
    try source.fill()
    let count = min(buffer.count, source.available.count)
    buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: source.available[..<count]))
    source.consume(count)
    return count
  }

  /// Reads up to `count` bytes; fewer only at the end.
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
      if let failure { throw failure }
      guard got > 0 else { break }
      filled += got
    }
    bytes.removeLast(count - filled)
    return bytes
  }
}

/// Decompresses what a source delivers.
protocol StreamDecoder: AnyObject {
  /// Fills a part of `buffer`, at least one byte; 0 means the end.
  func read(
    from source: FileSource, into buffer: UnsafeMutableRawBufferPointer
  ) throws(FileError) -> Int
}
