import Foundation
import LukeText
import Testing

@Suite("Entity vocabularies")
struct EntityVocabularyTests {
  @Test func specialOnly() throws {
    let vocabulary = EntityVocabulary()
    #expect(vocabulary.vocabularySize == 4)
    #expect(vocabulary.paddingID == 0)
    #expect(vocabulary.unknownID == 1)
    #expect(vocabulary.maskID == 2)
    #expect(vocabulary.secondMaskID == 3)
    #expect(
      String(decoding: vocabulary.data, as: UTF8.self)
        == "{\n  \"[PAD]\": 0,\n  \"[UNK]\": 1,\n  \"[MASK]\": 2,\n  \"[MASK2]\": 3\n}\n")
  }

  @Test func transformersFile() throws {
    let json = #"""
      {"[MASK2]": 5, "[PAD]": 0, "[UNK]": 1, "[MASK]": 2,
       "Caf\u00e9 \"X\"": 3, "Cafe\u0301": 4}
      """#
    let vocabulary = try EntityVocabulary(data: Data(json.utf8), name: "entity_vocab.json")
    #expect(vocabulary.secondMaskID == 5)
    #expect(vocabulary.id(title: "Café \"X\"") == 3)
    #expect(vocabulary.id(title: "Cafe\u{301}") == 4)
    #expect(vocabulary.id(title: "Caf\u{e9}") == nil)
    #expect(vocabulary.title(id: 4).map { Array($0.utf8) } == Array("Cafe\u{301}".utf8))
    let again = try EntityVocabulary(data: vocabulary.data, name: "again.json")
    #expect(again.titles().map(\.title) == vocabulary.titles().map(\.title))
    #expect(again.titles().map(\.id) == [5, 0, 1, 2, 3, 4])
  }

  @Test func tabSeparated() throws {
    let text = "[PAD]\t0\n[UNK]\t0\n[MASK]\t0\nEast Harbour\t100\n"
    let vocabulary = try EntityVocabulary(data: Data(text.utf8), name: "vocab.tsv")
    #expect(vocabulary.id(title: "East Harbour") == 3)
    #expect(vocabulary.secondMaskID == nil)
    let relations = vocabulary.addingTitles(["[MASK2]", "East Harbour"])
    #expect(relations.secondMaskID == 4)
    #expect(relations.vocabularySize == 5)
  }

  @Test func jsonLines() throws {
    let text = """
      {"id": 0, "entities": [["[PAD]", "en"], ["[PAD]", "ja"]], "count": 0}
      {"id": 1, "entities": [["[UNK]", "en"]], "count": 0}
      {"id": 2, "entities": [["[MASK]", null]], "count": 0}
      {"id": 3, "entities": [["橋", "ja"], ["Bridge: a", "en"]], "count": 7}
      {"id": 4, "entities": [["River", null]], "count": 7}

      """
    let vocabulary = try EntityVocabulary(data: Data(text.utf8), name: "vocab.jsonl")
    #expect(vocabulary.vocabularySize == 5)
    #expect(vocabulary.titleCount == 6)
    #expect(vocabulary.id(title: "橋", language: "ja") == 3)
    #expect(vocabulary.id(title: "en:Bridge: a") == 3)
    #expect(vocabulary.id(title: "[MASK]", language: "ja") == 2)
    #expect(vocabulary.id(title: "River") == 4)
    #expect(vocabulary.title(id: 3) == "ja:橋")
  }

  @Test func messages() {
    func message(_ text: String, _ name: String) -> String {
      do {
        _ = try EntityVocabulary(data: Data(text.utf8), name: name)
        return "no error"
      } catch {
        return "\(error)"
      }
    }
    #expect(
      message("[PAD]\t0\nA B\n", "v.tsv") == "v.tsv, line 2: expected a title, a tab and a count")
    #expect(
      message("{\"id\": 0}\n", "v.jsonl")
        == "v.jsonl, line 1: expected an object with \"id\" and \"entities\"")
    #expect(
      message("\n{\"id\"\n", "v.jsonl")
        == "v.jsonl, line 2, column 6: expected :, found the end of the line")
    #expect(
      message("{\"é\": 1 2}", "v.json") == "v.json, line 1, column 9: expected , or }, found 2")
    #expect(
      message("{\"[PAD]\": 0}", "v.json") == "v.json: the entity vocabulary has no [UNK], [MASK]")
    #expect(
      message("{\n \"B\": [1, {\"x\": 2}],\n  \"A\": 1.5}", "v.json")
        == "v.json, line 2, column 2: the id of \"B\" must be a whole number from 0 to 99999999")
    #expect(
      message("{\n \"[PAD]\": 0,\n  \"é\": 1, \"A\": -1}", "v.json")
        == "v.json, line 3, column 11: the id of \"A\" must be a whole number from 0 to 99999999")
    #expect(
      message("{\"A\": 1,\n \"A\": 2}", "v.json")
        == "v.json, line 2, column 2: the title \"A\" is there twice")
  }

  @Test(arguments: [
    ("A\t1\nB\t2\nA\t3\n", "line 3: the title \"A\" is on line 1 already"),
    ("A\tx\n", "line 1: the count of \"A\" must be a whole number from 0, not \"x\""),
    ("A\t-1\n", "line 1: the count of \"A\" must be a whole number from 0, not \"-1\""),
    ("A\t1.0\n", "line 1: the count of \"A\" must be a whole number from 0, not \"1.0\""),
    ("A\t\n", "line 1: the count of \"A\" must be a whole number from 0, not \"\""),
    (
      "A\t9223372036854775808\n",
      "line 1: the count of \"A\" must be a whole number from 0, not \"9223372036854775808\""
    ),
    ("A\t1\nA\tB\t1\n", "line 2: expected a title, a tab and a count"),
    (
      "A\t1\n\nB\t1\n",
      "line 2: the line is empty and more follow; lines are counted for the ids, so put back what is "
        + "missing"
    ),
  ])
  func messagesOfTabSeparated(text: String, message: String) {
    expectMessage(Data(text.utf8), "v.tsv", "v.tsv, " + message)
  }

  @Test(arguments: [
    (
      #"{"id": -1, "entities": [["A", null]]}"#,
      "line 1: the id must be a whole number from 0 to 99999999"
    ),
    (
      #"{"id": "1", "entities": [["A", null]]}"#,
      "line 1: the id must be a whole number from 0 to 99999999"
    ),
    (
      #"{"id": 100000000, "entities": [["A", null]]}"#,
      "line 1: the id must be a whole number from 0 to 99999999"
    ),
    (
      #"{"id": 99999999999999999999, "entities": [["A", null]]}"#,
      "line 1: the id must be a whole number from 0 to 99999999"
    ),
    (
      """
      {"id": 0, "entities": [["A", null]]}

      {"id": 0, "entities": [["B", null]]}
      """, "line 3: the id 0 is on line 1 already"
    ),
    (
      """
      {"id": 0, "entities": [["A", "en"]]}
      {"id": 1, "entities": [["A", "de"], ["A", "en"]]}
      """, "line 2: the title \"en:A\" is on line 1 already"
    ),
    (
      """
      {"id": 0, "entities": [["[PAD]", "en"], ["[PAD]", "de"]]}
      {"id": 1, "entities": [["[PAD]", "fr"]]}
      """, "line 2: the title \"[PAD]\" is on line 1 already"
    ),
    (#"{"id": 7, "entities": []}"#, "line 1: the id 7 has no entities"),
    (
      #"{"id": 7, "entities": [["A", null]], "count": 1.5}"#,
      "line 1: the count must be a whole number from 0, or null"
    ),
    (
      #"{"id": 7, "entities": [["A", null]], "count": -3}"#,
      "line 1: the count must be a whole number from 0, or null"
    ),
    (
      #"{"id": 7, "entities": [["A", 3]]}"#,
      "line 1: an entity is not a pair of title and language"
    ),
    (#"{"id": 7, "entities": ["A"]}"#, "line 1: an entity is not a pair of title and language"),
    (
      #"{"id": 7, "entities": [["A", "e:n"]]}"#,
      "line 1: the language \"e:n\" must have 1 to 100 bytes and no colon"
    ),
    (
      #"{"id": 7, "entities": [["A", ""]]}"#,
      "line 1: the language \"\" must have 1 to 100 bytes and no colon"
    ),
  ])
  func messagesOfJSONLines(text: String, message: String) {
    expectMessage(Data(text.utf8), "v.jsonl", "v.jsonl, " + message)
  }

  @Test func titlesMustBeText() {
    let broken = Data([0x41, 0xC3, 0x09, 0x31, 0x0A])
    expectMessage(broken, "v.tsv", "v.tsv, line 1: byte 2 of the line, 0xC3, is not valid UTF-8")
  }

  private func expectMessage(_ data: Data, _ name: String, _ message: String) {
    #expect {
      try EntityVocabulary(data: data, name: name)
    } throws: {
      "\($0)" == message
    }
  }

  @Test(.enabled(if: SharedData.has("luke_upstream_fixtures")))
  func upstreamFixtures() throws {
    let folder = SharedData.file("luke_upstream_fixtures/tests/fixtures")
    let dummy = try EntityVocabulary(
      file: folder.appendingPathComponent("dummy_entity_vocab.tsv"))
    #expect(dummy.id(title: "Pacific Ocean") == 5)
    let english = try EntityVocabulary(
      file: folder.appendingPathComponent("enwiki_20181220_entvocab_100.tsv"))
    #expect(english.vocabularySize == 103)
    #expect(english.id(title: "United States") == 4)
    let both = try EntityVocabulary(
      file: folder.appendingPathComponent("en_ja_multilingual_vocab_test.jsonl"))
    #expect(both.id(title: "フジテレビジョン", language: "ja") == 3)
    #expect(both.maskID == 2)
  }
}
