import Foundation
import LukeJSON
import LukeText
import Testing

@Suite("EntityVocabularyBuilder: the entities that are linked to most")
struct EntityVocabularyBuilderTests {
  private func counts(_ pairs: [(String, Int)]) -> TitleCounts {
    var counts = TitleCounts()
    for (title, count) in pairs { counts.add(title, count: count) }
    return counts
  }

  private func titles(_ vocabulary: EntityVocabulary) -> [String] {
    vocabulary.titles().dropFirst(3).map(\.title)
  }

  @Test func whatLukesProgramBuilds() throws {
    let file = TokenizerGolden.folder.appendingPathComponent("entity-vocabularies.json")
    let cases = try JSONParser.parse(Data(contentsOf: file)).elements ?? []
    #expect(cases.count == 6)
    for expected in cases {
      let pairs = (expected["counts"]?.elements ?? []).map(\.elements)
      let links = counts(pairs.map { ($0?[0].string ?? "", $0?[1].integer ?? 0) })
      let pages = counts((expected["pages"]?.elements ?? []).map { ($0.string ?? "", 0) })
      var builder = EntityVocabularyBuilder(maximumSize: try #require(expected["size"]?.integer))
      builder.minimumCount = try #require(expected["minimum"]?.integer)
      builder.language = expected["language"]?.string
      builder.whiteList = (expected["white"]?.elements ?? []).compactMap(\.string)
      builder.takesWhiteListOnly = expected["only"]?.bool ?? false
      let vocabulary = try builder.vocabulary(from: links, pages: pages)
      let data = try vocabulary.data(in: .jsonLines, name: "v.jsonl")
      #expect(data == Data((expected["jsonl"]?.string ?? "").utf8))
      #expect(try EntityVocabulary(data: data, name: "v.jsonl") == vocabulary)
    }
  }

  @Test func tiesAreInTheOrderOfCodePoints() throws {
    // U+FF5E comes before U+1F600, though not in UTF-16, and é after z.
    let links = counts([("😀", 5), ("～", 5), ("é", 5), ("z", 5), ("Z", 5), ("a", 6), ("Za", 5)])
    let vocabulary = try EntityVocabularyBuilder().vocabulary(from: links)
    #expect(titles(vocabulary) == ["a", "Z", "Za", "z", "é", "～", "😀"])
    #expect(vocabulary.counts() == [0, 0, 0, 6, 5, 5, 5, 5, 5, 5])
    #expect(vocabulary.titles().prefix(3).map(\.title) == ["[PAD]", "[UNK]", "[MASK]"])
    let smaller = try EntityVocabularyBuilder(maximumSize: 5).vocabulary(from: links)
    #expect(titles(smaller) == ["a", "Z"])
    #expect(smaller.vocabularySize == 5)
  }

  @Test func whatIsLeftOut() throws {
    let links = counts([
      ("A", 9), ("Category:B", 8), ("カテゴリ:C", 7), ("D", 6), ("E", 1), ("F", 0), ("[MASK]", 5),
    ])
    var builder = EntityVocabularyBuilder()
    #expect(titles(try builder.vocabulary(from: links)) == ["A", "カテゴリ:C", "D", "E"])
    builder.excludedPrefixes.append("カテゴリ:")
    builder.minimumCount = 2
    #expect(titles(try builder.vocabulary(from: links)) == ["A", "D"])
    let pages = counts([("D", 0), ("E", 0), ("Category:B", 0)])
    #expect(titles(try builder.vocabulary(from: links, pages: pages)) == ["D"])
  }

  @Test func theWhiteListLeavesNoGaps() throws {
    let links = counts([("A", 9), ("B", 8), ("C", 2), ("D", 1), ("Category:E", 3)])
    var builder = EntityVocabularyBuilder(maximumSize: 6)
    builder.whiteList = ["C", "D", "Category:E", "C", "nowhere"]
    builder.minimumCount = 2
    let vocabulary = try builder.vocabulary(from: links)
    #expect(titles(vocabulary) == ["C", "Category:E", "A"])
    #expect(vocabulary.titles().map(\.id) == [0, 1, 2, 3, 4, 5])
    builder.takesWhiteListOnly = true
    #expect(titles(try builder.vocabulary(from: links)) == ["C", "Category:E"])
  }

  @Test func impossibleSettings() {
    func message(_ change: (inout EntityVocabularyBuilder) -> Void) -> String {
      var builder = EntityVocabularyBuilder()
      change(&builder)
      do {
        _ = try builder.vocabulary(from: counts([("A", 1), ("B", 1)]))
        return "no error"
      } catch {
        return error.description
      }
    }
    #expect(
      message { $0.maximumSize = 2 }
        == "the size of an entity vocabulary must be from 3 to 100000000, not 2")
    #expect(
      message {
        $0.maximumSize = 4
        $0.whiteList = ["A", "B"]
      }
        == "the white list and the special entities make 5 entities, more than the 4 of the "
        + "vocabulary")
    #expect(
      message { $0.language = "e:n" } == "the language \"e:n\" must be a code without a colon")
    #expect(message { $0.maximumSize = 3 } == "no error")
  }

  @Test func countsOfThreadsAddUp() async {
    let parts = await withTaskGroup(of: TitleCounts.self) { group in
      for part in 0..<4 {
        group.addTask {
          var counts = TitleCounts()
          for number in 0..<50_000 { counts.add("Title \(number % (1000 + part))", count: part) }
          return counts
        }
      }
      return await group.reduce(into: TitleCounts()) { $0.merge($1) }
    }
    #expect(parts.count == 1003)
    #expect(parts.count(of: "Title 1002") == 3 * 49)
    #expect(parts.count(of: "Title 0") == 1 * 50 + 2 * 50 + 3 * 50)
    #expect(parts.count(of: "Title 1003") == nil)
    #expect(parts.count(of: "") == nil)
  }

  @Test func countsNeverOverflow() {
    var counts = TitleCounts()
    counts.add("A", count: .max)
    counts.add("A", count: 5)
    counts.merge(counts)
    #expect(counts.count(of: "A") == .max)
  }

  @Test func titlesAreToldApartByBytes() {
    var counts = TitleCounts()
    for title in ["Caf\u{e9}", "Cafe\u{301}", "", "a", "aa", "aaaaaaaa", "aaaaaaaaa"] {
      counts.add(title)
    }
    #expect(counts.count == 7)
    for title in ["Caf\u{e9}", "Cafe\u{301}", "", "a", "aa", "aaaaaaaa", "aaaaaaaaa"] {
      #expect(counts.count(of: title) == 1)
    }
  }
}
