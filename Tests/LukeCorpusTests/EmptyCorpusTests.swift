import LukeCorpus
import Testing

/// Why a dump gave no text.
@Suite struct EmptyCorpusTests {
  private func reason(_ dumps: [String: Int]) -> String {
    var counts = CorpusCounts()
    counts.dumps = dumps
    return counts.reasonForNothing(DumpSettings())
  }

  private static let advice = "; give the dump of the articles, pages-articles"

  @Test func pagesAreCounted() {
    #expect(
      reason(["pages": 3, "redirects": 3])
        == "none of its 3 pages (redirects 3) is one of namespace 0 with text" + Self.advice)
    #expect(
      reason(["pages": 1, "damaged_pages": 1])
        == "its only page (damaged 1) is not one of namespace 0 with text" + Self.advice)
    // What damage has made of a page may be several.
    #expect(
      reason(["pages": 1, "damaged_pages": 2])
        == "none of its 2 pages (damaged 2) is one of namespace 0 with text" + Self.advice)
  }
}
