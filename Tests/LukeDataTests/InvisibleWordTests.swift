import LukeData
import LukeTestSupport
import Testing

/// Words with nothing to see have one rule: they keep their places.
@Suite struct InvisibleWordTests {
  static let words = [" ", "\u{A0}", "\u{3000}", "\u{200B}", "\u{FEFF}", "\u{AD}", "\u{FE0F}", ""]

  @Test(arguments: words)
  func keepTheirPlaces(word: String) throws {
    let columns = try read("a\tO\n\(word)\tO\nb\tB-X\n")
    let records = try read(
      "{\"tokens\": [\"a\", \"\(word)\", \"b\"], \"tags\": [\"O\", \"O\", \"B-X\"]}")
    for corpus in [columns, records] {
      #expect(corpus.sentences[0].words == ["a", word, "b"])
      #expect(corpus.sentences[0].spans == ["X:2..<3"])
      #expect(
        corpus.notes == [
          "sample: 1 word is blank or invisible, the first in the sentence that starts in line 1; "
            + "it keeps its place",
          "sample: the first sentence reads: a \"\(word)\" [b: X]",
        ])
    }
  }

  @Test(arguments: words)
  func areNoEntities(word: String) {
    let columns = message { try read("a\tO\n\(word)\tB-X\n") }
    #expect(columns == "sample:2: the entity is blank")
    let records = message {
      _ = try read("{\"tokens\": [\"a\", \"\(word)\"], \"tags\": [\"O\", \"B-X\"]}")
    }
    #expect(records == "sample:1: the entity is blank")
  }

  @Test(arguments: words.dropLast())
  func areNoEntitiesOfTexts(word: String) {
    let text = message {
      _ = try read(
        "{\"text\": \"a\(word)b\", \"entities\": [{\"start\": 1, \"end\": 2, \"label\": \"X\"}]}")
    }
    #expect(text == "sample:1: \"entities[0]\": the entity is blank")
    let relation = message {
      _ = try readRelations(
        "{\"text\": \"a\(word)b\", \"head\": {\"start\": 0, \"end\": 1}, \"tail\": {\"start\": 1, \"end\": 2}, \"relation\": \"r\"}"
      )
    }
    #expect(relation == "sample:1: \"tail\": the span is blank")
    let tokens = message {
      _ = try readRelations(
        "{\"tokens\": [\"a\", \"\(word)\"], \"head\": {\"start\": 0, \"end\": 1}, \"tail\": {\"start\": 1, \"end\": 2}, \"relation\": \"r\"}"
      )
    }
    #expect(tokens == "sample:1: \"tail\": the span is blank")
  }
}
