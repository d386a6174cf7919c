import Foundation
import LukeCorpus
import Testing

/// Not a test: writes the pages of a dump for `Scripts/compare_with_wikipedia2vec.py`.
///
/// `LUKE_DUMP` names the dump and `LUKE_PAGES` the JSON Lines to write.
@Suite struct PageFileTests {
  private static let environment = ProcessInfo.processInfo.environment

  @Test(.enabled(if: environment["LUKE_DUMP"] != nil && environment["LUKE_PAGES"] != nil))
  func pagesAreWritten() throws {
    var options = DumpSettings()
    options.wikitext = .reference
    let dump = try MediaWikiDump(
      file: #require(Self.environment["LUKE_DUMP"]), options: options)
    let parser = ArticleParser(site: dump.site, options: options)
    var lines = Data()
    while let page = try dump.next() {
      let paragraphs = parser.parse(page).document?.paragraphs ?? []
      let object: [String: Any] = [
        "title": page.title, "paragraphs": paragraphs.map(\.object),
      ]
      lines += try JSONSerialization.data(withJSONObject: object) + Data([10])
    }
    try lines.write(to: URL(filePath: #require(Self.environment["LUKE_PAGES"])))
  }
}

extension LinkedText {
  /// The paragraph with offsets in Unicode scalars.
  fileprivate var object: [String: Any] {
    var scalars = [Int](repeating: 0, count: text.utf8.count + 1)
    for (index, byte) in text.utf8.enumerated() {
      scalars[index + 1] = scalars[index] + (byte & 0xC0 == 0x80 ? 0 : 1)
    }
    // At the first byte of a scalar all scalars before it are counted.
    return [
      "text": text,
      "entities": links.map { link -> [String: Any] in
        [
          "title": link.title, "start": scalars[link.range.lowerBound],
          "end": scalars[link.range.upperBound],
        ]
      },
    ]
  }
}
