import Foundation
import LukeCheckpoints
import LukeLayers
import LukeModel
import LukeSystem
import LukeTasks
import LukeText

/// The model that training starts from, made ready for a task: entities and markers in place, the
/// classes known, what is not in the file left to chance.
package struct StartingModel {
  /// Everything but values that training changes.
  let archive: ModelArchive
  /// The tokenizer, markers included.
  let tokenizer: Tokenizer
  /// Ids that the task's features need.
  let vocabulary: TaskVocabulary
  /// Whether there are weights; without, all begins at random.
  private let hasWeights: Bool
  /// What to say of the configuration and of the tokenizer, one sentence each.
  private let ownNotes: [String]
  /// Names that may be missing from the weights, because the encoder had no such thing.
  private let newNames: Set<String>
  /// Parts that may be missing from the weights, because the model was none of the task.
  private let newParts: Set<ParameterPart>

  var configuration: LukeConfiguration { archive.configuration }

  /// Opens `settings.from`, applies the settings and gives it what a task asks for.
  init(
    _ settings: ModelSettings, for requirements: ModelRequirements, kind: String, recipe: String
  ) throws {
    var opened: OpenedModel
    if let vocabularies = requirements.vocabularies {
      opened = try OpenedModel(settings, trainedFrom: vocabularies)
      tokenizer = vocabularies.tokenizer
    } else {
      (opened, tokenizer) = try OpenedModel.fineTuned(settings, markers: requirements.markers)
    }
    try opened.replaceHead(requirements)
    opened.archive.task = kind
    opened.archive.recipe = recipe
    opened.archive.tokenizerFiles = tokenizer.files
    try opened.archive.configuration.validate(origin: opened.archive.origin)
    archive = opened.archive
    hasWeights = opened.hasWeights
    newNames = opened.newNames
    newParts = opened.newParts
    ownNotes = opened.notes
    vocabulary = try TaskVocabulary(archive, tokenizer: tokenizer)
    try archive.checkLength(
      requirements.maximumLength.count, key: requirements.maximumLength.key)
  }

  /// Throws where a model cannot be pretrained, whatever its tokenizer and entities will be.
  static func check(_ settings: ModelSettings, maximumLength: Int, key: String) throws {
    var opened = try OpenedModel(
      pretraining: settings, entityCount: EntityVocabulary().vocabularySize)
    opened.apply(settings)
    var configuration = opened.archive.configuration
    // Those of random weights follow the tokenizer.
    if !opened.hasWeights { configuration.paddingID = 0 }
    try configuration.validate(origin: opened.archive.origin)
    try opened.archive.checkLength(maximumLength, key: key)
  }

  /// What of the file is read as something else, not used, or missing, one sentence each; of weights
  /// nothing where all begins at random anyway.
  func notes(on store: ParameterStore) -> [String] {
    let names = store.parameters.map(\.name)
    return ownNotes + (hasWeights ? archive.weights.notes(onParameters: names) : [])
  }

  /// The CRC-32 of the configuration and of the tokenizer files, by the key that names them.
  func checksums() throws -> [String: [UInt32]] {
    let configuration = try archive.configuration.json().withUnsafeBytes { Checksum(of: $0).value }
    return ["model.from": [configuration], "model.tokenizer": [tokenizer.checksum]]
  }

  /// Fills the parameters: from the weights where they have them, else at random.
  func fill(_ store: ParameterStore, seed: UInt64) throws {
    let configuration = configuration
    store.initialize(seed: seed) { !hasWeights || mayBeMissing($0) }
    guard hasWeights else { return }
    try store.load(
      from: archive.weights, isOptional: mayBeMissing,
      isIgnored: { ModelWeights.isDispensable($0, for: configuration) })
  }

  private func mayBeMissing(_ parameter: Parameter) -> Bool {
    parameter.isOptional || newNames.contains(parameter.name)
      || parameter.part.map(newParts.contains) ?? false
  }
}

