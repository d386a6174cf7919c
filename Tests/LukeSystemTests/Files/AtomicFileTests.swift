import Foundation
import LukeSystem
import LukeTestSupport
import Testing

@Suite struct AtomicFileTests {
  @Test func partialFilesOfDeadProcessesAreRemoved() throws {
    let folder = try TemporaryFolder()
    // Process ids end far below this number on Linux.
    let names = [
      ".a.h5.partial-2147483646", ".b.h5.partial-\(getppid())", "c.partial-2147483646", ".d",
    ]
    for name in names { try write([1], to: folder(name)) }
    // One that is being written, and one of an earlier process with the number of this one.
    let file = try PartialFile(of: folder("e"))
    let mine = ".f.partial-\(getpid())"
    try write([1], to: folder(mine))
    #expect(AtomicFile.removeAbandonedPartials(in: folder.path) == [names[0], mine])
    #expect(folder.names == (names.dropFirst() + [".e.partial-\(getpid())"]).sorted())
    file.discard()
    #expect(folder.names == names.dropFirst().sorted())
    #expect(AtomicFile.removeAbandonedPartials(in: "/nowhere") == [])
  }

  /// Names near the longest have room for what shows whose part a file is, and are known by it.
  @Test func partsOfLongNamesAreShort() throws {
    let folder = try TemporaryFolder()
    let long = String(repeating: "ä", count: 127)
    let others = String(repeating: "ä", count: 126) + "o"
    let part = AtomicFile.partialName(of: long)
    #expect(part.utf8.count < 240)
    #expect(AtomicFile.isPartial(part, of: long))
    #expect(!AtomicFile.isPartial(part, of: others))
    #expect(AtomicFile.isPartial(part) && !AtomicFile.isPartial(".a.partial-x"))
    #expect(AtomicFile.partialName(of: "a") == ".a.partial-\(getpid())")
    // A folder that was being replaced gets its name back from who knows it.
    let old = part.replacingOccurrences(of: "-\(getpid())", with: "-2147483646.old")
    try FileManager.default.createDirectory(
      atPath: folder(old), withIntermediateDirectories: false)
    AtomicFile.removeAbandonedPartials(in: folder.path)
    AtomicFile.removeAbandonedPartials(in: folder.path, of: others)
    #expect(folder.names == [old])
    AtomicFile.removeAbandonedPartials(in: folder.path, of: long)
    #expect(folder.names == [long])
  }

  /// One process claims a place, and what it claimed it by is gone afterwards.
  @Test func placesAreClaimedOnce() throws {
    let folder = try TemporaryFolder()
    for path in [folder("file"), folder(String(repeating: "n", count: 255))] {
      var claim = PlaceClaim(path)
      #expect(claim != nil && PlaceClaim(path) == nil)
      #expect(folder.names.count == 1)
      claim = nil
      #expect(folder.names == [])
    }
    try FileManager.default.createDirectory(
      atPath: folder("there"), withIntermediateDirectories: false)
    try FileManager.default.createSymbolicLink(
      atPath: folder("link"), withDestinationPath: folder("there"))
    let claim = PlaceClaim(folder("there"))
    #expect(claim != nil && PlaceClaim(folder("link") + "/") == nil)
    #expect(folder.names == ["link", "there"])
    // Where nothing can be locked nobody is kept out.
    #expect(PlaceClaim(folder("no/where")) != nil && PlaceClaim("/proc/1/x") != nil)
  }

  /// A process that has ended and that nobody has waited for writes nothing.
  @Test func partialFilesOfZombiesAreRemoved() throws {
    let folder = try TemporaryFolder()
    var process = pid_t()
    var arguments: [UnsafeMutablePointer<CChar>?] = [strdup("true"), nil]
    defer { free(arguments[0]) }
    try #require(posix_spawn(&process, "/bin/true", nil, nil, &arguments, nil) == 0)
    // Waits for its end, and leaves it as it is.
    var info = siginfo_t()
    try #require(waitid(P_PID, id_t(process), &info, WEXITED | WNOWAIT) == 0)
    try write([1], to: folder(".x.partial-\(process)"))
    #expect(kill(process, 0) == 0)
    AtomicFile.removeAbandonedPartials(in: folder.path)
    #expect(folder.names == [])
    waitpid(process, nil, 0)
  }

