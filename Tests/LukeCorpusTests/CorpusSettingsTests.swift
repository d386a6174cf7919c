import Foundation
import LukeCorpus
import Testing

/// What a corpus keeps of how it was read; corpora that are there must be known again.
@Suite struct CorpusSettingsTests {
  private static let text =
    #"{"format":"jsonl","language":"de","namespaces":[0,4],"skip_disambiguations":true,"#
    + #""skip_lists":false}"#

  @Test func keysOfDumpsStandAmongTheOthers() throws {
    var settings = CorpusSettings()
    (settings.format, settings.language) = (.jsonLines, "de")
    settings.dumps.namespaces = [0, 4]
    settings.dumps.skipsDisambiguations = true
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    #expect(String(decoding: try encoder.encode(settings), as: UTF8.self) == Self.text)
    #expect(
      try JSONDecoder().decode(CorpusSettings.self, from: Data(Self.text.utf8)) == settings)
  }

  /// A format that there is none of is damage, not a format that is found out.
  @Test func formatsThatAreNotKnownAreRefused() throws {
    let text = Self.text.replacing("jsonl", with: "pdf")
    let error = #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(CorpusSettings.self, from: Data(text.utf8))
    }
    guard case .dataCorrupted(let context) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(context.codingPath.map(\.stringValue) == ["format"])
    #expect(context.debugDescription == "must be one of mediawiki, jsonl, text, but is \"pdf\"")
    let none = try JSONDecoder().decode(
      CorpusSettings.self, from: Data(Self.text.replacing("\"format\":\"jsonl\",", with: "").utf8))
    #expect(none.format == nil)
  }
}
