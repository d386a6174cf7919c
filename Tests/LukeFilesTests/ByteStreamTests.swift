import Foundation
import LukeFiles
import LukeSystem
import LukeTestSupport
import Testing

@Suite struct ByteStreamTests {
  /// Two streams that bzip2 made of "first stream, " (50 bytes) and "second stream".
  private static let bzip2 = Data(
    base64Encoded: """
      QlpoOTFBWSZTWV9VJx0AAAKRgEAEIyIcACAAIgGmIQAwpkIE8gHHi7kinChIL6qTjoBCWmg5MUFZJlNZ8JOX+w\
      AABRGAQAAuA5wAIAAxANNNBAGjJVsOIPJIeLuSKcKEh4Scv9g=
      """)
  /// Two frames that zstd made of "first frame, " and "second frame".
  private static let zstd = Data(
    base64Encoded: "KLUv/QRYaQAAZmlyc3QgZnJhbWUsIBay8ZwotS/9BFhhAABzZWNvbmQgZnJhbWUXZAe2")

  /// Two members that gzip made of "first member, " (34 bytes) and "second member".
  private static let gzip = Data(
    base64Encoded: """
      H4sIAAAAAAACA0vLLCouUchNzU1KLdJRAADe/wpiDgAAAB+LCAAAAAAAAgMrTk3Oz0tRyE3NTUotAgAkdPqfDQAAAA==
      """)

  private func content(_ bytes: Data, at path: String, step: Int = 5) throws -> String {
    try bytes.write(to: URL(filePath: path))
    let stream = try ByteStream(path: path)
    var result: [UInt8] = []
    while case let piece = try stream.read(upTo: step), !piece.isEmpty { result += piece }
    #expect(stream.fileSize == bytes.count)
    #expect(stream.fileOffset <= bytes.count)
    return String(decoding: result, as: UTF8.self)
  }

  @Test func plainBytesStayAsTheyAre() throws {
    let folder = try TemporaryFolder()
    #expect(try content(Data("BZh is no bzip2".utf8), at: folder("a")) == "BZh is no bzip2")
    #expect(try content(Data(), at: folder("b")) == "")
  }