/// What `model.from` leads to, on its way to a starting model.
private struct OpenedModel {
  var archive: ModelArchive
  var hasWeights = true
  var newNames: Set<String> = []
  var newParts: Set<ParameterPart> = []
  /// What to say of the configuration and of the tokenizer, one sentence each.
  private(set) var notes: [String] = []
  /// Whether there were no entities before.
  private var isEncoder = false

  /// Opens a model to fine-tune, with its tokenizer.
  static func fineTuned(
    _ settings: ModelSettings, markers: [TaskMarker]
  ) throws -> (OpenedModel, Tokenizer) {
    var opened = try OpenedModel(settings)
    let tokenizer = try opened.tokenizer(settings).addingTokens(markers.map(\.token))
    try opened.addWords(markers, tokenizer: tokenizer, settings)
    if settings.entityVocabulary == .special || opened.archive.entityVocabulary == nil {
      try opened.keepSpecialEntities()
    }
    opened.apply(settings)
    return (opened, tokenizer)
  }

  /// Opens a model that is trained from the words and entities of its data: those that it knows keep
  /// their rows, what an encoder lacks begins at random.
  init(_ settings: ModelSettings, trainedFrom vocabularies: ModelVocabularies) throws {
    try self.init(pretraining: settings, entityCount: vocabularies.entities.vocabularySize)
    noteFit(of: vocabularies.tokenizer, settings)
    try fit(vocabularies.tokenizer, vocabularies.entities, settings)
    apply(settings)
    archive.entityVocabulary = vocabularies.entities.data
  }

  /// Keeps the head of the same task; any other goes, and a new one begins at random.
  mutating func replaceHead(_ requirements: ModelRequirements) throws {
    defer {
      archive.configuration.architectures = [requirements.architecture]
      archive.configuration.labels = requirements.labels
    }
    guard let head = LukeHeads.head(named: requirements.architecture) else { return }
    let isSameHead =
      archive.labels == requirements.labels
      && archive.configuration.architectures == [requirements.architecture]
    if head.hasTiedDecoders {
      // An encoder may have one of the heads, or none.
      if hasWeights { archive.weights = try archive.weights.withTiedHeads(isLenient: true) }
    } else if isSameHead {
      return
    }
    archive.weights = archive.weights.removing([.classifier])
    newParts = head.parts
  }

  /// Opens a model to fine-tune.
  init(_ settings: ModelSettings) throws {
    var options = PretrainedEncoder.Options()
    options.usesEntityAwareAttention = settings.entityAwareAttention ?? true
    options.entityEmbeddingSize = settings.entityEmbeddingSize
    try self.init(settings, options)
  }

  /// Opens a model to pretrain: with plain attention and narrow entities where nothing says otherwise,
  /// as LUKE's authors have it.
  init(pretraining settings: ModelSettings, entityCount: Int) throws {
    var options = PretrainedEncoder.Options()
    options.usesEntityAwareAttention = settings.entityAwareAttention ?? false
    options.entityEmbeddingSize =
      settings.entityEmbeddingSize ?? LukeConfiguration().entityEmbeddingSize
    options.entityVocabularySize = entityCount
    try self.init(settings, options)
  }

  private init(_ settings: ModelSettings, _ options: PretrainedEncoder.Options) throws {
    switch try ModelArgument.open(settings.from) {
    case .model(let model):
      archive = model
      archive.weights = archive.weights.belowLuke
    case .encoder(let encoder):
      let (model, newNames) = encoder.luke(options)
      archive = model
      isEncoder = true
      self.newNames = Set(newNames)
    case .configuration(let configuration):
      hasWeights = false
      var changed = configuration
      changed.entityEmbeddingSize =
        settings.entityEmbeddingSize ?? configuration.entityEmbeddingSize
      changed.usesEntityAwareAttention =
        settings.entityAwareAttention ?? configuration.usesEntityAwareAttention
      let content = try Data(FileAccess.read(settings.from, named: settings.from, what: "file"))
      notes += ConfigurationKeys.notes(content, of: settings.from)
      let folder = URL(fileURLWithPath: settings.from).deletingLastPathComponent()
      archive = ModelArchive(
        origin: settings.from, configuration: changed, weights: ModelWeights(ParameterStore()),
        entityVocabulary: try? Data(contentsOf: folder.appending(path: "entity_vocab.json")))
    }
  }

