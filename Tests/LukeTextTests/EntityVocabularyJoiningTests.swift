import Foundation
import LukeText
import Testing

@Suite("Entity vocabularies of several languages become one")
struct EntityVocabularyJoiningTests {
  private func vocabulary(
    _ language: String?, _ links: [(String, Int)]
  ) throws -> EntityVocabulary {
    var counts = TitleCounts()
    for (title, count) in links { counts.add(title, count: count) }
    var builder = EntityVocabularyBuilder()
    builder.language = language
    return try builder.vocabulary(from: counts)
  }

  private let entities = ["en:Island": 1, "de:Insel": 1, "ja:島": 1, "en:Mill": 2, "de:Mühle": 2]

  private func join(_ size: Int, _ minimum: Int) throws -> String {
    let joined = try EntityVocabulary.joining(
      [
        vocabulary("en", [("Island", 5), ("Mill", 4), ("Ferry", 30), ("Hill", 8)]),
        vocabulary("de", [("Mühle", 4), ("Insel", 2), ("Fähre", 9)]), vocabulary("ja", [("島", 3)]),
      ], maximumSize: size, minimumLanguageCount: minimum
    ) { entities[$1 + ":" + $0] }
    let data = try joined.data(in: .jsonLines, name: "joined")
    #expect(try EntityVocabulary(data: data, name: "joined.jsonl") == joined)
    return String(decoding: data, as: UTF8.self)
  }

  private let special = """
    {"id": 0, "entities": [["[PAD]", "en"], ["[PAD]", "de"], ["[PAD]", "ja"]], "count": 0}
    {"id": 1, "entities": [["[UNK]", "en"], ["[UNK]", "de"], ["[UNK]", "ja"]], "count": 0}
    {"id": 2, "entities": [["[MASK]", "en"], ["[MASK]", "de"], ["[MASK]", "ja"]], "count": 0}

    """

  @Test func countsAddUp() throws {
    let expected =
      special + """
        {"id": 3, "entities": [["Ferry", "en"]], "count": 30}
        {"id": 4, "entities": [["Island", "en"], ["Insel", "de"], ["島", "ja"]], "count": 10}
        {"id": 5, "entities": [["Fähre", "de"]], "count": 9}
        {"id": 6, "entities": [["Hill", "en"]], "count": 8}
        {"id": 7, "entities": [["Mill", "en"], ["Mühle", "de"]], "count": 8}

        """
    #expect(try join(.max, 1) == expected)
  }

  @Test func languagesAndSizeLimit() throws {
    let two =
      special + """
        {"id": 3, "entities": [["Island", "en"], ["Insel", "de"], ["島", "ja"]], "count": 10}
        {"id": 4, "entities": [["Mill", "en"], ["Mühle", "de"]], "count": 8}

        """
    #expect(try join(.max, 2) == two)
    #expect(try join(4, 2) == two.split(separator: "\n").prefix(4).joined(separator: "\n") + "\n")
    #expect(try join(.max, 4) == special)
  }

  @Test func titlesNeedLanguageAndCount() throws {
    func expectMessage(_ vocabulary: EntityVocabulary, _ message: String) {
      #expect {
        try EntityVocabulary.joining([vocabulary]) { _, _ in nil }
      } throws: {
        "\($0)" == message
      }
    }
    expectMessage(
      try vocabulary(nil, [("Island", 5)]),
      "the title \"Island\" has no language; vocabularies are joined by language")
    expectMessage(
      try vocabulary("en", [("Island", 5)]).removingCounts(),
      "the title \"Island\" of en has no count")
  }
}
