import Foundation
import LukeData
import LukeSystem
import LukeTasks
import LukeText

/// Makes what pretraining reads, from the text of a recipe: corpus, tokenizer, entity vocabulary, data
/// sets; each only where it is not there yet.
package struct Preparation {
  private let recipe: Recipe
  private let model: OpenedModel
  private let settings: PretrainingSettings
  private let data: CorpusDataSettings
  private let folder: PreparedFolder
  private let reporter: ProgressReporter
  /// Whether what was made before is read whole, to make anew what is damaged.
  private let isVerifying: Bool

  /// What a run needs besides a model.
  package struct Result {
    let tokenizer: Tokenizer
    let entities: EntityVocabulary
    let data: PretrainingData
  }

  init(
    _ run: RunContext, _ settings: PretrainingSettings, _ data: CorpusDataSettings, folder: String,
    isVerifying: Bool = false
  ) throws {
    (recipe, model, reporter) = (run.recipe, run.model, run.reporter)
    (self.settings, self.data) = (settings, data)
    self.isVerifying = isVerifying
    self.folder = try PreparedFolder(folder)
  }

  func run() throws -> Result { try folder.whileInPlace(prepare) }

  private func prepare() throws -> Result {
    // What is wrong with the model is better known before hours of reading.
    try StartingModel.check(
      model, maximumLength: settings.sequences.packing.maximumSequenceLength,
      key: "sequences.max_length")
    let ownTokenizer = try model.tokenizerIfAny()
    let givenEntities = try settings.entityVocabulary.file.map {
      try EntityVocabulary(file: URL(fileURLWithPath: $0))
    }
    let corpus = try corpus("corpus", of: data.train)
    let tokenizer = try ownTokenizer ?? tokenizer(corpus)
    let entities = try givenEntities ?? entities(corpus)
    let maker = DatasetMaker(
      settings: settings, folder: folder, reporter: reporter, tokenizer: tokenizer,
      entities: entities, isVerifying: isVerifying)
    let heldOut = data.validation.isEmpty ? settings.heldOut : 0
    let train = try maker.make("train", of: corpus, heldOut: heldOut)
    let validation =
      data.validation.isEmpty
      ? train.heldOut
      : try maker.make(
        "validation", of: try self.corpus("validation-corpus", of: data.validation)
      ).main
    let test =
      data.test.isEmpty
      ? nil
      : try maker.make("test", of: try self.corpus("test-corpus", of: data.test)).main
    if train.main.count == 0 { throw nothingToTrainOn(corpus, train) }
    for (key, files, reader) in [
      ("data.validation", data.validation, validation),
      ("data.test", data.test, test),
    ] where !files.isEmpty && reader?.count == 0 {
      throw TrainingError.badData(
        "\(key): \(files.joined(separator: ", ")): no sequence is left to score")
    }
    var checksums = ["data.train": [try checksum(train.main)]]
    if let validation { checksums["data.validation"] = [try checksum(validation)] }
    return Result(
      tokenizer: tokenizer, entities: entities,
      data: PretrainingData(
        train: PretrainingExamples(train.main),
        validation: validation.flatMap { $0.count > 0 ? PretrainingExamples($0) : nil },
        test: test.flatMap { $0.count > 0 ? PretrainingExamples($0) : nil },
        checksums: checksums, testChecksums: try test.map { [try checksum($0)] } ?? []))
  }

  private func nothingToTrainOn(
    _ corpus: CorpusFolder, _ built: (main: DatasetReader, heldOut: DatasetReader?)
  ) -> TrainingError {
    let leftOut = built.main.manifest.contents.leftOut
    let hint =
      if corpus.manifest.counts.documents == 0 {
        "there is no text in it"
      } else if let heldOut = built.heldOut, heldOut.count > 0 {
        "everything is held out; lower task.held_out"
      } else if corpus.manifest.counts.links == 0,
        !settings.sequences.packing.includesSentencesWithoutEntities
      {
        "the text has no links to entities; set task.sequences.without_entities to true to train on words alone"
      } else {
        "\(leftOut.longSentences) sentences are longer than task.sequences.max_length, "
          + "\(leftOut.shortSentences) shorter than min_sentence_length, and "
          + "\(leftOut.examplesWithoutEntities) sequences have no entity of the vocabulary"
      }
    let files = data.train.joined(separator: ", ")
    return .badData("\(files): nothing to train on is left: \(hint)")
  }

  private func checksum(_ dataset: DatasetReader) throws -> UInt32 {
    try FileDigest(file: dataset.folder + "/" + DatasetManifest.fileName).checksum
  }

  // MARK: Corpus

  /// The corpus of some files; a corpus folder among the data is taken as it is.
  private func corpus(_ name: String, of files: [String]) throws -> CorpusFolder {
    if files.count == 1, CorpusFolder.isCorpus(files[0]) {
      reporter.note("\(files[0]): a corpus, taken as it is")
      return try CorpusFolder(files[0])
    }
    for file in files where FileAccess.isFolder(file) {
      throw TrainingError.usage(
        "\(file): is a folder; give files, or one folder that build-corpus has made")
    }
    var settings = CorpusSettings()
    settings.format = data.format?.rawValue
    settings.dumps = self.settings.dumps
    let path = folder.path(of: name)
    for file in files where CorpusFile.isReadOnce(file) {
      reporter.note(
        "\(file): a pipe, read from front to back; what is in it is not known before, so every start "
          + "reads it again")
    }
    let sources = try CorpusCommand.describe(files, reporter)
    if CorpusFolder.isCorpus(path), let old = try reporter.whole(CorpusFolder(path)),
      old.manifest.sources.map(Optional.some) == sources, old.manifest.settings == settings,
      try reporter.whole(verify(old)) != nil
    {
      reporter.note("\(path): read before; used again")
      return old
    }
    try OutputPlace(path, reading: recipe.inputs.map(\.path), isReplacing: true)
      .checkFolder(isOwn: CorpusFolder.isOwnFile)
    try CorpusCommand.build(files, sources, to: path, settings: settings, reporter)
    return try CorpusFolder(path)
  }

  private func verify(_ corpus: CorpusFolder) throws {
    if isVerifying { try corpus.verify { _, _ in try InterruptFlag.current.check() } }
  }

  // MARK: Tokenizer and entities

  private func tokenizer(_ corpus: CorpusFolder) throws -> Tokenizer {
    let training = settings.tokenizer
    let origin =
      "corpus \(corpus.checksum), \(training.vocabularySize) tokens, "
      + "frequency \(training.minimumFrequency)"
    let path = folder.path(of: "tokenizer")
    if folder.has("tokenizer", from: origin),
      let tokenizer = try reporter.whole(Tokenizer(folder: URL(fileURLWithPath: path)))
    {
      reporter.note("\(path): trained before; used again")
      return tokenizer
    }
    try OutputPlace(path, reading: recipe.inputs.map(\.path), isReplacing: true)
      .checkFolder(isOwn: TokenizerCommand.isOwnFile)
    try TokenizerCommand.train(
      try CorpusReading.words(corpus, reporter), training, to: path, reporter)
    try folder.finish("tokenizer", from: origin)
    return try Tokenizer(folder: URL(fileURLWithPath: path))
  }

  private func entities(_ corpus: CorpusFolder) throws -> EntityVocabulary {
    let choice = settings.entityVocabulary
    let list = try choice.whiteList.map { try FileDigest(file: $0).checksum }
    let origin =
      "corpus \(corpus.checksum), size \(choice.size), count \(choice.minimumCount), pages "
      + "\(choice.keepsPagesOnly), white list \(list.map(String.init) ?? "none") "
      + "\(choice.takesWhiteListOnly)"
    let name = "entity_vocab.jsonl"
    let path = folder.path(of: name)
    if folder.has(name, from: origin),
      let vocabulary = try reporter.whole(EntityVocabulary(file: URL(fileURLWithPath: path)))
    {
      reporter.note("\(path): built before; used again")
      return vocabulary
    }
    try EntityVocabularyCommand.build(corpus, choice, to: path, reporter)
    try folder.finish(name, from: origin)
    return try EntityVocabulary(file: URL(fileURLWithPath: path))
  }
}

extension ProgressReporter {
  /// What was made before; nil where it is damaged, which is said, for it is made anew.
  func whole<Made>(_ made: @autoclosure () throws -> Made) throws -> Made? {
    do { return try made() } catch let error as Interruption {
      throw error
    } catch {
      for line in ErrorReport(error).lines { note(line) }
      note("what was made before is damaged, and is made anew")
      return nil
    }
  }
}
