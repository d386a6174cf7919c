import Foundation
import LukeFiles
import LukeTestSupport
import Testing

/// Names that manifests list lead to files beside them, and nowhere else.
@Suite struct ListedFileTests {
  @Test(arguments: ["", ".", "..", "../x", "/etc/passwd", "a/b", "a\0b", "x/"])
  func namesThatLeadElsewhereAreRefused(_ name: String) throws {
    #expect(
      message { try ListedFile.path(name, listedIn: "f/list.json", folder: "f") }
        == "f/list.json: lists \(name.debugDescription), which is not the name of a file beside it")
  }

  @Test func linksThatLeadOutAreRefused() throws {
    let folder = try TemporaryFolder()
    let manager = FileManager.default
    try manager.createDirectory(atPath: folder("f"), withIntermediateDirectories: false)
    try write([1], to: folder("outside"))
    try write([1], to: folder("f/inside"))
    try manager.createSymbolicLink(atPath: folder("f/out"), withDestinationPath: "../outside")
    try manager.createSymbolicLink(atPath: folder("f/in"), withDestinationPath: "inside")
    func path(_ name: String, allowsLinks: Bool = false) throws -> String {
      try ListedFile.path(
        name, listedIn: "list.json", folder: folder("f"), allowsLinks: allowsLinks)
    }
    #expect(
      message { try path("out") }
        == "list.json: lists \"out\", which is a link that leads out of the folder")
    #expect(try path("out", allowsLinks: true) == folder("f/out"))
    #expect(try path("in") == folder("f/in"))
    #expect(try path("inside") == folder("f/inside"))
    #expect(try path("absent") == folder("f/absent"))
  }
}
