import Foundation
import LukeData
import LukeTestSupport
import Testing

/// Lines of relations of brat's, as people write them.
@Suite struct BratRelationTests {
  private func relations(_ lines: String) throws -> RelationCorpus {
    try withTemporaryFolder { folder in
      try Data("Ada left Oslo\n".utf8).write(to: folder.appending(path: "a.txt"))
      let spans = "T1\tP 0 3\tAda\nT2\tL 9 13\tOslo\n"
      try Data((spans + lines).utf8).write(to: folder.appending(path: "a.ann"))
      return try RelationDataReader.read(file: folder.path + "/a.ann")
    }
  }

  private func heads(_ lines: String) throws -> [Range<Int>] {
    try relations(lines).examples.map(\.head)
  }

  private func fault(_ lines: String) -> String {
    let text = message { try relations(lines) }
    return text.components(separatedBy: "/").last ?? text
  }

  @Test func namesSayWhichSpanIsWhich() throws {
    #expect(try heads("R1\tborn_in Arg1:T1 Arg2:T2\n") == [0..<3])
    #expect(try heads("R8\tborn_in Arg2:T1 Arg1:T2\n") == [9..<13])
    // Names of a corpus's own have no order but that of the line.
    #expect(try heads("R8\tborn_in Place:T2 Person:T1\n") == [9..<13])
  }

  @Test func brokenLinesAreTold() {
    #expect(
      fault("R1\tborn_in Arg1:T1 Arg1:T2\n")
        == "a.ann:3: \"Arg1\" is given twice; one of the spans is Arg1, the other is Arg2")
    let expected = "expected R1, a tab, relation and two spans, as Arg1:T1 Arg2:T2"
    for line in ["R1", "R1\t", "R1\tborn_in", "R1\tborn_in Arg1:T1 T2", "R1\tx Arg1: Arg2:T2"] {
      #expect(fault(line + "\n") == "a.ann:3: \(expected)")
    }
    #expect(
      fault("T1\tP 4 8\tleft\nR1\tborn_in Arg1:T1 Arg2:T2\n")
        == "a.ann:4: \"T1\" is the name of several spans, the second in line 3")
  }
}