  @Test(arguments: [1, 3, 1000])
  func severalStreamsAreOne(step: Int) throws {
    let folder = try TemporaryFolder()
    let bzip2 = try #require(Self.bzip2)
    #expect(try content(bzip2, at: folder("a"), step: step) == "first stream, second stream")
    #expect(
      try content(bzip2 + Data(count: 512), at: folder("b"), step: step).hasSuffix("stream")
        == true)
    let zstd = try #require(Self.zstd)
    #expect(try content(zstd, at: folder("c"), step: step) == "first frame, second frame")
    let gzip = try #require(Self.gzip)
    #expect(try content(gzip, at: folder("d"), step: step) == "first member, second member")
    #expect(
      try content(gzip + Data(count: 512), at: folder("e"), step: step).hasSuffix("second member"))
  }

  /// What is looked at is still read, and read once.
  @Test(arguments: [1, 14, 20, 1000])
  func whatIsLookedAtIsStillThere(count: Int) throws {
    let folder = try TemporaryFolder()
    for bytes in [try #require(Self.bzip2), Data("first stream, second stream".utf8)] {
      try bytes.write(to: URL(filePath: folder("a")))
      let stream = try ByteStream(path: folder("a"))
      for size in [min(count, 3), count] {
        #expect(try stream.peek(size) == Array("first stream, second stream".utf8.prefix(size)))
      }
      var result: [UInt8] = []
      while case let piece = try stream.read(upTo: 4), !piece.isEmpty { result += piece }
      #expect(String(decoding: result, as: UTF8.self) == "first stream, second stream")
    }
  }

  /// What comes before damage is delivered, however much is asked for at once.
  @Test func damageCostsNothingBeforeIt() throws {
    let folder = try TemporaryFolder()
    try write(Array(try #require(Self.bzip2).prefix(70)), to: folder("a"))
    let stream = try ByteStream(path: folder("a"))
    #expect(try stream.peek(1000) == Array("first stream, ".utf8))
    #expect(try stream.read(upTo: 1000) == Array("first stream, ".utf8))
    for _ in 0..<2 {
      #expect(
        message { try stream.read(upTo: 1000) }
          == "\(folder("a")): the file ends early, at byte 70, within bzip2 data")
    }
  }

  @Test func aWindowOfGigabytesIsRefused() throws {
    // A frame whose window is 2³¹ bytes, with a block of three bytes as they are.
    let frame: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0x00, 0xA8, 0x19, 0, 0, 0x61, 0x62, 0x63]
    #expect(
      try failure(Data(frame))[1]
        == "file: unpacking it takes more memory than the 128 MiB that are given to it; unpack it "
        + "first (zstd -d --long=31), or pack it without --long")
    let allowed = frame.prefix(5) + [0x88] + frame.dropFirst(6)
    #expect(try failure(Data(allowed)) == ["abc", ""])
  }

  @Test func aPipeIsKnownByWhatWasRead() throws {
    let folder = try TemporaryFolder()
    let bytes = Array("some text\n".utf8)
    try write(bytes, to: folder("file"))
    let pipe = Pipe()
    try pipe.fileHandleForWriting.write(contentsOf: bytes)
    try pipe.fileHandleForWriting.close()
    let path = "/dev/fd/\(pipe.fileHandleForReading.fileDescriptor)"
    #expect(ByteStream.isReadOnce(path) && ByteStream.isReadOnce("-"))
    #expect(!ByteStream.isReadOnce(folder("file")) && !ByteStream.isReadOnce(folder("none")))
    let stream = try ByteStream(path: path)
    #expect(try stream.read(upTo: 4) == Array("some".utf8))
    let digest = try stream.digest()
    let expected = try FileDigest(file: folder("file"))
    #expect(digest.size == expected.size && digest.checksum == expected.checksum)
  }

  /// What can be read before the error, and the error's message.
  private func failure(_ bytes: Data) throws -> [String] {
    let folder = try TemporaryFolder()
    let path = folder("file")
    try bytes.write(to: URL(filePath: path))
    var result: [UInt8] = []
    do {
      let stream = try ByteStream(path: path)
      while case let piece = try stream.read(upTo: 1), !piece.isEmpty { result += piece }
      return [String(decoding: result, as: UTF8.self), ""]
    } catch {
      let message = error.description.replacingOccurrences(of: path, with: "file")
      return [String(decoding: result, as: UTF8.self), message]
    }
  }

  @Test func damageNamesTheByte() throws {
    let bzip2 = try #require(Self.bzip2)
    #expect(
      try failure(bzip2.prefix(70))
        == ["first stream, ", "file: the file ends early, at byte 70, within bzip2 data"])
    #expect(
      try failure(bzip2.prefix(52))
        == ["first stream, ", "file: the file ends early, at byte 52, within bzip2 data"])
    #expect(
      try failure(bzip2 + Data("more and more".utf8))
        == [
          "first stream, second stream",
          "file: there is something else after the bzip2 data, from byte 101 on",
        ])
    var damaged = bzip2
    damaged[75] ^= 0xFF
    let found = try failure(damaged)
    #expect(found[0].hasPrefix("first stream, "))
    #expect(found[1].hasPrefix("file: the bzip2 data are damaged before byte "))
    let zstd = try #require(Self.zstd)
    #expect(
      try failure(zstd.dropLast(3))
        == [
          "first frame, second frame",
          "file: the file ends early, at byte \(zstd.count - 3), within Zstandard data",
        ])
    #expect(
      try failure(zstd + Data("garbage".utf8))[1]
        == "file: the Zstandard data are damaged near byte \(zstd.count): Unknown frame descriptor")
    let gzip = try #require(Self.gzip)
    #expect(
      try failure(gzip.prefix(40))
        == ["first member, ", "file: the file ends early, at byte 40, within gzip data"])
    #expect(
      try failure(gzip + Data("more and more".utf8))[1]
        == "file: there is something else after the gzip data, from byte \(gzip.count) on")
    var broken = gzip
    broken[16] ^= 0xFF
    #expect(try failure(broken)[1].hasPrefix("file: the gzip data are damaged near byte "))
  }

  @Test func damagedDataNeverCrash() throws {
    let folder = try TemporaryFolder()
    for original in [
      try #require(Self.bzip2), try #require(Self.zstd), try #require(Self.gzip),
    ] {
      for (index, bytes) in damaged(Array(original), count: 200, seed: 3).enumerated() {
        let path = folder("\(index)")
        try write(bytes, to: path)
        guard let stream = try? ByteStream(path: path) else { continue }
        while let piece = try? stream.read(upTo: 7), !piece.isEmpty {}
      }
    }
  }

  @Test(arguments: [
    ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0], "xz"), ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "7-Zip"),
    ([0x50, 0x4B, 3, 4], "ZIP"), ([0x50, 0x4B, 5, 6], "ZIP"), ([0x04, 0x22, 0x4D, 0x18], "LZ4"),
    ([0x5D, 0, 0, 0x80], "LZMA"), (Array("Rar!\u{1A}\u{7}".utf8), "RAR"),
  ])
  func otherPackingIsNamed(start: [UInt8], name: String) throws {
    #expect(
      try failure(Data(start))[1]
        == "file: is packed with \(name); unpack it, or pack it with bzip2 or zstd")
  }

  @Test func missingFilesAndFoldersAreErrors() throws {
    let folder = try TemporaryFolder()
    #expect(throws: FileError.missing(path: folder("none"))) {
      try ByteStream(path: folder("none"))
    }
    #expect(throws: FileError.malformed(path: folder.path, reason: "is a folder")) {
      try ByteStream(path: folder.path)
    }
  }
}
