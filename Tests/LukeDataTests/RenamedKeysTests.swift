import LukeData
import Testing

@Suite struct RenamedKeysTests {
  private func source(_ text: String) throws -> SourceText {
    try SourceText(bytes: Array(text.utf8), file: "in.jsonl")
  }

  private func lines(_ text: String, _ keys: [String: String]) throws -> [String] {
    try source(text).renamingKeys(keys).lines.map(\.text)
  }

  @Test func keysGetTheNamesThatAreRead() throws {
    let text = """
      {"id": 3, "w": ["a", "b"], "doc": {"tags": [1, 0]}, "tokens": "not these"}

      {"w": ["c"], "x.y": 1}

      """
    #expect(
      try lines(text, ["tokens": "w", "tags": "doc.tags"]) == [
        #"{"id":3,"doc":{"tags":[1,0]},"tags":[1,0],"tokens":["a","b"]}"#, "",
        #"{"x.y":1,"tokens":["c"]}"#,
      ])
    #expect(try lines(text, [:]).count == 3)
  }

  /// What is wrong with a line is told where it is, by whoever reads it.
  @Test func badLinesStayAsTheyAre() throws {
    #expect(
      try lines(#"{"w": 1}"# + "\n" + #"{"w": 1"# + "\n", ["tokens": "w"])
        == [#"{"tokens":1}"#, #"{"w": 1"#])
  }

  @Test func whatIsNotThereIsNamed() throws {
    func reason(_ text: String) -> String {
      do {
        _ = try lines(text, ["tokens": "w"])
        return ""
      } catch { return "\(error)" }
    }
    #expect(
      reason(#"{"v": 1, "z": 2}"# + "\n")
        == #"in.jsonl: data.keys.tokens: no line has the key "w"; there are "v", "z""#)
    // What is something else has no keys, and what needs no labels may lack some.
    for text in ["a b\n", "[{\"w\": 1}]\n", ""] {
      #expect(try source(text).renamingKeys(["tokens": "w"]).lines == source(text).lines)
    }
    let record = try source(#"{"v": 1, "tokens": 2}"# + "\n")
    #expect(
      try record.renamingKeys(["tokens": "w", "tags": "v"], requiresAll: false).lines.map(\.text)
        == [#"{"tokens":2,"tags":1}"#])
  }
}
