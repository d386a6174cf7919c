import Foundation
import LukeFiles
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
  }

  @Test func damagedDataNeverCrash() throws {
    let folder = try TemporaryFolder()
    for original in [try #require(Self.bzip2), try #require(Self.zstd)] {
      for (index, bytes) in damaged(Array(original), count: 200, seed: 3).enumerated() {
        let path = folder("\(index)")
        try write(bytes, to: path)
        guard let stream = try? ByteStream(path: path) else { continue }
        while let piece = try? stream.read(upTo: 7), !piece.isEmpty {}
      }
    }
  }

  @Test(arguments: [
    ([0x1F, 0x8B, 8, 0], "gzip"), ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0], "xz"),
    ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "7-Zip"),
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
