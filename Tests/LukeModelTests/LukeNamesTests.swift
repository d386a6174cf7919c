import LukeLayers
import LukeModel
import Testing

/// What names of arrays mean is what the models declare.
@Suite struct LukeNamesTests {
  private static var configuration: LukeConfiguration {
    var configuration = LukeConfiguration()
    configuration.layerCount = 2
    configuration.labels = ["O", "PER"]
    return configuration
  }

  private func parameters(of head: any LukeHead.Type) -> [Parameter] {
    let store = ParameterStore()
    _ = head.init(Self.configuration, in: store)
    return store.parameters
  }

  @Test(arguments: LukeHeads.all.map { $0.architecture })
  func everyParameterHasThePartOfItsName(_ architecture: String) throws {
    let head = try #require(LukeHeads.head(named: architecture))
    let isBare = head.isBareEncoder
    let own = Set(parameters(of: head).compactMap(\.part))
    #expect(head.parts.isSubset(of: own))
    for parameter in parameters(of: head) {
      let part =
        isBare ? LukeNames.partOfBare(parameter.name) : LukeNames.part(of: parameter.name)
      #expect(part != nil && parameter.part == part, "\(parameter.name)")
      // Files of heads that pool have what they pool with.
      #expect(
        parameter.isOptional == (!isBare && part == .pooler && head.pooler != .read),
        "\(parameter.name)")
      if isBare {
        let name = LukeNames.belowLuke(parameter.name)
        #expect(LukeNames.part(of: name) == part)
        #expect(LukeNames.bareName(name) == parameter.name)
      }
    }
  }

  /// Heads that pool, those that do not, and those that have no pooler, as in transformers.
  @Test func poolersAreThoseOfTransformers() {
    func heads(_ use: LukePooler) -> [String] {
      LukeHeads.all.filter { $0.pooler == use && !$0.isBareEncoder }.map { $0.architecture }
    }
    #expect(heads(.read) == ["LukeForSequenceClassification", "LukeForMultipleChoice"])
    #expect(heads(.absent) == ["LukeForTokenClassification", "LukeForQuestionAnswering"])
    for head in LukeHeads.all {
      let names = parameters(of: head).map(\.name)
      #expect(
        names.contains { $0.contains("pooler") } == (head.pooler != .absent),
        "\(head.architecture)")
      #expect(head.parts.contains(.pooler) == (head.pooler == .read), "\(head.architecture)")
    }
  }

  /// What no model declares has a part, too, where its module is known.
  @Test func namesThatNobodyDeclares() {
    #expect(LukeNames.part(of: "luke.embeddings.other") == .words)
    #expect(LukeNames.part(of: "luke.adapter.weight") == .encoder)
    #expect(LukeNames.part(of: "classifier.dense.weight") == .classifier)
    #expect(LukeNames.part(of: "qa_outputs.bias") == .classifier)
    #expect(LukeNames.part(of: "scorer.weight") == .classifier)
    #expect(LukeNames.part(of: "lm_head.decoder.weight") == .wordHead)
    for name in ["cls.weight", "luke", "lukewarm.weight", "classifiers.0", ""] {
      #expect(LukeNames.part(of: name) == nil, "\(name)")
    }
    #expect(LukeNames.partOfBare("luke.pooler.dense.bias") == nil)
    #expect(!LukeNames.isOfEncoder("lm_head.bias") && LukeNames.isOfEncoder("luke.anything"))
  }

  @Test func namesOfParts() {
    let names = LukeNames(Self.configuration)
    #expect(
      names.names(of: [.entityHead, .pooler]) == [
        "luke.pooler.dense.weight", "luke.pooler.dense.bias",
        "entity_predictions.transform.dense.weight", "entity_predictions.transform.dense.bias",
        "entity_predictions.transform.LayerNorm.weight",
        "entity_predictions.transform.LayerNorm.bias", "entity_predictions.bias",
      ])
    #expect(
      names.names(of: [.wordHead]) == [
        "lm_head.dense.weight", "lm_head.dense.bias", "lm_head.layer_norm.weight",
        "lm_head.layer_norm.bias", "lm_head.bias",
      ])
    #expect(
      names.names(of: [.entities]) == [
        "luke.entity_embeddings.entity_embeddings.weight",
        "luke.entity_embeddings.entity_embedding_dense.weight",
        "luke.entity_embeddings.position_embeddings.weight",
        "luke.entity_embeddings.token_type_embeddings.weight",
        "luke.entity_embeddings.LayerNorm.weight", "luke.entity_embeddings.LayerNorm.bias",
      ])
    #expect(names.names(of: [.classifier]) == [])
  }

  @Test func decodersAreTied() {
    let names = LukeNames.standard
    #expect(
      names.aliases == [
        "lm_head.decoder.weight": "luke.embeddings.word_embeddings.weight",
        "lm_head.decoder.bias": "lm_head.bias",
        "entity_predictions.decoder.weight": "luke.entity_embeddings.entity_embeddings.weight",
      ])
    #expect(names.aliases(of: .wordHead) == ["lm_head.decoder.bias", "lm_head.decoder.weight"])
    #expect(
      names.wordRows == [
        "luke.embeddings.word_embeddings.weight", "lm_head.decoder.weight", "lm_head.bias",
        "lm_head.decoder.bias",
      ])
    #expect(
      names.entityRows == [
        "luke.entity_embeddings.entity_embeddings.weight", "entity_predictions.decoder.weight",
      ])
    #expect(names.entityBias == "entity_predictions.bias")
  }

  @Test func tables() {
    let tables = LukeNames.standard.tables
    #expect(
      [tables.words, tables.wordPositions, tables.wordTypes].map(LukeNames.bareName) == [
        "embeddings.word_embeddings.weight", "embeddings.position_embeddings.weight",
        "embeddings.token_type_embeddings.weight",
      ])
    #expect(
      [tables.entities, tables.entityPositions, tables.entityTypes].map(LukeNames.bareName) == [
        "entity_embeddings.entity_embeddings.weight",
        "entity_embeddings.position_embeddings.weight",
        "entity_embeddings.token_type_embeddings.weight",
      ])
  }

  @Test func queries() {
    let path = "luke.encoder.layer.1.attention.self"
    #expect(
      LukeNames.entityAwareQueries(beside: "\(path).query.bias") == [
        "\(path).w2e_query.bias", "\(path).e2w_query.bias", "\(path).e2e_query.bias",
      ])
    for name in ["\(path).key.bias", "\(path).w2e_query.bias", "query.bias"] {
      #expect(LukeNames.entityAwareQueries(beside: name) == [], "\(name)")
    }
    #expect(LukeNames.isEntityAwareQuery("\(path).e2w_query.weight"))
    #expect(!LukeNames.isEntityAwareQuery("\(path).query.weight"))
  }
}
