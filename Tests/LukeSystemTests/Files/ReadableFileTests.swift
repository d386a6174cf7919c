import Foundation
import LukeSystem
import LukeTestSupport
import Testing

@Suite struct ReadableFileTests {
  /// Whoever reads in pieces hears the same of a folder, and only a stream may be a pipe.
  @Test func whatIsNoFileIsRefused() throws {
    try withTemporaryFolder { folder in
      let (path, pipe) = (folder.path, folder.appending(path: "pipe").path)
      for kind in [ReadableFile.Kind.regular, .stream] {
        #expect(throws: FileError.malformed(path: path, reason: "is a folder")) {
          try ReadableFile(path: path, as: kind)
        }
        #expect(throws: FileError.missing(path: path + "/none")) {
          try ReadableFile(path: path + "/none", as: kind)
        }
      }
      #expect(mkfifo(pipe, 0o600) == 0)
      // Nobody writes to it, and nobody waits for that.
      #expect(throws: FileError.malformed(path: pipe, reason: "not a regular file")) {
        try RandomAccessFile(path: pipe)
      }
    }
  }

  @Test func sizesAreThoseOfFilesAlone() throws {
    try withTemporaryFolder { folder in
      let file = folder.appending(path: "file").path
      try Data(count: 5).write(to: URL(filePath: file))
      #expect(try ReadableFile(path: file, as: .regular).size == 5)
      #expect(try ReadableFile(path: "/dev/null", as: .stream).size == nil)
    }
  }
}
