import Foundation
import LukeCheckpoints
import LukeFiles
import LukeModel
import LukeTestSupport
import Testing

/// Folders of plain classes of transformers as models, and back.
@Suite struct PlainEncoderTests {
  private static let names = ["bert", "roberta"].flatMap { family in
    ["sequence", "token", "answer", "choice"].map { "\(family)-\($0)" }
  }

  /// What goes out of a file of ours is what transformers wrote: names, shapes and values.
  @Test(arguments: names) func aFolderComesBackAsItWas(_ name: String) throws {
    let golden = Goldens.modelFolder(name)
    try withTemporaryFolder { folder in
      let file = folder.appending(path: "model.h5").path
      try ModelFile.write(try ModelArchive(path: golden.path), to: file)
      let read = try ModelArchive(path: file)
      #expect(try read.notes() == [])
      let exported = folder.appending(path: "exported")
      try read.writeHuggingFaceFolder(to: exported.path)
      let (before, after) = try (
        SafetensorsReader.read(golden.appending(path: "model.safetensors")),
        SafetensorsReader.read(exported.appending(path: "model.safetensors"))
      )
      #expect(after == before)
      #expect(
        try ModelArchive(path: exported.path).configuration
          == ModelArchive(path: golden.path).configuration)
    }
  }

  /// Of old files of RoBERTa's classifier, which hold a pooler that nothing reads.
  @Test func aPoolerBesideTheDenseLayerIsNotRead() throws {
    let golden = Goldens.modelFolder("roberta-sequence")
    try withTemporaryFolder { folder in
      var arrays = try SafetensorsReader.read(golden.appending(path: "model.safetensors"))
      let dense = try #require(arrays["classifier.dense.weight"])
      arrays["roberta.pooler.dense.weight"] = RecordedTensor(
        shape: dense.shape, values: dense.values.map { -$0 })
      try writeArrays(
        arrays.mapValues { ($0.shape, $0.values) },
        to: folder.appending(path: "model.safetensors"))
      try FileManager.default.copyItem(
        at: golden.appending(path: "config.json"), to: folder.appending(path: "config.json"))
      let model = try ModelArchive(path: folder.path)
      #expect(try model.weights.values("luke.pooler.dense.weight") == dense.values)
      #expect(
        try model.notes() == [
          "\(folder.path)/model.safetensors: left out, as RobertaForSequenceClassification has no place "
            + "for them: roberta.pooler.dense.weight"
        ])
    }
  }

  @Test func aLUKELosesWhatReadsEntities() throws {
    let luke = try ModelArchive(path: Goldens.modelFolder("sequence-entity-aware").path)
    let (plain, count) = luke.withoutEntities(as: .roberta)
    // Six tables, norms and projections, and three queries with biases in each of two layers.
    #expect(count == 6 + 3 * 2 * 2)
    #expect(plain.storedEntityVocabulary == nil)
    #expect(plain.weights.weightShapes.count + count == luke.weights.weightShapes.count)
    #expect(plain.weights.unusedFileNames(by: plain.weights.weightShapes.keys) == [])
    #expect(!plain.weights.weightShapes.keys.contains { $0.contains("entit") || $0.contains("2e") })
  }

  /// LUKE's tokenizer asks for entities, so that a plain folder names that of its family.
  @Test func theTokenizerIsThatOfTheFamily() throws {
    let (plain, _) = try ModelArchive(path: Goldens.modelFolder("sequence-entity-aware").path)
      .withoutEntities(as: .roberta)
    var model = plain
    model.storedTokenizer = StoredTokenizer(
      files: [
        "vocab.json": Data(#"{"<s>": 0, "</s>": 1, "<unk>": 2, "<pad>": 3, "<mask>": 4}"#.utf8),
        "merges.txt": Data("#version: 0.2\n".utf8),
        "tokenizer_config.json": Data(
          #"{"tokenizer_class": "LukeTokenizer", "entity_pad_token": "[PAD]", "max_entity_length": 32}"#
            .utf8),
      ], origin: "example")
    try withTemporaryFolder { folder in
      let exported = folder.appending(path: "exported")
      try model.writeHuggingFaceFolder(to: exported.path)
      let text = try String(
        contentsOf: exported.appending(path: "tokenizer_config.json"), encoding: .utf8)
      #expect(text == "{\n  \"tokenizer_class\": \"RobertaTokenizer\"\n}")
    }
  }

  /// A BERT that a LUKE begins from is still no more than that where its class is not known.
  @Test func whatAHeadSaysOfItsClassesIsNothingToALUKE() throws {
    let golden = Goldens.modelFolder("bert-sequence")
    try withTemporaryFolder { folder in
      let file = folder.appending(path: "config.json")
      try FileManager.default.copyItem(
        at: golden.appending(path: "model.safetensors"),
        to: folder.appending(path: "model.safetensors"))
      let text = try String(contentsOf: golden.appending(path: "config.json"), encoding: .utf8)
      try write(text.replacing(#""1": "LABEL_1""#, with: #""1": "LABEL_0""#), to: file)
      guard case .encoder(let encoder) = try ModelSource.open(folder.path) else {
        Issue.record("no encoder")
        return
      }
      let luke = encoder.luke().model
      #expect(luke.configuration.labels == nil && luke.configuration.architectures == nil)
      #expect(luke.configuration.family == .luke)
      let error = #expect(throws: ConfigurationError.self) { try encoder.plain() }
      #expect(error?.faults == ["id2label gives the name \"LABEL_0\" to two classes"])
    }
  }
}
