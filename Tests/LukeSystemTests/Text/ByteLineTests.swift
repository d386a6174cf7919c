import LukeSystem
import Testing

/// Where text is cut into lines.
@Suite struct ByteLineTests {
  private func lines(_ text: String, _ end: ByteLines.End) -> [String] {
    let bytes = Array(text.utf8)
    return ByteLines.places(in: bytes, endedBy: end).map {
      String(decoding: bytes[$0], as: UTF8.self)
    }
  }

  @Test(arguments: [
    ("", [], []), ("a", ["a"], ["a"]), ("a\n", ["a"], ["a"]), ("\n", [""], [""]),
    ("a\n\nb", ["a", "", "b"], ["a", "", "b"]), ("a\r\nb\r\n", ["a\r", "b\r"], ["a", "b"]),
    ("a\rb\r", ["a\rb\r"], ["a", "b"]), ("a\r\r\nb", ["a\r\r", "b"], ["a", "", "b"]),
    ("a\n\rb", ["a", "\rb"], ["a", "", "b"]),
  ])
  func areCutAtTheirEnds(_ text: String, _ byNewline: [String], _ byAny: [String]) {
    #expect(lines(text, .newline) == byNewline)
    #expect(lines(text, .any) == byAny)
  }

  @Test func aMarkAtTheStartOfAFileBelongsToNoLine() {
    var found: [String] = []
    Array("\u{FEFF}a\r\n\u{FEFF}b".utf8).withUnsafeBufferPointer { bytes in
      ByteLines.forEach(inFile: bytes) { number, line in
        found.append("\(number):" + String(decoding: line, as: UTF8.self))
      }
    }
    #expect(found == ["1:a", "2:\u{FEFF}b"])
  }
}
