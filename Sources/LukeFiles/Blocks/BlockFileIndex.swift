import LukeSystem

/// The index of a file of blocks, read and checked: nothing in it leads outside of the file.
struct BlockFileIndex {
  private(set) var blocks: [BlockFile.Block] = []
  let table: [UInt8]

  init(_ file: RandomAccessFile) throws {
    typealias Format = BlockFileFormat
    func fault(_ reason: String) -> FileError {
      .malformed(path: file.path, reason: reason)
    }
    guard file.size >= Format.trailerCount else {
      throw fault("the file ends early: it has \(file.size) bytes, no room for an index")
    }
    let trailer = try file.bytes(
      at: file.size - Format.trailerCount, count: Format.trailerCount)
    guard trailer.suffix(8).elementsEqual(Format.signature) else {
      throw fault("not a file of blocks, or it ends early: its last bytes are not its end mark")
    }
    let version = Format.read(UInt32.self, at: 40, of: trailer)
    let sum = trailer[..<44].withUnsafeBytes { Checksum(of: $0).value }
    guard Format.read(UInt32.self, at: 44, of: trailer) == sum else {
      throw fault("the end of the file is damaged")
    }
    guard version == Format.version else {
      throw fault(
        "it has version \(version) of the format of block files; this program reads version "
          + "\(Format.version)")
    }
    // The checksum held, so these are what the writer wrote; they may still belong to another file.
    let numbers = [8, 16, 24].map {
      Int(truncatingIfNeeded: Format.read(UInt64.self, at: $0, of: trailer))
    }
    let (offset, storedCount, count) = (numbers[0], numbers[1], numbers[2])
    let blockCount = Int(Format.read(UInt32.self, at: 36, of: trailer))
    guard offset >= 0, storedCount >= 0, count >= Format.entryCount * blockCount,
      count <= Format.largestBlock + 64 * file.size, blockCount <= file.size / 8,
      storedCount <= file.size,
      offset == file.size - Format.trailerCount - storedCount
    else { throw fault("the file ends early, or bytes were added to it") }
    let header = Format.skippableHeaderCount
    guard offset >= header,
      try file.bytes(at: offset - header, count: header)
        == Format.skippableHeader(count: storedCount)
    else { throw fault("the index, at byte \(offset), is damaged") }
    let frame = try file.bytes(at: offset, count: storedCount)
    guard let index = frame.withUnsafeBytes({ Zstandard.decompress($0, count: count) }),
      index.withUnsafeBytes({ Checksum(of: $0).value })
        == Format.read(UInt32.self, at: 32, of: trailer)
    else { throw fault("the index, at byte \(offset), is damaged") }
    table = Array(index[(Format.entryCount * blockCount)...])
    var place = 0
    for number in 0..<blockCount {
      let values = (0..<4).map {
        Format.read(UInt32.self, at: Format.entryCount * number + 4 * $0, of: index)
      }
      guard values[1] <= Format.largestBlock else {
        throw fault(
          "block \(number) has \(values[1]) bytes, more than the \(Format.largestBlock) that are read"
        )
      }
      blocks.append(
        BlockFile.Block(
          offset: place, storedCount: Int(values[0]), count: Int(values[1]), checksum: values[2],
          itemCount: Int(values[3])))
      place += Int(values[0])
    }
    guard place + Format.skippableHeaderCount == offset else {
      throw fault("the index, at byte \(offset), does not fit the file")
    }
  }
}
