import Foundation
import LukeTestSupport
import Testing

/// The engine leaves it to programs what is said and when a process ends.
@Suite struct EngineSilenceTests {
  @Test(arguments: [
    "LukeSystem", "LukeAutodiff", "LukeKernels", "LukeLayers", "LukeOptimizers", "LukeModel",
  ])
  func neitherPrintsNorExits(_ target: String) throws {
    let folder = packageFolder.appending(path: "Sources/\(target)")
    let names = try #require(FileManager.default.subpaths(atPath: folder.path))
    let sources = names.filter { name in [".swift", ".c", ".h"].contains(where: name.hasSuffix) }
    #expect(sources.count > 3)
    for name in sources {
      let source = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
      let found = source.matches(of: /\b(print|printf|puts|fputs|exit|_exit|abort)\(/)
        .map { String($0.0) }
      #expect(found == [], "\(target)/\(name)")
      #expect(!source.contains("standardError") && !source.contains("stderr"), "\(target)/\(name)")
    }
  }
}
