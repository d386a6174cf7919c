import LukeData
import LukeTestSupport
import Testing

/// Tags of anything, and entities as tags.
@Suite struct WordTagTests {
  private static let any: EntityDataOptions = {
    var options = EntityDataOptions()
    options.takesAnyTags = true
    return options
  }()

  @Test func tagsThatMarkNoEntitiesAreKept() throws {
    let columns = "the DET\ndog NN|sg\n. .\n\nran VERB\n"
    let corpus = try read(columns, Self.any)
    #expect(corpus.sentences.map(\.tags) == [["DET", "NN|sg", "."], ["VERB"]])
    #expect(corpus.sentences.allSatisfy { $0.entities.isEmpty })
    #expect(
      corpus.notes.contains(
        "sample: the tags mark no entities and are taken as they are, one for each word"))
    #expect(message { _ = try read("the DET\ndog NOUN\n") }.contains("are hardly entity tags"))
    let records = #"{"tokens": ["the", "dog"], "tags": ["DET", "NOUN"]}"# + "\n"
    #expect(try read(records, Self.any).sentences.map(\.tags) == [["DET", "NOUN"]])
    #expect(
      message { _ = try read(#"{"tokens": ["a", "b"], "tags": ["DET", " "]}"#, Self.any) }
        == "sample:1: the tag is blank")
  }

  /// Where there are entities, mistakes among their tags stay mistakes.
  @Test func tagsOfEntitiesAreEntities() throws {
    let corpus = try read("Ada I-PER\nleft O\nOslo I-LOC\n", Self.any)
    #expect(corpus.sentences.map(\.spans) == [["PER:0..<1", "LOC:2..<3"]])
    #expect(corpus.sentences.map(\.tags) == [[]])
    let text = "Ada B-PER\nleft O\nOslo B_LOC\n"
    #expect(message { _ = try read(text, Self.any) } == message { _ = try read(text) })
    #expect(message { _ = try read(text, Self.any) }.hasPrefix("sample:3: "))
  }

  @Test func entitiesAreReadOffTagsAsConllevalDoes() {
    func spans(_ tags: String) -> [String] {
      EntityTagging.entities(tags.split(separator: " ").map(String.init)).map {
        "\($0.label):\($0.words)"
      }
    }
    #expect(spans("B-A I-A O B-A B-A") == ["A:0..<2", "A:3..<4", "A:4..<5"])
    #expect(spans("I-A I-B O I-B") == ["A:0..<1", "B:1..<2", "B:3..<4"])
    #expect(spans("O O").isEmpty)
    #expect(EntityTagging.marksEntities(["O", "B-A", "I-creative-work"]))
    #expect(!EntityTagging.marksEntities(["O", "NOUN"]))
    #expect(!EntityTagging.marksEntities(["O"]))
  }
}
