import Foundation
import LukeCheckpoints
import LukeFiles
import LukeLayers
import LukeModel
import LukeTestSupport
import Testing

@Suite struct PretrainedEncoderTests {
  /// A BERT of one layer, hidden size 2, whose values tell where they come from.
  private func writeBERT(
    to folder: URL, prefix: String = "bert.", modelType: String = "bert", old: Bool = false,
    leavingOut: String? = nil
  ) throws {
    var arrays: [String: (shape: [Int], values: [Float])] = [:]
    func add(_ name: String, _ shape: [Int]) {
      let start = Float(arrays.count * 1000)
      let values = (0..<shape.reduce(1, *)).map { start + Float($0) }
      if name != leavingOut { arrays[prefix + name] = (shape, values) }
    }
    let (scale, shift) = old ? ("gamma", "beta") : ("weight", "bias")
    add("embeddings.word_embeddings.weight", [7, 2])
    add("embeddings.position_embeddings.weight", [5, 2])
    add("embeddings.token_type_embeddings.weight", [2, 2])
    for name in ["embeddings", "encoder.layer.0.attention.output", "encoder.layer.0.output"] {
      add(name + ".LayerNorm." + scale, [2])
      add(name + ".LayerNorm." + shift, [2])
    }
    for name in ["self.query", "self.key", "self.value", "output.dense"] {
      add("encoder.layer.0.attention.\(name).weight", [2, 2])
      add("encoder.layer.0.attention.\(name).bias", [2])
    }
    add("encoder.layer.0.intermediate.dense.weight", [3, 2])
    add("encoder.layer.0.intermediate.dense.bias", [3])
    add("encoder.layer.0.output.dense.weight", [2, 3])
    add("encoder.layer.0.output.dense.bias", [2])
    add("pooler.dense.weight", [2, 2])
    add("pooler.dense.bias", [2])
    arrays["cls.predictions.bias"] = ([7], [Float](repeating: 0, count: 7))
    arrays["qa_outputs.weight"] = ([2, 2], [1, 2, 3, 4])
    try writeArrays(arrays, to: folder.appending(path: "model.safetensors"))
    try write(
      """
      {"model_type": "\(modelType)", "vocab_size": 7, "hidden_size": 2, "num_hidden_layers": 1,
       "num_attention_heads": 1, "intermediate_size": 3, "max_position_embeddings": 5,
       "type_vocab_size": 2, "pad_token_id": \(modelType == "bert" ? 0 : 1), "id2label": {"0": "X"}}
      """, to: folder.appending(path: "config.json"))
  }

  private func encoder(_ folder: URL) throws -> PretrainedEncoder {
    guard case .encoder(let encoder) = try ModelSource.open(folder.path) else {
      throw CheckpointError.badContent(path: folder.path, faults: ["no encoder"])
    }
    return encoder
  }

