import Foundation
import LukeFiles
import LukeTestSupport
import Testing

@Suite struct AtomicFileTests {
  @Test func partialFilesOfDeadProcessesAreRemoved() throws {
    let folder = try TemporaryFolder()
    // Process ids end far below this number on Linux.
    let names = [
      ".a.h5.partial-2147483646", ".b.h5.partial-\(getpid())", "c.partial-2147483646", ".d",
    ]
    for name in names { try write([1], to: folder(name)) }
    #expect(AtomicFile.removeAbandonedPartials(in: folder.path) == [names[0]])
    #expect(folder.names == names.dropFirst().sorted())
    #expect(AtomicFile.removeAbandonedPartials(in: "/nowhere") == [])
  }

  @Test func anOldFolderIsReplacedWhole() throws {
    let folder = try TemporaryFolder()
    let path = folder("model")
    for content in [UInt8(1), 2] {
      try AtomicFile.writeFolder(to: path) { partial in
        #expect(partial == AtomicFile.partialPath(beside: path))
        try AtomicFile.write([content], to: partial + "/file-\(content)")
      }
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: path) == ["file-2"])
    struct Stop: Error {}
    #expect(throws: Stop.self) {
      try AtomicFile.writeFolder(to: path) { _ in throw Stop() }
    }
    #expect(try bytes(of: path + "/file-2") == [2])
    #expect(folder.names == ["model"])
  }

  @Test func theFolderMustBeThere() throws {
    let folder = try TemporaryFolder()
    #expect(
      message { try AtomicFile.write([1], to: folder("no/x")) }
        == "\(folder("no/x")): cannot write: there is no folder \(folder("no"))")
  }

  @Test func whatAKilledProcessLeftGoesWithTheNextWrite() throws {
    let folder = try TemporaryFolder()
    for name in [".x.partial-2147483646", ".xy.partial-2147483646"] {
      try write([1], to: folder(name))
    }
    try FileManager.default.createDirectory(
      atPath: folder(".x.partial-2147483646.old"), withIntermediateDirectories: false)
    try AtomicFile.write([1], to: folder("x"))
    #expect(folder.names == [".xy.partial-2147483646", "x"])
  }
}
