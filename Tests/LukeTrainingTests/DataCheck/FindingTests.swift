import LukeData
import LukeTraining
import Testing

/// How findings are worded, and read from what readers say.
@Suite struct FindingTests {
  private func place(_ line: Int, _ file: String = "a.tsv") -> LukeData.SourceLocation {
    LukeData.SourceLocation(file: file, line: line)
  }

  @Test func placesAreNamed() {
    func text(_ places: [LukeData.SourceLocation], more: Int = 0) -> String {
      var finding = Finding("odd", .warning, at: places, "is odd", remedy: "mend it")
      finding.repetitions = more
      return finding.description
    }
    #expect(text([place(3)]) == "a.tsv:3: is odd; mend it")
    #expect(text([place(3), place(4)]) == "a.tsv:3: is odd; mend it (also in line 4)")
    #expect(
      text([place(3), place(4), place(9)]) == "a.tsv:3: is odd; mend it (also in lines 4 and 9)")
    #expect(
      text((3...12).map { place($0) })
        == "a.tsv:3: is odd; mend it (also in lines 4, 5, 6, 7 and 5 more)")
    #expect(
      text([place(3), place(1, "b.tsv")]) == "a.tsv:3: is odd; mend it (also in b.tsv:1)")
    #expect(text([place(3)], more: 1) == "a.tsv:3: is odd; mend it (and in 1 more place)")
    #expect(text([place(3)], more: 2) == "a.tsv:3: is odd; mend it (and in 2 more places)")
    #expect(Finding("odd", .note, "all is odd").description == "all is odd")
    #expect(Finding("odd", .note, file: "a.tsv", "is odd").description == "a.tsv: is odd")
  }

  @Test func messagesAreTakenApart() {
    func read(_ text: String) -> Finding { Finding("k", .note, reading: text, in: ["a.tsv", "a"]) }
    let line = read("a.tsv:12: the label is odd: \"x\"")
    #expect(line.file == "a.tsv" && line.line == 12 && line.column == nil)
    #expect(line.what == "the label is odd: \"x\"")
    let column = read("a.tsv:12:5: odd")
    #expect(column.line == 12 && column.column == 5 && column.what == "odd")
    #expect(column.description == "a.tsv:12:5: odd")
    let whole = read("a.tsv: 3 words: odd")
    #expect(whole.file == "a.tsv" && whole.line == nil && whole.what == "3 words: odd")
    let none = read("task.stride: 9 does not fit")
    #expect(none.file == nil && none.what == "task.stride: 9 does not fit")
  }

  /// All faults of a file, with those that are counted alone.
  @Test func faultsOfReadersAreFindings() {
    var common = DataFault(place(2), "is odd")
    common.repetitions = 7
    let error = DataError.malformed(faults: [common, DataFault(place(30), "is none")], count: 12)
    let findings = Finding.faults(of: error, "unreadable", in: ["a.tsv"])
    #expect(
      findings.map(\.description) == [
        "a.tsv:2: is odd (and in 7 more places)", "a.tsv:30: is none",
        "a.tsv: 3 more faults, not listed",
      ])
    #expect(findings.allSatisfy { $0.severity == .error && $0.kind == "unreadable" })
    let whole = Finding.faults(
      of: DataError.unsuitable(file: "a.tsv", reason: "holds no sentences"), "unreadable",
      in: ["a.tsv"])
    #expect(whole.map(\.description) == ["a.tsv: holds no sentences"])
    #expect(whole[0].file == "a.tsv")
  }

  @Test func linesBreakBetweenWords() {
    let text = String(repeating: "word ", count: 20)
    let lines = WrappedText.lines(text, indent: 0, further: 2)
    #expect(lines.map(\.count) == [79, 21] && lines[1].hasPrefix("  word"))
    let long = String(repeating: "x", count: 90)
    #expect(
      WrappedText.lines("a \(long) b", indent: 2, further: 4) == ["  a", "    " + long, "    b"])
  }
}
