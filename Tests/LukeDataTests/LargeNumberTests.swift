import Foundation
import LukeData
import LukeTestSupport
import Testing

/// Numbers that sums overflow with are errors with their places.
@Suite struct LargeNumberTests {
  @Test func pubTator() {
    #expect(
      message {
        try read("1|t|Ada saw Rome.\n1|a|Ada.\n1\t20\t-9223372036854775808\tAda\tPER\n")
      }
        == "sample:2: \"line 3\": 6 to -9223372036854775808 is no span of the text's 4 characters")
  }

  /// Offset of the passage, offset and length of the annotation, and the span that is none.
  private static let places: [(Int, Int, Int, String)] = [
    (0, .max, .max, "9223372036854775807 to 9223372036854775807"),
    (.max, .min, 3, "-9223372036854775808 to -9223372036854775805"),
    (.min, 5, 3, "9223372036854775807 to 9223372036854775807"),
  ]

  @Test(arguments: places)
  func bioC(passage: Int, offset: Int, length: Int, span: String) {
    let xml = """
      <collection><document><id>7</id><passage><offset>\(passage)</offset><text>Ada left</text>
      <annotation id='1'><infon key='type'>PER</infon>
      <location offset='\(offset)' length='\(length)'/></annotation>
      <annotation id='2'><infon key='type'>PER</infon>
      <location offset='\(passage)' length='3'/></annotation></passage>
      <relation id='R'><infon key='type'>is</infon><node refid='1'/><node refid='2'/></relation>
      </document></collection>

      """
    let json = """
      {"documents": [{"id": "7", "passages": [{"offset": \(passage), "text": "Ada left", "annotations": [
      {"id": "1", "infons": {"type": "PER"}, "locations": [{"offset": \(offset), "length": \(length)}]}]}]}]}

      """
    let fault = "\(span) is no span of the text's 8 characters"
    #expect(message { try read(xml) } == "sample:1: \"annotation 1, line 2\": \(fault)")
    #expect(message { try read(json) } == "sample:1: \"annotation 1, line 2\": \(fault)")
    #expect(message { try readRelations(xml) } == "sample:6: \"annotation 1\": \(fault)")
  }

  @Test func brat() throws {
    try withTemporaryFolder { folder in
      let file = folder.path + "/a.ann"
      try Data("Bo\nAda left\n".utf8).write(to: folder.appending(path: "a.txt"))
      func write(_ text: String) throws { try Data(text.utf8).write(to: URL(filePath: file)) }
      try write(
        "T1\tPER 3 -9223372036854775808\tAda\nT2\tPER 3 6\tAda\nT3\tPER -1 2\tBo\n"
          + "T4\tPER 40 41\tx\nR1\tIs Arg1:T1 Arg2:T2\n")
      #expect(
        message { try EntityDataReader.read(file: file) }.replacing(folder.path, with: "F")
          == "F/a.txt:2: \"T1\": 0 to -9223372036854775808 is no span of the text's 8 characters\n"
          + "F/a.ann:3: \"T3\": -1 to 2 is no span of the text's 12 characters\n"
          + "F/a.ann:4: \"T4\": 40 to 41 is no span of the text's 12 characters")
      #expect(
        message { try RelationDataReader.read(file: file) }.replacing(folder.path, with: "F")
          == "F/a.ann:5: \"T1\": 0 to -9223372036854775808 is no span of the text's 8 characters")
    }
  }

  /// A table of words whose first column does not count up.
  @Test func columns() throws {
    #expect(
      try read("9223372036854775807 Ada B-PER\n1 left O\n").sentences.map(\.words)
        == [["9223372036854775807", "1"]])
  }

  @Test func choices() {
    #expect(
      message {
        try readChoices(
          #"{"question": "a?", "choices": ["b", "c"], "answer": 2}"# + "\n"
            + #"{"question": "a?", "choices": ["b", "c"], "answer": -9223372036854775808}"# + "\n")
      }
        == "sample:2: \"answer\": -9223372036854775808 is no choice; the 2 are counted from 1, which "
        + "data.first_number changes")
  }
}
