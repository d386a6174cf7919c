import LukeData
import LukeTestSupport
import Testing

/// Labels under the name of the text, and texts under that of the label.
@Suite struct SwappedColumnTests {
  private func notes(
    _ text: String, _ change: (inout TextDataOptions) -> Void = { _ in }
  ) throws -> [String] {
    var options = TextDataOptions()
    change(&options)
    let source = try SourceText(bytes: Array(text.utf8), file: "f")
    return try TextDataReader.read(source, options).notes
  }

  private static let texts = (0..<12).map { "the \($0) message is about something" }

  private static func note(_ text: String, _ label: String) -> String {
    "f: the texts, \(text), are 2 values, as \"good\", \"poor\", and the labels, \(label), long ones that "
      + "differ; where they are swapped, set data.columns.text to \(label) and data.columns.label to \(text)"
  }

  private static func rows(_ separator: String) -> String {
    texts.enumerated().map { "\($0 % 2 == 0 ? "good" : "poor")\(separator)\($1)\n" }.joined()
  }

  @Test func swappedNamesAreTold() throws {
    for separator in [",", "\t"] {
      let text = "text\(separator)label\n" + Self.rows(separator)
      #expect(try notes(text).first == Self.note("\"text\"", "\"label\""))
      // As they were meant there is nothing to say.
      let mended = try notes(text) {
        $0.columns = TextColumns(text: .name("label"), label: .name("text"))
      }
      #expect(!mended.contains { $0.contains("swapped") })
      let given = try notes(Self.rows(separator)) {
        $0.columns = TextColumns(text: .number(0), label: .number(1))
        $0.records.header = false
      }
      #expect(given.first == Self.note("0", "1"))
    }
    let records = Self.texts.enumerated().map {
      "{\"text\": \"\($0 % 2 == 0 ? "good" : "poor")\", \"label\": \"\($1)\"}\n"
    }
    #expect(try notes(records.joined()).first == Self.note("\"text\"", "\"label\""))
  }

  @Test func whatIsInItsPlaceIsNot() throws {
    let named = "label\ttext\n" + Self.rows("\t")
    #expect(!(try notes(named)).contains { $0.contains("swapped") })
    // Of a few examples nothing can be told, and short labels may all differ.
    let few =
      "text\tlabel\n"
      + Self.rows("\t").split(separator: "\n").prefix(4)
      .joined(separator: "\n")
    #expect(!(try notes(few)).contains { $0.contains("swapped") })
    let short = "text\tlabel\n" + (0..<12).map { "good\tname\($0)\n" }.joined()
    #expect(!(try notes(short)).contains { $0.contains("swapped") })
  }
}