  /// The tokenizer: the one that the recipe names, the model's own, or the one beside the file.
  mutating func tokenizer(_ settings: ModelSettings) throws -> Tokenizer {
    if let folder = settings.tokenizer {
      let tokenizer = try Tokenizer(folder: URL(fileURLWithPath: folder))
      noteFit(of: tokenizer, settings)
      return tokenizer
    }
    if !archive.tokenizerFiles.isEmpty {
      return try Tokenizer(files: archive.tokenizerFiles, origin: archive.origin)
    }
    let place = URL(fileURLWithPath: settings.from)
    return try Tokenizer(folder: hasWeights ? place : place.deletingLastPathComponent())
  }

  /// Notes what is unusual about a tokenizer that the recipe names beside weights.
  private mutating func noteFit(of tokenizer: Tokenizer, _ settings: ModelSettings) {
    guard let folder = settings.tokenizer, hasWeights else { return }
    notes += TokenizerFit.notes(tokenizer, in: folder, for: archive)
  }

  /// Throws where the tokenizer has ids past the word table; `allowed` may be new.
  private func checkWords(
    _ tokenizer: Tokenizer, _ settings: ModelSettings, allowing allowed: Set<String> = []
  ) throws {
    let advice =
      hasWeights
      ? settings.tokenizer.map { _ in "leave model.tokenizer out to take the model's own" }
      : "set vocab_size to \(tokenizer.vocabularySize)"
    try archive.checkWords(tokenizer, allowing: allowed, advice: advice)
  }

  /// Gives added tokens rows of the word table, which start as those of other tokens.
  mutating func addWords(
    _ markers: [TaskMarker], tokenizer: Tokenizer, _ settings: ModelSettings
  ) throws {
    try checkWords(tokenizer, settings, allowing: Set(markers.map(\.token)))
    var copies: [Int: Int] = [:]
    for marker in markers {
      guard let id = tokenizer.id(token: marker.token), Int(id) >= rowCount else { continue }
      let initial =
        tokenizer.id(token: marker.initialToken)
        ?? tokenizer.encode(marker.initialToken).first?.id ?? tokenizer.unknownID
      copies[Int(id)] = Int(initial)
    }
    if copies.isEmpty { return }
    if hasWeights {
      archive = archive.settingWords(copies)
    } else {
      archive.configuration.vocabularySize = max(rowCount, (copies.keys.max() ?? 0) + 1)
    }
  }

  /// Makes the tables those of a tokenizer and an entity vocabulary.
  mutating func fit(
    _ tokenizer: Tokenizer, _ entities: EntityVocabulary, _ settings: ModelSettings
  ) throws {
    if !hasWeights {
      archive.configuration.vocabularySize = tokenizer.vocabularySize
      archive.configuration.paddingID = Int(tokenizer.paddingID)
      archive.configuration.entityVocabularySize = entities.vocabularySize
      return
    }
    try checkWords(tokenizer, settings)
    if !isEncoder { archive = try archive.choosingEntities(entities) }
  }

  private var rowCount: Int { archive.configuration.vocabularySize }

  mutating func keepSpecialEntities() throws {
    if hasWeights {
      archive = try archive.keepingSpecialEntities()
    } else {
      archive.entityVocabulary = EntityVocabulary().data
      archive.configuration.entityVocabularySize = EntityVocabulary().vocabularySize
    }
  }

  /// Settings that change no weights, and the extra queries.
  mutating func apply(_ settings: ModelSettings) {
    if hasWeights, let isAware = settings.entityAwareAttention,
      isAware != archive.configuration.usesEntityAwareAttention
    {
      archive = archive.usingEntityAwareAttention(isAware)
    }
    if let dropout = settings.dropout { archive.configuration.hiddenDropout = Float(dropout) }
    if let dropout = settings.attentionDropout {
      archive.configuration.attentionDropout = Float(dropout)
    }
  }
}
