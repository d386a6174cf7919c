import LukeData
import LukeTestSupport
import Testing

/// Lines that are too long are refused before anything is made of them.
@Suite struct LongLineTests {
  private static let blanks = [UInt8](repeating: 0x20, count: 1 << 26)
  private static let letters = [UInt8](repeating: 0x61, count: 1 << 26)

  private func entities(
    _ bytes: [UInt8], _ options: EntityDataOptions = EntityDataOptions(requiresLabels: false)
  ) -> String {
    message {
      _ = try EntityDataReader.read(bytes: bytes, name: "sample", options: options)
    }
  }

  private func relations(_ bytes: [UInt8]) -> String {
    message {
      _ = try RelationDataReader.read(bytes: bytes, name: "sample")
    }
  }

  @Test func lines() {
    let fault = "is longer than 64 MiB, the most that is read of a line"
    let long = Array("Ada left.\n\nb".utf8) + Self.letters
    #expect(entities(long) == "sample:3: \(fault)")
    #expect(entities(long, EntityDataOptions()) == "sample:3: \(fault)")
    #expect(
      entities(long, EntityDataOptions(format: .text, requiresLabels: false))
        == "sample:3: \(fault)")
    #expect(relations(long) == "sample:3: \(fault)")
    let bracket = Array("[1] ".utf8) + Self.letters
    #expect(entities(bracket) == "sample:1: \(fault)")
    #expect(relations(bracket) == "sample:1:2: is not valid JSON: did not expect \"1\" here")
    // Blanks at the end of a line are none of it.
    #expect(entities(Array("Ada".utf8) + Self.blanks) == "no error")
  }

  /// TACRED's files are one array, often on one line.
  @Test func records() {
    let record =
      "{\"token\": [\"a\", \"b\"], \"relation\": \"r\", \"subj_start\": 0, \"subj_end\": 0, \"obj_start\": 1, \"obj_end\": 1"
    let (start, end) = (Array("[\(record)}, ".utf8), Array("\(record)}]".utf8))
    #expect(relations(start + Self.blanks + end) == "no error")
    let long = Array("\(record)".utf8) + Self.blanks + Array("}]".utf8)
    #expect(
      relations(start + long)
        == "sample:1:\(start.count + 1): is longer than 64 MiB, the most that is read of a record")
  }
}
