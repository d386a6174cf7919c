import Foundation
import LukeJSON
import LukeTestSupport
import LukeText
import Testing

@Suite("Entity vocabularies: writing and reading again")
struct EntityVocabularyLayoutTests {
  private let special = "[PAD]\t0\n[UNK]\t0\n[MASK]\t0\n"

  private func read(_ text: String, _ name: String) throws -> EntityVocabulary {
    try EntityVocabulary(data: Data(text.utf8), name: name)
  }

  private func text(
    _ vocabulary: EntityVocabulary, _ layout: EntityVocabularyLayout
  ) throws -> String {
    String(decoding: try vocabulary.data(in: layout, name: "out"), as: UTF8.self)
  }

  @Test func layoutsByName() {
    #expect(EntityVocabularyLayout(fileName: "a/b.tsv") == .tabSeparated)
    #expect(EntityVocabularyLayout(fileName: "b.jsonl") == .jsonLines)
    #expect(EntityVocabularyLayout(fileName: "entity_vocab.json") == .transformers)
    #expect(EntityVocabularyLayout(fileName: "mytsv") == .transformers)
  }

  @Test func countsAreKept() throws {
    let vocabulary = try read(special + "East Harbour\t100\n Old Mill \t 7 \n", "v.tsv")
    #expect(vocabulary.hasCounts)
    #expect(vocabulary.count(title: "East Harbour") == 100)
    #expect(vocabulary.count(title: " Old Mill ") == 7)
    #expect(vocabulary.count(title: "[UNK]") == 0)
    #expect(vocabulary.count(title: "Lindum") == nil)
    #expect(vocabulary.counts() == [0, 0, 0, 100, 7])
    #expect(vocabulary.addingTitles(["[MASK2]"]).counts() == [0, 0, 0, 100, 7, 0])
    #expect(!EntityVocabulary().hasCounts)
    #expect(EntityVocabulary().counts() == [nil, nil, nil, nil])
  }

  /// Blank lines at the end are no titles.
  @Test func blankLinesAtTheEndAreNothing() throws {
    let table = special + "A\t1\n"
    #expect(try read(table + "\n  \n\r\n", "v.tsv") == read(table, "v.tsv"))
    let lines = try text(read(table, "v.tsv"), .jsonLines)
    #expect(try read(lines + "\n \t\n", "v.jsonl") == read(lines, "v.jsonl"))
  }

