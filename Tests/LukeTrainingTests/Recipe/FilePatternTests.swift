import Foundation
import LukeTestSupport
import LukeTraining
import Testing

/// Patterns of file names in recipes.
@Suite struct FilePatternTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    for name in [
      "b.jsonl", "a.jsonl", "a10.jsonl", "é.jsonl", ".hidden.jsonl", "c.txt", "[x].jsonl",
    ] {
      try folder.write(name)
    }
    try FileManager.default.createDirectory(
      atPath: folder.path + "/parts/d.jsonl", withIntermediateDirectories: true)
    try folder.write("parts/1.jsonl")
  }

  private func place(_ name: String) -> String { folder.path + "/" + name }

  private func names(_ pattern: String) -> [String]? {
    FilePattern.files(place(pattern))?.map { String($0.dropFirst(folder.path.count + 1)) }
  }

  @Test func patternsStandForTheFilesThatFit() {
    #expect(names("*.jsonl") == ["[x].jsonl", "a.jsonl", "a10.jsonl", "b.jsonl", "é.jsonl"])
    #expect(names("?.jsonl") == ["a.jsonl", "b.jsonl", "é.jsonl"])
    #expect(names("[ab].jsonl") == ["a.jsonl", "b.jsonl"])
    #expect(names("*/*.jsonl") == ["parts/1.jsonl"])
    #expect(names(".*.jsonl") == [".hidden.jsonl"])
    #expect(names("x*") == [])
    #expect(names("nowhere/*.jsonl") == [])
  }

  @Test func whatIsThereIsNoPattern() throws {
    #expect(names("a.jsonl") == nil)
    #expect(names("[x].jsonl") == nil)
    // Nor are the folders above it.
    let inner = place("[ab]")
    try FileManager.default.createDirectory(atPath: inner, withIntermediateDirectories: false)
    try folder.write("[ab]/1.tsv")
    #expect(names("[ab]/*.tsv") == ["[ab]/1.tsv"])
  }

  /// What is no file is never opened, for a pipe would be waited for, and is told.
  @Test func whatIsNoFileIsLeftOutAndTold() throws {
    #expect(mkfifo(place("p.tsv"), 0o600) == 0)
    try FileManager.default.createDirectory(
      atPath: place("q.tsv"), withIntermediateDirectories: false)
    try folder.write("r.tsv")
    let bytes = Array(place("caf").utf8) + [0xE9] + Array(".tsv".utf8) + [0]
    let descriptor = bytes.map { CChar(bitPattern: $0) }.withUnsafeBufferPointer {
      $0.baseAddress.map { open($0, O_CREAT | O_WRONLY, 0o600) } ?? -1
    }
    #expect(descriptor >= 0)
    close(descriptor)
    #expect(names("*.tsv") == ["r.tsv"])
    try folder.write(
      "recipe.json",
      #"{"task": {"kind": "sequence-classification"}, "data": {"train": "*.tsv"}, "model": {"from": "x"}}"#
    )
    let read = try Recipe.load("recipe.json", currentFolder: folder.path)
    #expect(read.data.train == [place("r.tsv")])
    #expect(
      read.patternNotes == [
        "data.train: \(place("*.tsv")): 1 file: r.tsv",
        "data.train: \(place("*.tsv")): left out, for they are no files that can be read: "
          + #"caf\xE9.tsv (a name that is not UTF-8), p.tsv (a pipe), q.tsv (a folder)"#,
      ])
  }

  @Test func recipesHaveTheFilesInPlaceOfThePattern() throws {
    let recipe = """
      {"task": {"kind": "named-entity-recognition"},
       "data": {"train": ["[ab]*.jsonl", "c.txt"], "test": "x*"}, "model": {"from": "config.json"}}
      """
    try folder.write("recipe.json", recipe)
    let read = try Recipe.load("recipe.json", currentFolder: folder.path)
    #expect(
      read.data.train
        == ["a.jsonl", "a10.jsonl", "b.jsonl", "c.txt"].map { place($0) })
    #expect(read.data.test == [place("x*")])
    #expect(
      read.patternNotes
        == ["data.train: \(place("[ab]*.jsonl")): 3 files: a.jsonl, a10.jsonl, b.jsonl"])
    #expect(
      message { try Trainer(recipeFile: place("recipe.json")) }.split(separator: "\n").first.map(
        String.init)
        == "data.test: \(place("x*")): no file has a name like this")
  }
}
