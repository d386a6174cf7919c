import Foundation
import LukeText

/// Entity vocabularies in their three layouts.
let entityVocabularyTargets = [
  FuzzTarget(
    "entity-vocabulary",
    words: [
      "[PAD]", "[UNK]", "[MASK]", "[MASK2]", "en:", "\t", "\"id\"", "\"entities\"", "\"count\"",
    ]
      + ["null", "2147483647", "9223372036854775807", "-1", "\\u0000", "\"\""],
    seeds: {
      [
        [0] + Array(#"{"[PAD]": 0, "[UNK]": 1, "[MASK]": 2, "Rome": 3, "Zoë": 5}"#.utf8),
        [0]
          + Array(
            #"{"en:[PAD]": 0, "[PAD]": 0, "[UNK]": 1, "[MASK]": 2, "en:Rome": 3, "de:Rom": 3}"#.utf8
          ),
        [1] + Array("[PAD]\t0\n[UNK]\t0\n[MASK]\t0\nRome\t17\nZoë\t3\n".utf8),
        [2]
          + Array(
            ("{\"id\": 0, \"entities\": [[\"[PAD]\", \"en\"]], \"count\": null}\n"
              + "{\"id\": 1, \"entities\": [[\"[UNK]\", \"en\"]], \"count\": null}\n"
              + "{\"id\": 2, \"entities\": [[\"[MASK]\", null]], \"count\": 5}\n"
              + "{\"id\": 7, \"entities\": [[\"Rome\", \"en\"], [\"Rom\", \"de\"]], \"count\": 5}\n")
              .utf8),
      ]
    }
  ) { input in
    var choices = Choices(input)
    let name = choices.one(of: ["input.json", "input.tsv", "input.jsonl"])
    let vocabulary = try EntityVocabulary(data: Data(choices.bytes), name: name)
    _ = (vocabulary.vocabularySize, vocabulary.id(title: "Rome"), vocabulary.languages)
    for layout in [EntityVocabularyLayout.transformers, .tabSeparated, .jsonLines] {
      guard let data = try? vocabulary.data(in: layout, name: "output") else { continue }
      let end = ["json", "tsv", "jsonl"][
        [.transformers, .tabSeparated, .jsonLines].firstIndex(of: layout) ?? 0]
      let again = try EntityVocabulary(data: data, name: "written.\(end)")
      expect(again.id(title: "Rome") == vocabulary.id(title: "Rome"), "written, it is another")
    }
  }
]
