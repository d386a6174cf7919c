import Foundation
import LukeSystem
import LukeTestSupport
import Testing

@Suite struct NewFolderTests {
  @Test func isMadeWithThoseAboveIt() throws {
    try withTemporaryFolder { folder in
      let path = folder.path + "/a/b/c/"
      try NewFolder.make(path)
      try NewFolder.make(path)
      #expect(try AtomicFile.names(in: path).isEmpty)
    }
  }

  /// What was made on the way goes again.
  @Test func nothingIsLeftOfOneThatCannotBeMade() throws {
    try withTemporaryFolder { folder in
      let home = folder.path
      try Data().write(to: folder.appending(path: "file"))
      #expect(symlink("nowhere", home + "/link") == 0)
      let long = String(repeating: "x", count: 300)
      for (name, reason) in [
        ("file", "it is a file"), ("file/a", "\(home)/file is a file"),
        ("a/b/\(long)", "File name too long"), ("a/../b/\(long)", "File name too long"),
        (
          "link",
          "it is a link that leads nowhere; remove it, or make the folder that it is to lead to"
        ),
      ] {
        let path = home + "/" + name
        #expect(
          throws: FileError.inputOutput(path: path, reason: "cannot make the folder: \(reason)")
        ) { try NewFolder.make(path) }
        #expect(try AtomicFile.names(in: home) == ["file", "link"])
      }
    }
  }
}
