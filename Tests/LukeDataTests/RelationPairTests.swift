import LukeData
import LukeTestSupport
import Testing

/// Texts of which every ordered pair of entities is asked.
@Suite struct RelationPairTests {
  private func pairs(_ text: String, requiresLabels: Bool = false) throws -> RelationCorpus {
    var options = RelationDataOptions(requiresLabels: requiresLabels)
    options.asksPairs = true
    return try readRelations(text, options)
  }

  @Test func everyOrderedPairIsAnExample() throws {
    let corpus = try pairs(
      #"""
      {"id": 7, "text": "Ada met Bo in Basel", "entities": [{"start": 0, "end": 3, "label": "PER"},
      """#.replacing("\n", with: "") + #"""
         {"start": 8, "end": 10}, {"start": 14, "end": 19, "label": "LOC"}]}
        {"tokens": ["a", "b"], "entities": [{"start": 0, "end": 1}]}
        {"tokens": ["Ada", "Holt", "met", "Bo"], "entities": [{"start": 0, "end": 2}, {"start": 3, "end": 4}]}
        """#)
    let texts = try #require(corpus.pairedTexts)
    #expect(texts.map(\.examples) == [0..<6, 6..<6, 6..<8])
    #expect(texts.map(\.identifier) == [.number(7), nil, nil])
    #expect(texts[0].labels == ["PER", nil, "LOC"])
    #expect(
      corpus.examples.map { "\($0.headText)-\($0.tailText)" } == [
        "Ada-Bo", "Ada-Basel", "Bo-Ada", "Bo-Basel", "Basel-Ada", "Basel-Bo", "Ada Holt-Bo",
        "Bo-Ada Holt",
      ])
    #expect(corpus.divisibleExamples == nil)
  }

  @Test func pairsThatCannotBeAskedHaveAFault() throws {
    let corpus = try pairs(
      #"{"text": "a b", "entities": [{"start": 0, "end": 9}, {"start": 2, "end": 3}, {"start": 2, "end": 3}]}"#
    )
    let span = "\"entities[0]\": 0 to 9, end excluded, is no span of 3 characters"
    let same = "head and tail are the same part of the text"
    #expect(corpus.examples.map(\.fault) == [span, span, span, same, span, same])
  }

  @Test func whatIsNoTextWithEntitiesIsNamed() {
    #expect(
      message { _ = try pairs(#"{"text": "a", "entities": []}"#, requiresLabels: true) }
        == "sample: data.pairs asks the pairs of new texts, which have no relations to learn or score; take it "
        + "out, or predict")
    #expect(
      message { _ = try pairs(#"{"text": "a"}"#) } == "sample:1: key \"entities\" is missing")
    #expect(
      message { _ = try pairs(#"{"entities": []}"#) }
        == "sample:1: key \"text\" or \"tokens\" is missing")
    let entities = #"{"text": "a b", "entities": [{"start": 0, "end": 1, "label": "X"}]}"#
    #expect(
      message { _ = try readRelations(entities, RelationDataOptions(requiresLabels: false)) }
        .hasSuffix("; data.pairs true asks every ordered pair of \"entities\""))
  }
}
