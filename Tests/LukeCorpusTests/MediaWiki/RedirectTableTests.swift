import LukeCorpus
import Testing

@Suite struct RedirectTableTests {
  private func table(_ pairs: [(String, String)]) -> RedirectTable {
    var table = RedirectTable()
    for (title, target) in pairs { table.add(title, target: target) }
    return table
  }

  @Test func chainsAreFollowed() {
    let table = table([("A", "B"), ("B", "C"), ("X", "C")])
    #expect(table.count == 3)
    #expect(table.resolve("A") == "C")
    #expect(table.resolve("C") == "C")
    #expect(table.resolve("unknown") == "unknown")
    #expect(table.target(of: "A") == "B")
    #expect(table.target(of: "C") == nil)
  }

  @Test func loopsLeadNowhere() {
    let table = table([("A", "B"), ("B", "A"), ("S", "S"), ("T", "A")])
    #expect(table.resolve("A") == "A")
    #expect(table.resolve("S") == "S")
    #expect(table.resolve("T") == "T")
  }

  @Test func tenStepsAreTheMost() {
    let table = table((0..<20).map { ("\($0)", "\($0 + 1)") })
    #expect(table.resolve("0") == "10")
    #expect(table.resolve("12") == "20")
  }

  @Test func manyTitlesAndLaterOnesReplaceEarlier() {
    var table = table((0..<5000).map { ("title \($0)", "target \($0 % 70)") })
    table.add("title 7", target: "other")
    #expect(table.count == 5000)
    #expect(table.resolve("title 4321") == "target \(4321 % 70)")
    #expect(table.resolve("title 7") == "other")
    var both = RedirectTable()
    both.add("target 3", target: "end")
    both.add(contentsOf: table)
    #expect(both.count == 5001)
    #expect(both.resolve("title 3") == "end")
  }

  @Test func titlesAreComparedByTheirScalars() {
    let table = table([("e\u{301}", "x")])
    #expect(table.target(of: "\u{E9}") == nil)
  }
}
