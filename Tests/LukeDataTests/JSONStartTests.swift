import LukeData
import LukeJSON
import Testing

@Suite struct JSONStartTests {
  private func text(_ start: String) -> String? { JSONStart.value(Array(start.utf8))?.compactText }

  @Test func whatIsWholeIsThere() {
    #expect(text(#"[1,{"a":[2,3"#) == #"[1,{"a":[2]}]"#)
    #expect(text(#"{"a": "x]", "b": {"c"#) == #"{"a":"x]","b":{}}"#)
    #expect(text(#"{"a": 1} and more"#) == #"{"a":1}"#)
    #expect(text("[") == "[]")
    #expect(text("[}") == nil)
    #expect(text("words") == nil)
  }

  /// Time grows with the length alone, however deep it goes.
  @Test func bracketsWithoutEndAreLookedThrough() {
    let deep = [UInt8](repeating: UInt8(ascii: "["), count: 2_000_000)
    #expect(JSONStart.value(deep) == nil)
  }
}
