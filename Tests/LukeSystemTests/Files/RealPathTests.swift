import LukeSystem
import Testing

@Suite struct RealPathTests {
  @Test(arguments: [
    ("a", ".", "a"), ("/a", "/", "a"), ("a/b", "a", "b"), ("a/b/", "a", "b"), ("/", "/", "/"),
    ("../x", "..", "x"), ("./é.json", ".", "é.json"),
  ])
  func pathsAreCutByTheirText(_ path: String, _ folder: String, _ name: String) {
    #expect(RealPath.folder(of: path) == folder)
    #expect(RealPath.name(of: path) == name)
  }
}