  @Test func everyLayout() throws {
    let table = special + "Caf\u{e9} \"X\"\t12\nCafe\u{301} \\\t3\n"
    let vocabulary = try read(table, "v.tsv")
    func expectBytes(_ layout: EntityVocabularyLayout, _ text: String) throws {
      #expect(try vocabulary.data(in: layout, name: "out") == Data(text.utf8))
    }
    try expectBytes(.tabSeparated, table)
    try expectBytes(
      .jsonLines,
      #"""
      {"id": 0, "entities": [["[PAD]", null]], "count": 0}
      {"id": 1, "entities": [["[UNK]", null]], "count": 0}
      {"id": 2, "entities": [["[MASK]", null]], "count": 0}
      {"id": 3, "entities": [["Caf\#u{e9} \"X\"", null]], "count": 12}
      {"id": 4, "entities": [["Cafe\#u{301} \\", null]], "count": 3}

      """#)
    try expectBytes(
      .transformers,
      #"""
      {
        "[PAD]": 0,
        "[UNK]": 1,
        "[MASK]": 2,
        "Caf\#u{e9} \"X\"": 3,
        "Cafe\#u{301} \\": 4,
        "[MASK2]": 5
      }

      """#)
    let again = try read(text(vocabulary, .transformers), "entity_vocab.json")
    #expect(again.secondMaskID == 5)
    #expect(try text(again, .transformers) == text(vocabulary, .transformers))
  }

  @Test func severalLanguages() throws {
    let lines = """
      {"id": 0, "entities": [["[PAD]", "ja"], ["[PAD]", "en"]], "count": 0}
      {"id": 1, "entities": [["[UNK]", "ja"], ["[UNK]", "en"]], "count": 0}
      {"id": 2, "entities": [["[MASK]", "ja"], ["[MASK]", "en"]], "count": 0}
      {"id": 3, "entities": [["東の島", "ja"], ["Bridge: a", "en"]], "count": 7}
      {"id": 5, "entities": [["River", "en"]], "count": null}

      """
    let vocabulary = try read(lines, "v.jsonl")
    #expect(vocabulary.languages == ["ja", "en"])
    #expect(vocabulary.count(title: "Bridge: a", language: "en") == 7)
    #expect(vocabulary.count(title: "River", language: "en") == nil)
    #expect(vocabulary.counts() == [0, 0, 0, 7, nil, nil])
    #expect(try text(vocabulary, .jsonLines) == lines)
    let more = vocabulary.addingTitles(["[MASK2]", "en:Hill", "fr:Colline"])
    #expect(
      try text(more, .jsonLines).hasSuffix(
        """
        {"id": 6, "entities": [["[MASK2]", "ja"], ["[MASK2]", "en"], ["[MASK2]", null]], "count": 0}
        {"id": 7, "entities": [["Hill", "en"]], "count": 0}
        {"id": 8, "entities": [["fr:Colline", null]], "count": 0}

        """))

    let json = """
      {
        "[PAD]": 0,
        "[UNK]": 1,
        "[MASK]": 2,
        "ja:東の島": 3,
        "en:Bridge: a": 3,
        "en:River": 5,
        "[MASK2]": 6
      }

      """
    #expect(try text(vocabulary, .transformers) == json)
    let transformers = try read(json, "entity_vocab.json")
    #expect(transformers.languages == ["ja", "en"])
    #expect(transformers == vocabulary.removingCounts().addingTitles(["[MASK2]"]))
    #expect(
      try text(transformers, .jsonLines).contains(
        #"{"id": 3, "entities": [["東の島", "ja"], ["Bridge: a", "en"]], "count": null}"#))
  }

  @Test func titlesWithColonsAreNoLanguages() throws {
    let json = #"{"[PAD]": 0, "[UNK]": 1, "[MASK]": 2, "en:Hill": 3, "River": 4}"#
    let vocabulary = try read(json, "entity_vocab.json")
    #expect(vocabulary.languages == [nil])
    #expect(
      try text(vocabulary, .jsonLines).contains(#"{"id": 3, "entities": [["en:Hill", null]],"#))
  }

  @Test(arguments: [
    ("A\tB", "a .tsv file holds no tabs and line breaks in titles, as in \"A\\tB\""),
    ("A\nB", "a .tsv file holds no tabs and line breaks in titles, as in \"A\\nB\""),
    ("A\rB", "a .tsv file holds no tabs and line breaks in titles, as in \"A\\rB\""),
  ])
  func whatTabSeparatedTitlesCannotBe(title: String, message: String) throws {
    let vocabulary = try read(special, "v.tsv").addingTitles([title])
    expectNoTable(vocabulary, message)
    #expect(try read(text(vocabulary, .jsonLines), "v.jsonl") == vocabulary)
  }

  @Test func whatTabSeparatedFilesCannotHold() throws {
    let head = """
      {"id": 0, "entities": [["[PAD]", null]], "count": 0}
      {"id": 1, "entities": [["[UNK]", null]], "count": 0}
      {"id": 2, "entities": [["[MASK]", null]], "count": 0}

      """
    expectNoTable(
      try read(head + #"{"id": 3, "entities": [["A", "en"]], "count": 1}"#, "v.jsonl"),
      "a .tsv file holds no languages")
    expectNoTable(
      try read(head + #"{"id": 3, "entities": [["A", null], ["B", null]], "count": 1}"#, "v.jsonl"),
      "a .tsv file holds one title for an id, 3 has another in \"B\"")
    expectNoTable(
      try read(head + #"{"id": 4, "entities": [["A", null]], "count": 1}"#, "v.jsonl"),
      "a .tsv file leaves no id out, 3 has no title")
    expectNoTable(
      try read(head + #"{"id": 3, "entities": [["A", null]], "count": null}"#, "v.jsonl"),
      "a .tsv file needs counts, \"A\" has none")
    expectNoTable(EntityVocabulary(), "a .tsv file needs counts, \"[PAD]\" has none")
  }

  private func expectNoTable(_ vocabulary: EntityVocabulary, _ message: String) {
    #expect {
      try vocabulary.data(in: .tabSeparated, name: "out.tsv")
    } throws: {
      "\($0)" == "out.tsv: \(message); write .jsonl, which holds everything"
    }
  }

  @Test func anyVocabularyComesBack() throws {
    var generator = SeededGenerator(seed: 3)
    for number in 0..<200 {
      let vocabulary = try randomVocabulary(&generator)
      let lines = try vocabulary.data(in: .jsonLines, name: "v.jsonl")
      #expect(try EntityVocabulary(data: lines, name: "v.jsonl") == vocabulary, "\(number)")
      let json = try vocabulary.data(in: .transformers, name: "v.json")
      let expected = vocabulary.removingCounts().addingTitles(["[MASK2]"])
      #expect(try EntityVocabulary(data: json, name: "v.json") == expected, "\(number)")
      if let table = try? vocabulary.data(in: .tabSeparated, name: "v.tsv") {
        #expect(try EntityVocabulary(data: table, name: "v.tsv") == vocabulary, "\(number)")
      } else {
        #expect(vocabulary.languages != [nil] || !vocabulary.hasCounts)
      }
    }
  }

  /// A vocabulary by way of JSON Lines: of one unnamed language or of several, with counts or without.
  private func randomVocabulary(_ generator: inout SeededGenerator) throws -> EntityVocabulary {
    let isMultilingual = Bool.random(using: &generator)
    let hasCounts = Bool.random(using: &generator)
    let letters = [
      "a", "B", " ", "é", "e\u{301}", "漢", "👍", "\"", "\\", ":", "\u{2028}", "/", "\u{7f}", "İ",
    ]
    let languages = ["en", "ja", "zh-min-nan"]
    var titles: Set<[UInt8]> = []
    var records: [JSONValue] = []
    for special in ["[PAD]", "[UNK]", "[MASK]"] {
      records.append(.array([.string(special), .null]))
    }
    var lines = records.map { [$0] }
    for _ in 0..<Int.random(in: 1..<30, using: &generator) {
      var pairs: [JSONValue] = []
      for language in isMultilingual ? languages.shuffled(using: &generator) : [""] {
        if isMultilingual, !pairs.isEmpty, Bool.random(using: &generator) { continue }
        let length = Int.random(in: 1..<6, using: &generator)
        let title = (0..<length).map { _ in letters.randomElement(using: &generator) ?? "" }
          .joined()
        guard titles.insert(Array((language + ":" + title).utf8)).inserted else { continue }
        pairs.append(.array([.string(title), isMultilingual ? .string(language) : .null]))
      }
      if !pairs.isEmpty { lines.append(pairs) }
    }
    var bytes: [UInt8] = []
    for (id, pairs) in lines.enumerated() {
      let count = Int.random(in: 0...1_000_000_000_000, using: &generator)
      bytes += JSONWriter.write(
        .object([
          .init(key: "id", value: .number(String(id))),
          .init(key: "entities", value: .array(pairs)),
          .init(key: "count", value: hasCounts ? .number(String(count)) : .null),
        ]))
      bytes.append(10)
    }
    return try EntityVocabulary(data: Data(bytes), name: "random.jsonl")
  }

  @Test(.enabled(if: sharedData("luke_upstream_fixtures") != nil))
  func upstreamFilesComeBack() throws {
    let folder = try #require(sharedData("luke_upstream_fixtures")).appending(
      path: "tests/fixtures")
    for name in ["dummy_entity_vocab.tsv", "enwiki_20181220_entvocab_100.tsv"] {
      let file = folder.appending(path: name)
      let vocabulary = try EntityVocabulary(file: file)
      #expect(try vocabulary.data(in: .tabSeparated, name: name) == Data(contentsOf: file))
    }
    let english = try EntityVocabulary(
      file: folder.appending(path: "enwiki_20181220_entvocab_100.tsv"))
    #expect(english.count(title: "United States") == 261500)
    let both = try EntityVocabulary(
      file: folder.appending(path: "en_ja_multilingual_vocab_test.jsonl"))
    #expect(both.count(title: "フジテレビジョン", language: "ja") == 142)
    #expect(both.languages == ["en", "ja"])
    let again = try both.data(in: .jsonLines, name: "again.jsonl")
    #expect(try EntityVocabulary(data: again, name: "again.jsonl") == both)
    #expect(
      String(decoding: again, as: UTF8.self).contains(
        #"{"id": 1, "entities": [["[UNK]", "en"], ["[UNK]", "ja"]], "count": 0}"#))
  }
}
