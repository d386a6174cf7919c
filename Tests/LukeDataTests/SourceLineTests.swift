import LukeData
import Testing

/// What a reader of one's own gets of a file.
@Suite struct SourceLineTests {
  @Test func linesHavePlacesAndNoEnds() throws {
    let source = try SourceText(bytes: Array("One \t\r\n\n ζwei\nlast".utf8), file: "f")
    #expect(source.lines.map(\.text) == ["One", "", " ζwei", "last"])
    #expect(source.lines.map(\.location.description) == ["f:1", "f:2", "f:3", "f:4"])
    #expect(try SourceText(bytes: [], file: "f").lines == [])
    #expect(
      try SourceText(bytes: Array("one\rtwo\r".utf8), file: "f").lines.map(\.text) == [
        "one", "two",
      ])
  }

  /// What is guessed of a file reaches whoever reads it, and what is wrong is told at once, with its lines.
  @Test func guessesAndFaultsAreTold() throws {
    let latin = try SourceText(bytes: [0x63, 0x61, 0x66, 0xE9, 0x0A], file: "f")
    #expect(latin.lines.map(\.text) == ["café"])
    #expect(
      latin.notes == [
        "f:1: byte 4 of the line, 0xE9, is not valid UTF-8, so the whole file is read as Latin-1; "
          + "if it is something else, mend the byte or set data.encoding"
      ])
    var faults = FaultCollector(file: "f")
    try faults.throwIfAny()
    for line in 1...22 { faults.add(line: line, column: line == 1 ? 3 : nil, "is odd") }
    let error = #expect(throws: DataError.self) { try faults.throwIfAny() }
    let lines = try #require(error).lines
    #expect(lines.count == 21)
    #expect(lines.prefix(2) == ["f:1:3: is odd", "f:2: is odd"])
    #expect(lines.last == "… and 2 more")
  }
}
