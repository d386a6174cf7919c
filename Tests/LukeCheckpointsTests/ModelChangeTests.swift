import Foundation
import LukeCheckpoints
import LukeFiles
import LukeTestSupport
import LukeText
import Testing

@Suite struct ModelChangeTests {
  private let words = "luke.embeddings.word_embeddings.weight"
  private let entityTable = "luke.entity_embeddings.entity_embeddings.weight"

  @Test func wordsAreCopiedAndTheTableGrows() throws {
    let archive = try exampleArchive()
    let (count, size) = (archive.configuration.vocabularySize, archive.configuration.hiddenSize)
    let old = try archive.weights.values(words)
    let larger = archive.settingWords([count: 5, count + 2: 7, 3: 9])
    #expect(larger.configuration.vocabularySize == count + 3)
    #expect(larger.weights.weightShapes[words] == [count + 3, size])
    let new = try larger.weights.values(words)
    func row(_ values: [Float], _ index: Int) -> [Float] {
      Array(values[index * size..<(index + 1) * size])
    }
    for index in 0..<count where index != 3 { #expect(row(new, index) == row(old, index)) }
    #expect(row(new, 3) == row(old, 9))
    #expect(row(new, count) == row(old, 5))
    #expect(row(new, count + 1) == [Float](repeating: 0, count: size))
    #expect(row(new, count + 2) == row(old, 7))
  }

  @Test func specialEntitiesAreKept() throws {
    var archive = try exampleArchive()
    let size = archive.configuration.entityEmbeddingSize
    let old = try archive.weights.values(entityTable)
    archive.storedEntityVocabulary = entities(
      #"{"[MASK]": 4, "A": 0, "[PAD]": 1, "[UNK]": 3}"#, of: "m")
    let smaller = try archive.keepingSpecialEntities()
    #expect(smaller.configuration.entityVocabularySize == 4)
    #expect(smaller.weights.weightShapes[entityTable] == [4, size])
    let expected = [1, 3, 4, 4].flatMap { old[$0 * size..<($0 + 1) * size] }
    #expect(try smaller.weights.values(entityTable) == expected)
    #expect(smaller.storedEntityVocabulary?.data == EntityVocabulary().data)
    archive.storedEntityVocabulary = entities(
      #"{"[MASK]": 4, "[MASK2]": 2, "[PAD]": 1, "[UNK]": 3}"#, of: "m")
    let second = try archive.keepingSpecialEntities().weights.values(entityTable)
    #expect(Array(second[(3 * size)...]) == Array(old[2 * size..<3 * size]))
  }

  @Test func specialEntitiesThatAreMissingAreNamed() throws {
    var archive = try exampleArchive()
    archive.origin = "m"
    for (vocabulary, reason) in [
      (#"{"[PAD]": 0}"#, "m/entity_vocab.json: the entity vocabulary has no [UNK], [MASK]"),
      ("[]", "m/entity_vocab.json: expected an object of titles and their ids"),
      (
        #"{"[PAD]": 0, "[UNK]": 1, "[MASK]": 2000}"#,
        "m: entity_vocab.json numbers a special entity past the "
          + "\(archive.configuration.entityVocabularySize) rows of the table"
      ),
    ] {
      archive.storedEntityVocabulary = entities(vocabulary, of: "m")
      #expect(message { try archive.keepingSpecialEntities() } == reason)
    }
    archive.storedEntityVocabulary = nil
    #expect(
      message { try archive.keepingSpecialEntities() }
        == "m: there is no entity_vocab.json, which says where the special entities stand")
  }

  @Test func entityAwareQueriesBeginAsCopies() throws {
    let plain = try exampleArchive("span-plain")
    #expect(!plain.configuration.usesEntityAwareAttention)
    let aware = plain.usingEntityAwareAttention(true)
    #expect(aware.configuration.usesEntityAwareAttention)
    #expect(
      aware.weights.weightShapes.count
        == plain.weights.weightShapes.count + 6 * plain.configuration.layerCount)
    let layer = "luke.encoder.layer.1.attention.self."
    for kind in ["w2e_query", "e2w_query", "e2e_query"] {
      #expect(
        try aware.weights.values(layer + kind + ".bias")
          == plain.weights.values(layer + "query.bias"))
    }
    let back = aware.usingEntityAwareAttention(false)
    #expect(back.weights.weightShapes == plain.weights.weightShapes)
    let trained = try exampleArchive("span-entity-aware")
    #expect(
      try everything(trained.usingEntityAwareAttention(true).weights)
        == everything(trained.weights), "queries that are there stay")
  }

  @Test func bareModelsAndModelsWithHeadsHaveTheSameNames() throws {
    let archive = try exampleArchive("model-entity-aware")
    #expect(archive.weights.weightShapes[words] != nil)
    #expect(archive.weights.bare.weightShapes["embeddings.word_embeddings.weight"] != nil)
    #expect(archive.weights.bare.belowLuke.weightShapes == archive.weights.weightShapes)
  }

  /// Decoders that repeat the tables go, under whichever name the bias stands; others are refused.
  @Test func decodersAreTheTables() throws {
    let word = [Float](repeating: 2, count: 6)
    let entity: [Float] = [1, 2, 3]
    func weights(decoder: [Float]) throws -> ModelWeights {
      try withTemporaryFolder { folder in
        let path = folder.appending(path: "model.safetensors").path
        let arrays: [(name: String, shape: [Int], values: [Float])] = [
          (words, [3, 2], word), (entityTable, [3, 1], entity),
          ("lm_head.decoder.weight", [3, 2], word), ("lm_head.decoder.bias", [3], [7, 8, 9]),
          ("entity_predictions.decoder.weight", [3, 1], decoder),
        ]
        let described = arrays.map { ArrayDescription(name: $0.name, shape: $0.shape) }
        try SafetensorsWriter.write(described, to: path) { array, sink in
          let values = arrays.first { $0.name == array.name }?.values ?? []
          try values.withUnsafeBytes { try sink($0) }
        }
        return try ModelWeights(SafetensorsFile(path: path)).withTiedHeads()
      }
    }
    let tied = try weights(decoder: entity)
    #expect(Set(tied.weightShapes.keys) == [words, entityTable, "lm_head.bias"])
    #expect(
      message { try weights(decoder: [1, 2, 4]) }.hasSuffix(
        "model.safetensors: entity_predictions.decoder.weight is not equal to \(entityTable); LUKE's heads decode with the tables of its encoder"
      ))
  }
}
