import LukeJSON
import Testing

@Suite struct JSONWriterTests {
  private let value = JSONValue.object([
    "a": .array([.integer(1), .array([]), .object([])]),
    "b": .array([.bool(true), .null, .double(0.5)]), "c": .object(["d": .string("e\n")]),
  ])

  private func text(_ layout: JSONWriter.Layout) -> String {
    String(decoding: JSONWriter.write(value, layout), as: UTF8.self)
  }

  @Test func oneLine() {
    #expect(text(.compact) == #"{"a":[1,[],{}],"b":[true,null,0.5],"c":{"d":"e\n"}}"#)
    #expect(text(.spaced) == #"{"a": [1, [], {}], "b": [true, null, 0.5], "c": {"d": "e\n"}}"#)
  }

  @Test func severalLines() {
    #expect(
      text(.lines(indentation: 1)) == #"""
        {
         "a": [
          1,
          [],
          {}
         ],
         "b": [
          true,
          null,
          0.5
         ],
         "c": {
          "d": "e\n"
         }
        }
        """#)
    #expect(
      value.prettyText == #"""
        {
          "a": [
            1,
            [],
            {}
          ],
          "b": [true, null, 0.5],
          "c": {
            "d": "e\n"
          }
        }
        """#)
  }
}
