import Foundation
import LukeCorpus
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
  private let observer: any RunObserver
  private let resumed: RunState?
  /// Whether all that was prepared is compared with its checksums, and not only what training reads.
  var verifiesAll = false

  /// What a run needs besides a model.
  package struct Result {
    let tokenizer: Tokenizer
    let entities: EntityVocabulary
    let data: PretrainingData
  }

  init(
    _ run: RunContext, _ settings: PretrainingSettings, _ data: CorpusDataSettings, folder: String
  ) throws {
    (recipe, model, observer, resumed) = (run.recipe, run.model, run.observer, run.resumed)
    (self.settings, self.data) = (settings, data)
    self.folder = try PreparedFolder(folder)
  }

  func run() throws -> Result { try folder.prepare(prepare) }

  private func prepare() throws -> Result {
    // What is kept from the first time stays, so that there is no third.
    do { return try makeAll() } catch is PretrainingCorpus.Changed { return try makeAll() }
  }

  private func makeAll() throws -> Result {
    // What is wrong with the model is better known before hours of reading.
    try StartingModel.check(
      model, maximumLength: settings.sequences.packing.maximumSequenceLength,
      key: "sequences.max_length")
    let given = try PreparationInputs(model, settings, data, observer)
    let (sources, ownTokenizer, whiteList) = (given.sources, given.tokenizer, given.whiteList)
    // What was made for the run would be made anew, and the run refuse it.
    try resumed?.checkFiles(against: sources.checksums, of: recipe)
    let corpus = try corpus("corpus", of: data.train, sources)
    let tokenizer = try ownTokenizer ?? tokenizer(corpus)
    let entities = try given.entities ?? entities(corpus, whiteList)
    let maker = DatasetMaker(
      settings: settings, folder: folder, observer: observer, tokenizer: tokenizer,
      entities: entities)
    let heldOut = data.validation.isEmpty ? settings.heldOut : 0
    let train = try maker.make("train", of: corpus, heldOut: heldOut)
    let validation =
      data.validation.isEmpty
      ? train.heldOut
      : try maker.make(
        "validation", of: try self.corpus("validation-corpus", of: data.validation, sources)
      ).main
    let test =
      data.test.isEmpty
      ? nil
      : try maker.make("test", of: try self.corpus("test-corpus", of: data.test, sources)).main
    if train.main.count == 0 { throw nothingToTrainOn(corpus, train) }
    for (key, files, reader) in [
      ("data.validation", data.validation, validation),
      ("data.test", data.test, test),
    ] where !files.isEmpty && reader?.count == 0 {
      throw TrainingError.badData(
        "\(key): \(files.map(StandardInput.name).joined(separator: ", ")): no sequence is left to score"
      )
    }
    var checksums = ["data.train": [try checksum(train.main)]]
    if let validation { checksums["data.validation"] = [try checksum(validation)] }
    return Result(
      tokenizer: tokenizer, entities: entities,
      data: PretrainingData(
        train: PretrainingExamples(train.main),
        validation: validation.flatMap { $0.count > 0 ? PretrainingExamples($0) : nil },
        test: test.flatMap { $0.count > 0 ? PretrainingExamples($0) : nil },
        checksums: checksums, fileChecksums: sources.checksums,
        testChecksums: try test.map { [try checksum($0)] } ?? [], folder: folder))
  }

  private func nothingToTrainOn(
    _ corpus: PretrainingCorpus, _ built: DatasetMaker.Pair
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
        counted(leftOut.longSentences, "sentence is", plural: "sentences are")
          + " longer than task.sequences.max_length, "
          + "\(leftOut.shortSentences) shorter than min_sentence_length, and "
          + counted(leftOut.examplesWithoutEntities, "sequence has", plural: "sequences have")
          + " no entity of the vocabulary"
      }
    let files = data.train.map(StandardInput.name).joined(separator: ", ")
    return .badData("\(files): nothing to train on is left: \(hint)")
  }

  private func checksum(_ dataset: DatasetReader) throws -> UInt32 {
    try FileDigest(file: dataset.folder + "/" + DatasetManifest.fileName).checksum
  }

  // MARK: Corpus

  /// The corpus of some files; a corpus folder among the data is taken as it is.
  private func corpus(
    _ name: String, of files: [String], _ sources: PretrainingSources
  ) throws -> PretrainingCorpus {
    if files.count == 1, CorpusFolder.isCorpus(files[0]) {
      try observer.note("\(files[0]): a corpus, taken as it is")
      return PretrainingCorpus(try CorpusFolder(files[0]))
    }
    var settings = CorpusSettings()
    settings.format = data.format
    settings.dumps = self.settings.dumps
    for file in files where CorpusFile.isReadOnce(file) {
      try observer.note(
        "\(StandardInput.name(of: file)): a pipe, read from front to back; what is in it is not known before, so every start "
          + "reads it again")
    }
    let artifact = PreparedCorpus(
      folder: folder, name: name, files: files, sources: files.map { sources.files[$0] },
      settings: settings, inputs: recipe.inputs.map(\.path), observer: observer)
    let corpus = try PretrainingCorpus(artifact)
    if verifiesAll { _ = try corpus.whole() }
    return corpus
  }

  // MARK: Tokenizer and entities

  private func tokenizer(_ corpus: PretrainingCorpus) throws -> Tokenizer {
    let (training, name) = (settings.tokenizer, "tokenizer")
    let path = folder.path(of: name)
    let artifact = PreparedArtifact(
      folder: folder, name: name,
      fingerprint: "corpus \(corpus.checksum), \(training.vocabularySize) tokens, "
        + "frequency \(training.minimumFrequency)",
      files: {
        try RunFiles.list(path).filter(TokenizerMaker.isOwnFile).map { "\(name)/\($0)" }
      },
      open: { try Tokenizer(folder: URL(fileURLWithPath: path)) },
      noteSetAside: noteSetAside("model.tokenizer"),
      build: { _ in
        let corpus = try corpus.whole()
        try OutputPlace(path, reading: recipe.inputs.map(\.path), isReplacing: true)
          .checkFolder(isOwn: TokenizerMaker.isOwnFile)
        try TokenizerMaker.train(
          try CorpusReading.words(corpus, observer), training, to: path, observer)
      })
    return try artifact.value(at: path, "trained", observer).value
  }

  /// Says of a changed file where it is kept, and the key by which a run reads it.
  private func noteSetAside(_ key: String) -> (String, String) throws -> Void {
    { [observer] file, kept in
      try observer.note(
        "\(file): what it was changed to is kept as \(kept); files of your own are named in \(key)")
    }
  }

  private func entities(
    _ corpus: PretrainingCorpus, _ whiteList: UInt32?
  ) throws -> EntityVocabulary {
    let (choice, name) = (settings.entityVocabulary, "entity_vocab.jsonl")
    let path = folder.path(of: name)
    let artifact = PreparedArtifact(
      folder: folder, name: name,
      fingerprint: "corpus \(corpus.checksum), size \(choice.size), count "
        + "\(choice.minimumCount), pages \(choice.keepsPagesOnly), white list "
        + "\(whiteList.map(String.init) ?? "none") \(choice.takesWhiteListOnly)",
      files: { [name] }, open: { try EntityVocabulary(file: URL(fileURLWithPath: path)) },
      noteSetAside: noteSetAside("task.entity_vocabulary.file"),
      build: { _ in try EntityVocabularyMaker.build(corpus.whole(), choice, to: path, observer) })
    return try artifact.value(at: path, "built", observer).value
  }
}
