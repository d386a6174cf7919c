import Foundation
import LukeAutodiff
import LukeLayers
import LukeModel
import LukeTestSupport
import Testing

/// What is said of batches that do not fit a head.
@Suite struct BatchMistakeTests {
  private static let words = #""input_ids": [[0, 5, 2], [0, 6, 2]]"#
  private static let entities = """
    "entity_ids": [[2, 3], [2, 3]], "entity_position_ids": [[[1], [1]], [[1], [1]]]
    """

  private func fault(_ architecture: String, labels: Int = 3, _ members: String...) throws -> String
  {
    var configuration = LukeConfiguration()
    (configuration.vocabularySize, configuration.entityVocabularySize) = (20, 9)
    (configuration.hiddenSize, configuration.entityEmbeddingSize) = (8, 4)
    (configuration.layerCount, configuration.attentionHeadCount) = (1, 2)
    (configuration.intermediateSize, configuration.maximumPositionCount) = (16, 12)
    configuration.labels = (0..<labels).map { "\($0)" }
    configuration.architectures = [architecture]
    let store = ParameterStore()
    let head = try LukeHeads.head(of: configuration, origin: "config.json")
      .init(configuration, in: store)
    store.allocate()
    store.initialize(seed: 1)
    let json = "{\(members.joined(separator: ", "))}"
    return message(of: {
      _ = try head.trace(
        PaddedBatch(
          ForwardArguments(json: Data(json.utf8), origin: "b.json"), configuration: configuration),
        on: Tape(.inference))
    })
  }

  @Test func classesAndIndicators() throws {
    let typing = "LukeForEntityClassification"
    #expect(
      try fault(typing, Self.words)
        == "b.json: entity_ids: example 0 has no entity, and the head reads an entity")
    #expect(
      try fault(typing, Self.words, Self.entities, #""entity_attention_mask": [[1, 1], [0, 1]]"#)
        == "b.json: entity_attention_mask: masks entity 0 of example 1, which the head reads")
    #expect(
      try fault(typing, Self.words, Self.entities, #""labels": [0, 3]"#)
        == "b.json: labels: 3 is not one of the 3 classes, nor -100 (none)")
    #expect(
      try fault(typing, Self.words, Self.entities, #""labels": [0.5, 1]"#)
        == "b.json: labels: 0.5 is no class; classes are whole numbers")
    #expect(
      try fault(typing, Self.words, Self.entities, #""labels": [[1, 0], [1, 0]]"#)
        == "b.json: labels: has shape [2, 2] and needs [2, 3]")
    #expect(
      try fault(typing, Self.words, Self.entities, #""labels": [[1, 0, 2], [1, 0, 0]]"#)
        == "b.json: labels: 2.0 is not from 0 (does not hold) to 1 (holds)")
    #expect(
      try fault(typing, Self.words, Self.entities, #""labels": [["a"]]"#)
        == "b.json: labels: must be a rectangular nested array of numbers")
    #expect(
      try fault("LukeForSequenceClassification", labels: 1, Self.words, #""labels": [1.5]"#)
        == "b.json: labels: has shape [1] and needs [2] or [2, 1]")
    #expect(
      try fault("LukeForTokenClassification", Self.words, #""labels": [0, 1]"#)
        == "b.json: labels: has shape [2] and needs [2, 3]")
  }

  @Test func pairsAndCandidates() throws {
    #expect(
      try fault(
        "LukeForEntityPairClassification", Self.words,
        #""entity_ids": [[2, 3, 3], [2, 3, 3]]"#,
        #""entity_position_ids": [[[1], [1], [1]], [[1], [1], [1]]]"#,
        #""entity_attention_mask": [[1, 1, 1], [1, 0, 1]]"#)
        == "b.json: entity_attention_mask: masks entity 1 of example 1, which the head reads")
    #expect(
      try fault("LukeForEntitySpanQA", Self.words, Self.entities, #""labels": [[0, 1], [0, 1]]"#)
        == "b.json: labels: has shape [2, 2] and needs [2, 1]")
    #expect(
      try fault("LukeForEntitySpanQA", Self.words, Self.entities, #""labels": [[0], [2]]"#)
        == "b.json: labels: 2 is not one of the 2 classes, nor -100 (none)")
  }

  @Test func answers() throws {
    let head = "LukeForQuestionAnswering"
    #expect(
      try fault(head, Self.words, #""start_positions": [1, 1]"#)
        == "b.json: start_positions: needs end_positions")
    #expect(
      try fault(head, Self.words, #""end_positions": [1, 1]"#)
        == "b.json: end_positions: needs start_positions")
    #expect(
      try fault(head, Self.words, #""start_positions": [1], "end_positions": [1, 1]"#)
        == "b.json: start_positions: has shape [1] and needs [2]")
    #expect(
      try fault(head, Self.words, #""start_positions": [[1], [1]], "end_positions": [1, 1]"#)
        == "b.json: start_positions: has 2 axes and needs 1")
  }

  @Test func choices() throws {
    let (head, folded) = ("LukeForMultipleChoice", #""input_ids": [[[0, 5, 2], [0, 6, 2]]]"#)
    #expect(
      try fault(head, Self.words)
        == "b.json: input_ids: has 2 axes and needs 3, [examples, choices, words], for LukeForMultipleChoice"
    )
    #expect(
      try fault("LukeForTokenClassification", folded)
        == "b.json: input_ids: has 3 axes and needs 2, for LukeForTokenClassification")
    #expect(
      try fault(head, folded, #""attention_mask": [[1, 1, 1], [1, 1, 1]]"#)
        == "b.json: attention_mask: has 2 axes and needs 3")
    #expect(
      try fault(head, folded, #""attention_mask": [[[1, 1, 1]]]"#)
        == "b.json: attention_mask: has shape [1, 1, 3], input_ids has [1, 2, 3]")
    #expect(
      try fault(head, folded, #""labels": [0, 1]"#)
        == "b.json: labels: has shape [2] and needs [1]")
    #expect(
      try fault(head, folded, #""labels": [2]"#)
        == "b.json: labels: 2 is not one of the 2 classes, nor -100 (none)")
  }
}
