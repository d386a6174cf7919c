import Foundation
import LukeLayers
import LukeModel
import Testing

/// Plain encoders: no parameter of entities, and what transformers calls them.
@Suite struct EncoderFamilyTests {
  private func configuration(_ members: String) throws -> LukeConfiguration {
    try LukeConfiguration(
      json: Data(
        """
        {\(members), "hidden_size": 6, "num_hidden_layers": 1, "num_attention_heads": 2,
         "intermediate_size": 5}
        """.utf8), origin: "config.json")
  }

  @Test func keysThatAreAbsentHaveTheDefaultsOfTheFamily() throws {
    let bert = try configuration(#""model_type": "bert""#)
    #expect(bert.vocabularySize == 30522 && bert.paddingID == 0 && bert.typeVocabularySize == 2)
    #expect(bert.maximumPositionCount == 513 && bert.maximumWordCount == 512)
    #expect(!bert.usesEntities && !bert.usesEntityAwareAttention)
    for type in ["roberta", "xlm-roberta"] {
      let roberta = try configuration("\"model_type\": \"\(type)\"")
      #expect(roberta.vocabularySize == 50265 && roberta.paddingID == 1)
      #expect(roberta.maximumPositionCount == 512 && roberta.maximumWordCount == 510)
    }
  }

  @Test func whatIsWrittenIsOfTheFamily() throws {
    let bert = try configuration(
      #""model_type": "bert", "pad_token_id": 3, "max_position_embeddings": 40"#)
    let text = String(decoding: bert.json(), as: UTF8.self)
    #expect(text.contains(#""model_type" : "bert""#))
    #expect(text.contains(#""max_position_embeddings" : 40"#))
    #expect(!text.contains("entity"))
    #expect(try LukeConfiguration(json: bert.json(), origin: "again") == bert)
  }

  @Test func noParameterIsOfEntities() throws {
    for (type, architecture) in [
      ("bert", "BertForSequenceClassification"), ("roberta", "RobertaForTokenClassification"),
      ("xlm-roberta", "XLMRobertaForMultipleChoice"), ("bert", "BertForQuestionAnswering"),
      ("roberta", "RobertaModel"),
    ] {
      let plain = try configuration(
        "\"model_type\": \"\(type)\", \"architectures\": [\"\(architecture)\"]")
      let head = try LukeHeads.head(of: plain, origin: "config.json")
      #expect(head.architecture(of: plain.family) == architecture)
      let store = ParameterStore()
      _ = head.init(plain, in: store)
      #expect(!store.parameters.contains { $0.part == .entities })
      #expect(!store.parameters.contains { LukeNames.isEntityAwareQuery($0.name) })
    }
  }

  @Test func headsThatReadEntitiesStandOnNoPlainEncoder() throws {
    let masked = try configuration(
      #""model_type": "bert", "architectures": ["BertForMaskedLM"]"#)
    let error = #expect(throws: ConfigurationError.self) {
      try LukeHeads.head(of: masked, origin: "config.json")
    }
    #expect(
      error?.description
        == "config.json: architectures: BertForMaskedLM is not known; known are BertModel, "
        + "BertForTokenClassification, BertForSequenceClassification, BertForQuestionAnswering, "
        + "BertForMultipleChoice")
    #expect(LukeHeads.head(named: "BertForEntityPairClassification") == nil)
  }

  @Test func entitiesOfABatchAreRefused() throws {
    let plain = try configuration(#""model_type": "roberta""#)
    let arguments = try ForwardArguments(
      json: Data(
        #"{"input_ids": [[5, 6]], "entity_ids": [[1]], "entity_position_ids": [[[0]]]}"#.utf8),
      origin: "batch.json")
    let error = #expect(throws: ConfigurationError.self) {
      try PaddedBatch(arguments, configuration: plain)
    }
    #expect(error?.description == "batch.json: entity_ids: a roberta model has no entities")
  }
}