  @Test func anOldFolderIsReplacedWhole() throws {
    let folder = try TemporaryFolder()
    let path = folder("model")
    for content in [UInt8(1), 2] {
      try AtomicFile.writeFolder(to: path) { partial in
        #expect(partial == folder(AtomicFile.partialName(of: "model")))
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
    try write([0], to: folder("x"))
    try FileManager.default.createDirectory(
      atPath: folder(".x.partial-2147483646.old"), withIntermediateDirectories: false)
    try AtomicFile.write([1], to: folder("x"))
    #expect(folder.names == [".xy.partial-2147483646", "x"])
  }

  /// Errors name where the file would have been, at any depth.
  @Test func errorsNameTheUsersFile() throws {
    let folder = try TemporaryFolder()
    #expect(
      message {
        try AtomicFile.writeFolder(to: folder("a")) { try AtomicFile.write([1], to: $0 + "/b/c") }
      } == "\(folder("a/b/c")): cannot write: there is no folder \(folder("a/b"))")
    try FileManager.default.createDirectory(
      atPath: folder("d"), withIntermediateDirectories: false)
    #expect(
      message { try AtomicFile.write([1], to: folder("d")) }
        == "\(folder("d")): cannot write: it is a folder")
    #expect(
      message { try AtomicFile.checkRoom(forFile: folder("d")) }
        == "\(folder("d")): cannot write: it is a folder")
    try write([1], to: folder("e"))
    #expect(
      message { try AtomicFile.checkRoom(forFolder: folder("e")) }
        == "\(folder("e")): there is a file where the folder should be")
    try AtomicFile.checkRoom(forFolder: folder("f"))
    try AtomicFile.checkRoom(forFile: folder("g"))
    #expect(folder.names == ["d", "e"])
  }

  /// What is damaged between writing and reading back never gets its name.
  @Test func whatIsReadBackMustBeWhatWasWritten() throws {
    let folder = try TemporaryFolder()
    try write([7], to: folder("x"))
    let file = try PartialFile(of: folder("x"))
    try [UInt8](repeating: 1, count: 100).withUnsafeBytes { try file.write($0) }
    let other = try FileHandle(forWritingTo: URL(fileURLWithPath: file.path))
    try other.seek(toOffset: 50)
    try other.write(contentsOf: [2])
    try other.close()
    #expect(
      message { try file.publish() }
        == "\(folder("x")): cannot write: what was read back from the disk is not what was written there"
    )
    file.discard()
    #expect(try bytes(of: folder("x")) == [7] && folder.names == ["x"])
  }

  @Test func aFolderThatIsGoneMeanwhileIsSaidSoAndCleared() throws {
    let folder = try TemporaryFolder()
    let manager = FileManager.default
    for isMoved in [true, false] {
      try manager.createDirectory(atPath: folder("out"), withIntermediateDirectories: false)
      let file = try PartialFile(of: folder("out/x"))
      if isMoved {
        try manager.moveItem(atPath: folder("out"), toPath: folder("moved"))
      } else {
        try manager.removeItem(atPath: folder("out"))
      }
      #expect(
        message { try file.publish() }
          == "\(folder("out/x")): cannot write: the folder \(folder("out")) was removed or moved in the meantime"
      )
      file.discard()
    }
    #expect(try manager.contentsOfDirectory(atPath: folder("moved")) == [])
    try manager.createDirectory(atPath: folder("out"), withIntermediateDirectories: false)
    #expect(
      message {
        try AtomicFile.writeFolder(to: folder("out/m")) { partial in
          try AtomicFile.write([1], to: partial + "/a")
          try manager.moveItem(atPath: folder("out"), toPath: folder("elsewhere"))
        }
      }
        == "\(folder("out/m")): cannot write: the folder \(folder("out")) was removed or moved in the meantime"
    )
    #expect(try manager.contentsOfDirectory(atPath: folder("elsewhere")) == [])
  }

  /// A folder that is there and empty is filled and stays the same folder: somebody may stand in it.
  @Test func anEmptyFolderIsFilled() throws {
    let folder = try TemporaryFolder()
    let path = folder("here")
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    func number() throws -> Int? {
      try FileManager.default.attributesOfItem(atPath: path)[.systemFileNumber] as? Int
    }
    let before = try number()
    try AtomicFile.writeFolder(to: path, key: "a") { partial in
      for name in ["a", "b"] { try AtomicFile.write([1], to: partial + "/" + name) }
    }
    #expect(try number() == before)
    #expect(try FileManager.default.contentsOfDirectory(atPath: path).sorted() == ["a", "b"])
    #expect(folder.names == ["here"])
  }

  /// What a killed process had begun to move into a folder goes; what was moved whole stays.
  @Test(arguments: [true, false])
  func aBrokenMoveIsUndone(isWhole: Bool) throws {
    let folder = try TemporaryFolder()
    let staging = ".content.partial-2147483646"
    try FileManager.default.createDirectory(
      atPath: folder(staging), withIntermediateDirectories: false)
    try write(Array("a\nb\n".utf8), to: folder(staging + ".names"))
    try write([1], to: folder("a"))
    try write([1], to: folder(isWhole ? "b" : staging + "/b"))
    try write([1], to: folder("other"))
    AtomicFile.removeAbandonedPartials(in: folder.path)
    #expect(folder.names == (isWhole ? ["a", "b", "other"] : ["other"]))
  }

  /// Killed between the two renames of a file system that knows no exchange.
  @Test func anOldFolderGetsItsNameBack() throws {
    let folder = try TemporaryFolder()
    for name in [".m.partial-2147483646.old", ".n.partial-2147483646.old", "n"] {
      try FileManager.default.createDirectory(
        atPath: folder(name), withIntermediateDirectories: false)
      try write([1], to: folder(name + "/" + (name == "n" ? "new" : "old")))
    }
    AtomicFile.removeAbandonedPartials(in: folder.path)
    #expect(folder.names == ["m", "n"])
    #expect(try bytes(of: folder("m/old")) == [1] && bytes(of: folder("n/new")) == [1])
  }

  /// Many files at once, in the place of others; a name that cannot be written leaves nothing of all.
  @Test(arguments: [3, 200])
  func aFolderOfFilesAppearsWhole(_ count: Int) throws {
    let folder = try TemporaryFolder()
    let files = (0..<count).map { (name: "\($0)", bytes: Array("file \($0)".utf8)) }
    for _ in 0..<2 {
      try AtomicFile.writeFolder(to: folder("m"), files: files)
      #expect(folder.names == ["m"])
      #expect(try AtomicFile.names(in: folder("m")) == files.map(\.name).sorted())
      for file in files { #expect(try bytes(of: folder("m/" + file.name)) == file.bytes) }
    }
    let bad = "no/such"
    #expect(
      message { try AtomicFile.writeFolder(to: folder("m"), files: [("a", [1]), (bad, [2])]) }
        == "\(folder("m"))/no/such: cannot write: No such file or directory")
    #expect(folder.names == ["m"])
    #expect(try AtomicFile.names(in: folder("m")).count == count)
  }

  /// A signal that came ends it between two files.
  @Test func aSignalEndsAFolderOfFiles() throws {
    let folder = try TemporaryFolder()
    let flag = InterruptFlag()
    flag.raise(15)
    #expect(throws: Interruption.self) {
      try InterruptFlag.$current.withValue(flag) {
        try AtomicFile.writeFolder(to: folder("m"), files: [("a", [1])])
      }
    }
    #expect(folder.names == [])
  }
}