  @Test(arguments: [("bert.", false), ("", true)])
  func aBERTBecomesALUKE(prefix: String, old: Bool) throws {
    try withTemporaryFolder { folder in
      try writeBERT(to: folder, prefix: prefix, old: old)
      let encoder = try encoder(folder)
      #expect(encoder.family == .bert)
      let (model, newNames) = encoder.luke()
      #expect(
        model.weights.unusedFileNames(by: model.weights.weightShapes.keys) == ["qa_outputs.weight"])
      var expected = LukeConfiguration()
      expected.vocabularySize = 7
      (expected.entityVocabularySize, expected.entityEmbeddingSize) = (4, 2)
      (expected.hiddenSize, expected.layerCount, expected.attentionHeadCount) = (2, 1, 1)
      (expected.intermediateSize, expected.maximumPositionCount) = (3, 6)
      (expected.typeVocabularySize, expected.paddingID, expected.layerNormEpsilon) = (2, 0, 1e-12)
      (expected.beginningID, expected.endID) = (nil, nil)
      #expect(model.configuration == expected)
      #expect(model.configuration.maximumWordCount == 5)
      #expect(
        newNames == [
          "luke.entity_embeddings.entity_embeddings.weight",
          "luke.entity_embeddings.LayerNorm.weight", "luke.entity_embeddings.LayerNorm.bias",
        ])
      let weights = model.weights
      #expect(
        try weights.values("luke.embeddings.position_embeddings.weight")
          == [0, 0] + (0..<10).map { 1000 + Float($0) })
      #expect(
        try weights.values("luke.entity_embeddings.position_embeddings.weight")
          == (0..<10).map { 1000 + Float($0) } + [0, 0])
      #expect(
        try weights.values("luke.entity_embeddings.token_type_embeddings.weight")
          == weights.values("luke.embeddings.token_type_embeddings.weight"))
      #expect(
        try weights.values("luke.encoder.layer.0.attention.self.e2w_query.weight")
          == weights.values("luke.encoder.layer.0.attention.self.query.weight"))
      try expectLoads(model, newNames)
    }
  }

  @Test func aRoBERTaKeepsItsPositions() throws {
    try withTemporaryFolder { folder in
      try writeBERT(to: folder, prefix: "roberta.", modelType: "roberta")
      var options = PretrainedEncoder.Options()
      options.entityEmbeddingSize = 3
      options.entityVocabularySize = 9
      options.usesEntityAwareAttention = false
      let (model, newNames) = try encoder(folder).luke(options)
      #expect(model.configuration.maximumPositionCount == 5)
      #expect(model.configuration.maximumWordCount == 3)
      #expect(
        try model.weights.values("luke.embeddings.position_embeddings.weight")
          == (0..<10).map { 1000 + Float($0) })
      #expect(
        try model.weights.values("luke.entity_embeddings.position_embeddings.weight")
          == (4..<10).map { 1000 + Float($0) } + [0, 0, 0, 0])
      #expect(newNames.contains("luke.entity_embeddings.entity_embedding_dense.weight"))
      #expect(!model.weights.weightShapes.keys.contains { $0.contains("w2e") })
      #expect(model.storedEntityVocabulary == nil)
      try expectLoads(model, newNames)
      options.copiesPositions = false
      let random = try encoder(folder).luke(options)
      #expect(random.newNames.count == newNames.count + 2)
      try expectLoads(random.model, random.newNames)
    }
  }

  @Test func aMentionBeginsAsTheWordMask() throws {
    try withTemporaryFolder { folder in
      try writeBERT(to: folder)
      try write(
        "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\na\nb\n", to: folder.appending(path: "vocab.txt"))
      let (model, newNames) = try encoder(folder).luke()
      #expect(newNames == [])
      let (words, weights) = ("luke.embeddings.", model.weights)
      let table = try weights.values(words + "word_embeddings.weight")
      #expect(
        try weights.values("luke.entity_embeddings.entity_embeddings.weight")
          == [0, 0] + table[2..<4] + table[8..<10] + table[8..<10])
      for name in ["LayerNorm.weight", "LayerNorm.bias"] {
        #expect(
          try weights.values("luke.entity_embeddings." + name) == weights.values(words + name))
      }
      try expectLoads(model, newNames)
      var options = PretrainedEncoder.Options()
      options.copiesSpecialWords = false
      #expect(try encoder(folder).luke(options).newNames.count == 3)
      // Entities of a size of their own pass a projection first, which begins at random.
      options = PretrainedEncoder.Options()
      options.entityEmbeddingSize = 3
      #expect(try encoder(folder).luke(options).newNames.count == 4)
    }
  }

  @Test func anArrayThatIsMissingIsNamed() throws {
    try withTemporaryFolder { folder in
      try writeBERT(to: folder, leavingOut: "encoder.layer.0.attention.self.key.bias")
      let (model, newNames) = try encoder(folder).luke()
      let file = folder.appending(path: "model.safetensors").path
      #expect(
        message { try expectLoads(model, newNames) } == """
          \(file): the weights are not those of this model (1 difference)
            missing: luke.encoder.layer.0.attention.self.key.bias
          """)
    }
  }

  @Test func otherFoldersAreRefused() throws {
    try withTemporaryFolder { folder in
      let (path, file) = (folder.path, folder.appending(path: "config.json"))
      #expect(
        message { try ModelSource.open(path) }
          == "\(path): the folder has no config.json, so it is not a Hugging Face model")
      try write("[1]", to: file)
      #expect(message { try ModelSource.open(path) } == "\(file.path): this is not a JSON object")
      try write("{\"model_type\": \"luke\",\n \"layer_norm_eps\": Infinity}", to: file)
      #expect(
        message { try ModelSource.open(path) }
          == "\(file.path):2:20: Infinity is no JSON; write a number, or null")
      #expect(
        message { try ModelSource.open(file.path) }
          == "\(file.path):2:20: Infinity is no JSON; write a number, or null")
      try write(#"{"model_type": "luke"}"#, to: file)
      #expect(
        message { try ModelSource.open(path) } == "\(path): the folder has no weights: none of "
          + "model.safetensors, model.safetensors.index.json, pytorch_model.bin and "
          + "pytorch_model.bin.index.json")
      try writeBERT(to: folder, modelType: "t5")
      #expect(
        message { try ModelSource.open(path) } == "\(file.path): model_type is \"t5\"; models of "
          + "type luke, bert, roberta and xlm-roberta are known")
      // What has no type is named with the key, and with one that may be meant by it.
      try writeBERT(to: folder)
      let text = try String(contentsOf: file, encoding: .utf8)
      let known = "luke, bert, roberta and xlm-roberta are known"
      let missing =
        "\(file.path): the key 'model_type' is missing; add it with the type of the weights beside it: "
        + known
      for none in [#""family": "bert""#, #""model_type": null"#] {
        try write(text.replacing(#""model_type": "bert""#, with: none), to: file)
        #expect(message { try ModelSource.open(path) } == missing)
      }
      try write(text.replacing("model_type", with: "modeltype"), to: file)
      #expect(
        message { try ModelSource.open(path) }
          == "\(missing)\n\(file.path): unknown key 'modeltype', did you mean 'model_type'?")
      try write(text.replacing(#""bert""#, with: "5"), to: file)
      #expect(
        message { try ModelSource.open(path) }
          == "\(file.path): model_type must be a string, the type of the weights: \(known)")
      try writeBERT(to: folder)
      #expect(
        message { try ModelArchive(path: path) }
          == "\(path): a bert model, which has no entities; fine-tune it first")
    }
  }

  /// Loads the weights into a model that declares its parameters itself.
  private func expectLoads(_ model: ModelArchive, _ newNames: [String]) throws {
    let store = ParameterStore()
    _ = LukeEncoder(model.configuration, in: store.root["luke"])
    store.allocate()
    store.initialize(seed: 1)
    let absent = try store.load(
      from: model.weights, isOptional: { newNames.contains($0.name) },
      isIgnored: { LukeNames.part(of: $0) == .wordHead })
    #expect(Set(absent) == Set(newNames))
  }
}
