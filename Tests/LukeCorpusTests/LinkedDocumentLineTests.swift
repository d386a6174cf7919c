import LukeCorpus
import Testing

@Suite struct LinkedDocumentLineTests {
  private func read(_ line: String) throws(LinkedDocumentLine.Fault) -> LinkedDocumentLine.Content {
    try LinkedDocumentLine.read(line.utf8)
  }

  private func fault(_ line: String) -> String? {
    do throws(LinkedDocumentLine.Fault) {
      _ = try read(line)
      return nil
    } catch {
      return error.message
    }
  }

  @Test func readsTextWithEntities() throws {
    let content = try read(
      #"""
      {"text": "Zoë saw 🌋 Etna.", "title": "Zoë", "entities": [
      {"start": 10, "end": 14, "title": "Mount Etna", "text": "Etna"}, {"start": 0, "end": 3, "title": "Zoë"}]}
      """#)
    #expect(content.document.title == "Zoë")
    let paragraph = try #require(content.document.paragraphs.first)
    #expect(
      paragraph.links == [
        EntityLink(title: "Zoë", range: 0..<4), EntityLink(title: "Mount Etna", range: 14..<18),
      ])
    #expect(content.overlappingLinkCount == 0)
  }

  @Test func readsParagraphs() throws {
    let content = try read(
      #"{"paragraphs": [{"text": "One."}, {"text": "Two.", "entities": []}], "more": 1}"#)
    #expect(content.document.title == nil)
    #expect(content.document.paragraphs.map(\.text) == ["One.", "Two."])
  }

  /// Of links that overlap the first is kept, of those that begin together the longest.
  @Test func dropsOverlappingLinks() throws {
    let content = try read(
      #"""
      {"text": "abcdef", "entities": [{"start": 1, "end": 2, "title": "B"},
      {"start": 1, "end": 4, "title": "BCD"}, {"start": 3, "end": 5, "title": "DE"},
      {"start": 4, "end": 6, "title": "EF"}]}
      """#)
    #expect(content.document.paragraphs[0].links.map(\.title) == ["BCD", "EF"])
    #expect(content.overlappingLinkCount == 2)
  }

  @Test func countsLinksThatCutWords() throws {
    let content = try read(
      #"""
      {"text": "Zoë's über 東京都 Etna.", "entities": [
      {"start": 0, "end": 3, "title": "A"}, {"start": 6, "end": 9, "title": "B"},
      {"start": 11, "end": 13, "title": "C"}, {"start": 16, "end": 19, "title": "D"},
      {"start": 19, "end": 20, "title": "E"}]}
      """#)
    #expect(content.document.paragraphs[0].links.count == 5)
    // "übe", "tna" and ".": the last begins where a word ends.
    #expect(content.cutLinkCount == 2)
  }

  private let remedy = "mend the link or take it out"
  private let places =
    "offsets count Unicode scalars from 0, the end excluded; mend the link or take it out"

  @Test(arguments: ["name", "word"])
  func namesAreHeldAgainstLinks(key: String) throws {
    func line(_ start: Int, _ end: Int, _ name: String) -> String {
      #"{"text": "🌋 Etna in Sicily", "entities": [{"start": \#(start), "end": \#(end), "title": "T", "\#(key)": "\#(name)"}]}"#
    }
    #expect(
      fault(line(3, 7, "Etna")) == "entities[0]: 3 to 7 is \"tna \", not \"Etna\"; \(places)")
    for name in ["etna", "Mount Etna", "Sicily", "Etna in"] {
      #expect(try read(line(2, 6, name)).cutLinkCount == 0)
    }
  }

  @Test func whatIsWrittenReadsBackEqual() throws {
    let document = LinkedDocument(
      title: "A \"quoted\" title",
      paragraphs: [
        LinkedText(
          text: "Ä🌋b\n\tc\u{7F}",
          links: [
            EntityLink(title: "Ä", range: 0..<2), EntityLink(title: "🌋\\", range: 2..<7),
          ]), LinkedText(text: ""),
      ])
    var bytes: [UInt8] = []
    LinkedDocumentLine.append(document, to: &bytes)
    #expect(bytes.last == 10 && bytes.dropLast().allSatisfy { $0 != 10 })
    #expect(try LinkedDocumentLine.read(bytes).document == document)
  }

  @Test func saysWhatIsWrong() {
    let needed = "text is read from the key \"text\", or from \"paragraphs\" that have it"
    #expect(fault("[]") == "is not an object; write {\"text\": …}, one object a line")
    #expect(fault("{\"title\": \"A\"}") == "key \"text\" is missing; \(needed)")
    #expect(
      fault("{\"text\": 3}")
        == "text: is not text; put the text in quotes, or take the object out")
    #expect(
      fault("{\"text\": \"\", \"title\": 3}")
        == "title: is not text; put it in quotes or leave the key out")
    #expect(
      fault("{\"paragraphs\": {}}")
        == "paragraphs: is not a list of {\"text\", \"entities\"}; write [{\"text\": …}]")
    #expect(fault("{\"paragraphs\": [{}]}") == "key \"paragraphs[0].text\" is missing; \(needed)")
    #expect(
      fault("{\"text\": \"a\", \"entities\": 1}")
        == "entities: is not a list of {\"start\", \"end\", \"title\"}; write [], or no key, for a text "
        + "without links")
    func one(_ entity: String) -> String { #"{"text": "häus", "entities": [\#(entity)]}"# }
    let form = "is not an object, {\"start\", \"end\", \"title\"}"
    #expect(fault(one("4")) == "entities[0]: \(form); \(remedy)")
    #expect(fault(one("[\"häus\", \"Haus\"]")) == "entities[0]: \(form); \(remedy)")
    let triple = "where these are start, end (excluded) and title, jq -c"
    #expect(
      fault(one("[0, 2, \"Haus\"]"))
        == "entities[0]: \(form): \(triple) '.entities |= map({start: .[0], end: .[1], title: .[2]})' "
        + "makes them")
    #expect(
      fault("{\"paragraphs\": [{\"text\": \"ab\", \"entities\": [[0, 1, \"A\"]]}]}")
        == "paragraphs[0].entities[0]: \(form): \(triple) '.paragraphs[].entities |= map({start: .[0], "
        + "end: .[1], title: .[2]})' makes them")
    #expect(
      fault(one(#"{"end": 1}"#)) == "entities[0].start: must be a whole number; \(places)")
    #expect(
      fault(one(#"{"start": 0, "end": 1.5, "title": "A"}"#))
        == "entities[0].end: must be a whole number; \(places)")
    #expect(
      fault(one(#"{"start": 0, "end": 1}"#))
        == "entities[0].title: must be text, not empty: the entity that the link leads to; \(remedy)"
    )
    for bad in [(0, 5), (-1, 2), (2, 2), (3, 1), (9_223_372_036_854_775_807, 1)] {
      #expect(
        fault(one(#"{"start": \#(bad.0), "end": \#(bad.1), "title": "A"}"#))
          == "entities[0]: \(bad.0) to \(bad.1) is no stretch of the text, which has 4 characters "
          + "(Unicode scalars, the end excluded); mend the link or take it out")
    }
    #expect(
      fault(one(#"{"start": 0, "end": 2, "title": "A", "text": "hau"}"#))
        == "entities[0]: 0 to 2 is \"hä\", not \"hau\"; \(places)")
    for key in ["surface", "mention"] {
      #expect(
        fault(one(#"{"start": 0, "end": 2, "title": "A", "\#(key)": "hau"}"#))
          == "entities[0]: 0 to 2 is \"hä\", not \"hau\"; \(places)")
    }
    #expect(
      fault(#"{"text": "a \u00a0b", "entities": [{"start": 1, "end": 3, "title": "A"}]}"#)
        == "entities[0]: 1 to 3 is blank; mend the link or take it out")
    #expect(fault("{\"text\": ")?.hasPrefix("is not valid JSON: ") == true)
  }

  @Test(arguments: [" ", "\\t", "\\u00a0", "\\u200b "])
  func blankTitlesAreRefused(_ title: String) {
    #expect(
      fault(#"{"text": "abc", "entities": [{"start": 0, "end": 3, "title": "\#(title)"}]}"#)
        == "entities[0].title: must be text, not blank: the entity that the link leads to; mend the link "
        + "or take it out")
  }
}
