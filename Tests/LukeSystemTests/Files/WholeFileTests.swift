import Foundation
import LukeSystem
import LukeTestSupport
import Testing

@Suite struct WholeFileTests {
  @Test(arguments: [0, 1, 1 << 18, 600_001])
  func isReadToItsEnd(_ count: Int) throws {
    try withTemporaryFolder { folder in
      let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
      let file = folder.appending(path: "file")
      try Data(bytes).write(to: file)
      #expect(try WholeFile.read(file.path) == bytes)
    }
  }

  /// Where something may come by a pipe, and nowhere else, for a pipe in the place of a file is waited for.
  @Test func aPipeIsReadWhereItIsWanted() throws {
    let pipe = Pipe()
    try pipe.fileHandleForWriting.write(contentsOf: Data("text".utf8))
    try pipe.fileHandleForWriting.close()
    let path = "/dev/fd/\(pipe.fileHandleForReading.fileDescriptor)"
    #expect(throws: WholeFile.Failure.isNoFile(.pipe)) { try WholeFile.read(path) }
    #expect(try WholeFile.read(path, as: .stream) == Array("text".utf8))
  }

  @Test func whatCannotBeReadIsToldApart() throws {
    try withTemporaryFolder { folder in
      let file = folder.appending(path: "file").path
      #expect(throws: WholeFile.Failure.missing) { try WholeFile.read(file) }
      #expect(throws: WholeFile.Failure.isFolder) { try WholeFile.read(folder.path) }
      try Data().write(to: URL(filePath: file))
      #expect(throws: WholeFile.Failure.missing) { try WholeFile.read(file + "/below") }
      #expect(throws: WholeFile.Failure.refused(reason: "File name too long")) {
        try WholeFile.read(String(repeating: "a", count: 300))
      }
    }
  }
}
