import Foundation
import LukeFiles
import LukeSystem
import LukeTestSupport
import Testing

@Suite struct BlockFileTests {
  private let blocks: [[UInt8]] = [Array("first".utf8), [], Array(repeating: 7, count: 100_000)]
  private let table: [UInt8] = [1, 2, 3, 4, 5]

  private func write(_ path: String) throws -> FileDigest {
    let writer = try BlockFileWriter(path: path)
    for (number, block) in blocks.enumerated() { try writer.append(block, itemCount: number + 1) }
    return try writer.finish(table: table)
  }

  @Test func blocksComeBack() throws {
    try withTemporaryFolder { folder in
      let path = folder.path + "/blocks.zst"
      let summary = try write(path)
      let (file, table) = try BlockFile.open(path: path)
      #expect(table == self.table)
      #expect(file.blocks.map(\.itemCount) == [1, 2, 3])
      for number in [2, 0, 1] { #expect(try file.content(ofBlock: number) == blocks[number]) }
      let bytes = try Data(contentsOf: URL(filePath: path))
      #expect(summary.size == bytes.count && file.size == bytes.count)
      #expect(summary.checksum == bytes.withUnsafeBytes { Checksum(of: $0).value })
      #expect(try file.checksum() == summary.checksum)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["blocks.zst"])
    }
  }

  @Test func noBlocksAreAFileToo() throws {
    try withTemporaryFolder { folder in
      let path = folder.path + "/none"
      _ = try BlockFileWriter(path: path).finish(table: [])
      let (file, table) = try BlockFile.open(path: path)
      #expect(file.blocks.isEmpty && table.isEmpty)
    }
  }

  @Test func unfinishedFilesAreGone() throws {
    try withTemporaryFolder { folder in
      do {
        let writer = try BlockFileWriter(path: folder.path + "/blocks")
        try writer.append([1, 2, 3], itemCount: 1)
      }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
    }
  }

  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/zstd")))
  func zstdReadsIt() throws {
    try withTemporaryFolder { folder in
      let path = folder.path + "/blocks.zst"
      _ = try write(path)
      let process = Process()
      process.executableURL = URL(filePath: "/usr/bin/zstd")
      process.arguments = ["-q", "-d", path, "-o", folder.path + "/out"]
      try process.run()
      process.waitUntilExit()
      #expect(process.terminationStatus == 0)
      let content = try Data(contentsOf: URL(filePath: folder.path + "/out"))
      #expect(content.starts(with: blocks.joined()))
    }
  }

  @Test func everyDamageIsFound() throws {
    try withTemporaryFolder { folder in
      let path = folder.path + "/blocks"
      _ = try write(path)
      let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
      for index in bytes.indices {
        var damaged = bytes
        // All bits but one that has no meaning in the head of a Zstandard frame.
        damaged[index] ^= 0xEF
        try Data(damaged).write(to: URL(filePath: path))
        let text = message {
          let (file, table) = try BlockFile.open(path: path)
          for number in file.blocks.indices { _ = try file.content(ofBlock: number) }
          #expect(table == self.table)
        }
        #expect(text.hasPrefix(path + ": "), "byte \(index) of \(bytes.count): \(text)")
      }
    }
  }

  @Test func everyTruncationIsFound() throws {
    try withTemporaryFolder { folder in
      let path = folder.path + "/blocks"
      _ = try write(path)
      let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
      for count in bytes.indices {
        try Data(bytes[..<count]).write(to: URL(filePath: path))
        #expect(message { _ = try BlockFile.open(path: path) }.hasPrefix(path + ": "))
      }
      try Data(bytes + [0]).write(to: URL(filePath: path))
      #expect(
        message { _ = try BlockFile.open(path: path) }
          == "\(path): not a file of blocks, or it ends early: its last bytes are not its end mark")
      try Data([1] + bytes).write(to: URL(filePath: path))
      #expect(
        message { _ = try BlockFile.open(path: path) }
          == "\(path): the file ends early, or bytes were added to it")
      try Data().write(to: URL(filePath: path))
      #expect(
        message { _ = try BlockFile.open(path: path) }
          == "\(path): the file ends early: it has 0 bytes, no room for an index")
    }
  }

  @Test func damagedBlocksAreNamed() throws {
    try withTemporaryFolder { folder in
      let path = folder.path + "/blocks"
      _ = try write(path)
      let block = try BlockFile.open(path: path).file.blocks[2]
      var bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
      bytes[block.offset + 8] ^= 1
      try Data(bytes).write(to: URL(filePath: path))
      let file = try BlockFile.open(path: path).file
      #expect(try file.content(ofBlock: 0) == blocks[0])
      #expect(
        message { _ = try file.content(ofBlock: 2) }
          == "\(path): block 2, at byte \(block.offset), is damaged")
    }
  }

  @Test func otherVersionsAreRefused() throws {
    try withTemporaryFolder { folder in
      let path = folder.path + "/blocks"
      _ = try write(path)
      var bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
      let end = bytes.count - 56
      bytes[end + 40] = 2
      let sum = bytes[end..<end + 44].withUnsafeBytes { Checksum(of: $0).value }
      for index in 0..<4 { bytes[end + 44 + index] = UInt8(truncatingIfNeeded: sum >> (8 * index)) }
      try Data(bytes).write(to: URL(filePath: path))
      #expect(
        message { _ = try BlockFile.open(path: path) } == """
          \(path): it has version 2 of the format of block files; this program reads version 1
          """)
    }
  }

  @Test func missingFilesAndFolders() {
    #expect(
      message { _ = try BlockFile.open(path: "/nowhere/x") } == "/nowhere/x: no such file or folder"
    )
    #expect(
      message { _ = try BlockFileWriter(path: "/nowhere/x") }
        == "/nowhere/x: cannot write: there is no folder /nowhere")
  }
}
