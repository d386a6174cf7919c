import Foundation
import LukeCheckpoints
import LukeTestSupport
import LukeText
import LukeTraining
import Testing

/// What a recipe's model leads to is opened and read once, whoever asks for it.
@Suite struct OpenedModelTests {
  private let words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "ada"].joined(separator: "\n")

  /// A copy of a recorded model with a tokenizer and entities.
  private func model(in folder: URL) throws -> URL {
    let place = folder.appending(path: "m")
    try FileManager.default.copyItem(at: Goldens.modelFolder("masked-plain"), to: place)
    try Data(words.utf8).write(to: place.appending(path: "vocab.txt"))
    try EntityVocabulary().save(to: place.appending(path: "entity_vocab.json"))
    return place
  }

  private func opened(_ path: String) throws -> OpenedModel {
    var settings = ModelSettings()
    settings.from = path
    return try OpenedModel(settings)
  }

  @Test(arguments: [true, false])
  func filesAreNeededToOpenAloneAndNeverAgain(isPretraining: Bool) throws {
    try withTemporaryFolder { folder in
      let place = try model(in: folder)
      let model = try opened(place.path)
      try FileManager.default.moveItem(at: place, to: folder.appending(path: "gone"))
      try StartingModel.check(model, maximumLength: 8, key: "sequences.max_length")
      let tokenizer = try #require(try model.tokenizerIfAny())
      #expect(try model.tokenizer() === tokenizer)
      var starting = try StartingModel(
        model,
        for: ModelRequirements(
          architecture: isPretraining ? "LukeForMaskedLM" : "LukeForEntitySpanClassification",
          labels: isPretraining ? nil : ["O", "PER"], maximumLength: (8, "max_length"),
          vocabularies: isPretraining
            ? .init(tokenizer: tokenizer, entities: EntityVocabulary()) : nil),
        kind: "task")
      #expect(starting.vocabulary.tokenizer === tokenizer)
      #expect(try starting.archive.tokenizer === tokenizer)
      #expect(try starting.archive.entityVocabulary == EntityVocabulary())
      starting.carry("{}")
      #expect(starting.archive.task == "task" && starting.archive.recipe == "{}")
    }
  }

  @Test func aModelWithoutTokenizerIsNamedWithTheKey() throws {
    try withTemporaryFolder { folder in
      let place = try model(in: folder)
      try FileManager.default.removeItem(at: place.appending(path: "vocab.txt"))
      let file = folder.appending(path: "m.h5").path
      try ModelFile.write(ModelArchive(path: place.path), to: file)
      for path in [place.path, file] {
        let model = try opened(path)
        #expect(
          throws: TrainingError.missing(
            "\(path): the model has no tokenizer; name the folder of its own in model.tokenizer")
        ) { try model.tokenizerIfAny() }
      }
    }
  }

  /// To pretrain, random weights need no tokenizer; one that a recipe names must be there.
  @Test func aConfigurationMayHaveNoTokenizer() throws {
    try withTemporaryFolder { folder in
      let place = try model(in: folder)
      let configuration = place.appending(path: "config.json").path
      #expect(try opened(configuration).tokenizer().vocabularySize == 6)
      try FileManager.default.removeItem(at: place.appending(path: "vocab.txt"))
      let model = try opened(configuration)
      #expect(try model.tokenizerIfAny() == nil)
      #expect(throws: TokenizerError.self) { try model.tokenizer() }
      var settings = ModelSettings()
      (settings.from, settings.tokenizer) = (configuration, place.path)
      #expect(throws: TokenizerError.self) { try OpenedModel(settings).tokenizerIfAny() }
    }
  }
}
