import Foundation
import LukeCheckpoints
import LukeFiles
import LukeLayers
import LukeModel
import LukeTasks
import LukeText

/// The model that training starts from, made ready for a task: entities and markers in place, the
/// classes known, what is not in the file left to chance.
struct StartingModel {
  /// Everything but values that training changes.
  let archive: ModelArchive
  /// The tokenizer, markers included.
  let tokenizer: Tokenizer
  /// Ids that the task's features need.
  let vocabulary: TaskVocabulary
  /// Whether there are weights; without, all begins at random.
  private let hasWeights: Bool
  /// Names that may be missing from the weights, because the encoder had no such thing.
  private let newNames: Set<String>
  /// Parts that may be missing from the weights, because the model was none of the task.
  private let newParts: Set<ParameterPart>

  var configuration: LukeConfiguration { archive.configuration }

  /// Opens `settings.from` and applies the settings.
  init<Task: FineTuningTask>(
    _ settings: ModelSettings, for task: Task.Type, kind: String, labels: LabelSet, recipe: String
  ) throws {
    var opened = try OpenedModel(settings)
    let markers = Task.markers
    var tokenizer = try opened.tokenizer(settings)
    tokenizer = try tokenizer.addingTokens(markers.map(\.token))
    try opened.addWords(markers, tokenizer: tokenizer)
    if settings.entityVocabulary == .special || opened.archive.entityVocabulary == nil {
      try opened.keepSpecialEntities()
    }
    opened.apply(settings)
    let isSameHead =
      opened.archive.labels == labels.names
      && opened.archive.configuration.architectures == [Task.architecture.rawValue]
    if !isSameHead {
      opened.archive.weights = opened.archive.weights.removing([.classifier])
    }
    newParts = isSameHead ? [] : [.classifier]
    opened.archive.configuration.architectures = [Task.architecture.rawValue]
    opened.archive.configuration.labels = labels.names
    opened.archive.task = kind
    opened.archive.recipe = recipe
    opened.archive.tokenizerFiles = tokenizer.files
    try opened.archive.configuration.validate(origin: opened.archive.origin)
    archive = opened.archive
    hasWeights = opened.hasWeights
    newNames = opened.newNames
    self.tokenizer = tokenizer
    vocabulary = try TaskVocabulary(archive, tokenizer: tokenizer)
  }

  /// Opens `settings.from` for pretraining with a tokenizer and an entity vocabulary.
  ///
  /// Entities that the model knows keep their rows. What an encoder lacks begins at random.
  init(
    pretraining settings: ModelSettings, tokenizer: Tokenizer, entities: EntityVocabulary,
    recipe: String
  ) throws {
    var opened = try OpenedModel(pretraining: settings, entityCount: entities.vocabularySize)
    try opened.fit(tokenizer, entities)
    opened.apply(settings)
    if opened.hasWeights {
      opened.archive.weights = try opened.archive.weights.withTiedHeads(isLenient: true)
        .removing([.classifier])
    }
    newParts = [.wordHead, .entityHead]
    opened.archive.configuration.architectures = [LukeForMaskedLM.architecture]
    opened.archive.configuration.labels = nil
    opened.archive.task = TaskChoice.pretraining(PretrainingSettings()).kind
    opened.archive.recipe = recipe
    opened.archive.tokenizerFiles = tokenizer.files
    opened.archive.entityVocabulary = entities.data
    try opened.archive.configuration.validate(origin: opened.archive.origin)
    archive = opened.archive
    hasWeights = opened.hasWeights
    newNames = opened.newNames
    self.tokenizer = tokenizer
    vocabulary = try TaskVocabulary(archive, tokenizer: tokenizer)
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

  /// What of the file is read as something else, not used, or missing, one sentence each; nothing
  /// where all begins at random anyway.
  func notes(on store: ParameterStore) -> [String] {
    hasWeights ? archive.weights.notes(onParameters: store.parameters.map(\.name)) : []
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
  /// Whether there were no entities before.
  private var isEncoder = false

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
    switch try ModelSource.open(settings.from) {
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
      let folder = URL(fileURLWithPath: settings.from).deletingLastPathComponent()
      archive = ModelArchive(
        origin: settings.from, configuration: changed, weights: ModelWeights(ParameterStore()),
        entityVocabulary: try? Data(contentsOf: folder.appending(path: "entity_vocab.json")))
    }
  }

  /// The tokenizer: the one that the recipe names, the model's own, or the one beside the file.
  mutating func tokenizer(_ settings: ModelSettings) throws -> Tokenizer {
    if let folder = settings.tokenizer {
      return try Tokenizer(folder: URL(fileURLWithPath: folder))
    }
    if !archive.tokenizerFiles.isEmpty {
      return try Tokenizer(files: archive.tokenizerFiles, origin: archive.origin)
    }
    let place = URL(fileURLWithPath: settings.from)
    return try Tokenizer(folder: hasWeights ? place : place.deletingLastPathComponent())
  }

  /// Gives added tokens rows of the word table, which start as those of other tokens.
  mutating func addWords(
    _ markers: [TaskMarker], tokenizer: Tokenizer
  ) throws {
    try archive.checkWords(tokenizer, allowing: Set(markers.map(\.token)))
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
  mutating func fit(_ tokenizer: Tokenizer, _ entities: EntityVocabulary) throws {
    if !hasWeights {
      archive.configuration.vocabularySize = tokenizer.vocabularySize
      archive.configuration.paddingID = Int(tokenizer.paddingID)
      archive.configuration.entityVocabularySize = entities.vocabularySize
      return
    }
    try archive.checkWords(tokenizer)
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
