import Foundation
import LukeCheckpoints
import LukeLayers
import LukeModel
import LukeTasks
import LukeText

/// An opened model on its way to a starting model.
package struct ModelDraft {
  var archive: ModelArchive
  var hasWeights = true
  var newNames: Set<String> = []
  var newParts: Set<ParameterPart> = []
  /// What to say of the configuration and of the tokenizer, one sentence each.
  var notes: [String] = []
  /// Whether there were no entities before.
  private var isEncoder = false
  /// What the weights have learned before.
  var start: ModelStart {
    !hasWeights ? .random : isEncoder || !archive.configuration.usesEntities ? .encoder : .luke
  }

  /// A model with all its weights.
  init(_ archive: ModelArchive) { self.archive = archive }

  /// A model to fine-tune, with the markers of a task among its words.
  init(fineTuned model: OpenedModel, markers: [TaskMarker]) throws {
    let given: Tokenizer
    if model.settings.readsEntities {
      var options = PretrainedEncoder.Options()
      options.usesEntityAwareAttention = model.settings.entityAwareAttention ?? true
      options.entityEmbeddingSize = model.settings.entityEmbeddingSize
      options.copiesSpecialWords = model.settings.entityStart == .words
      try self.init(model, options)
      given = try model.tokenizer()
    } else {
      given = try model.tokenizer()
      try self.init(withoutEntities: model, given)
    }
    notes += given.notes
    noteFit(of: given, model.settings)
    let tokenizer = try given.addingTokens(markers.map(\.token))
    archive.storedTokenizer = StoredTokenizer(tokenizer)
    try addWords(markers, tokenizer: tokenizer, model.settings)
    if model.settings.readsEntities { try chooseEntities(model) }
    apply(model.settings)
  }

  /// Keeps the entities that the recipe asks for.
  private mutating func chooseEntities(_ model: OpenedModel) throws {
    if model.settings.entityVocabulary == .keep, case .configuration = model.source {
      archive.storedEntityVocabulary = try Self.entities(beside: model.settings.from)
    }
    if model.settings.entityVocabulary == .special || archive.storedEntityVocabulary == nil {
      try keepSpecialEntities()
    }
  }

  /// A model that is trained from the words and entities of its data: those that it knows keep their
  /// rows, what an encoder lacks begins at random.
  init(_ model: OpenedModel, trainedFrom vocabularies: ModelRequirements.Vocabularies) throws {
    try self.init(pretraining: model, entityCount: vocabularies.entities.vocabularySize)
    notes += vocabularies.tokenizer.notes
    noteFit(of: vocabularies.tokenizer, model.settings)
    archive.storedTokenizer = StoredTokenizer(vocabularies.tokenizer)
    try fit(vocabularies.tokenizer, vocabularies.entities, model.settings)
    apply(model.settings)
  }

  /// Keeps the head of the same task; any other goes, and a new one begins at random.
  mutating func replaceHead(_ requirements: ModelRequirements) throws {
    let family = archive.configuration.family
    let head = LukeHeads.head(named: requirements.architecture)
    let own = archive.configuration.architectures ?? []
    let name = head?.architecture(of: family) ?? requirements.architecture
    defer {
      archive.configuration.architectures = [name]
      archive.configuration.labels = requirements.labels
      archive.configuration.problemType = requirements.problemType
    }
    if !family.hasEntities {
      notes.append(
        "\(archive.origin): read without entities (model.use_entities); \(family.rawValue) is what it is, and "
          + "exported as \(name)")
    }
    guard let head else { return }
    let isSameHead =
      archive.labels == requirements.labels
      && archive.configuration.problemType == requirements.problemType
      && own.map { LukeHeads.head(named: $0)?.architecture } == [head.architecture]
    if head.hasTiedDecoders {
      // An encoder may have one of the heads, or none.
      if hasWeights { archive.weights = try archive.weights.withTiedHeads(isLenient: true) }
    } else if isSameHead {
      return
    }
    archive.weights = archive.weights.removing([.classifier])
    newParts = head.parts
  }

  /// A model to pretrain: with plain attention and narrow entities where nothing says otherwise, as
  /// LUKE's authors have it.
  init(pretraining model: OpenedModel, entityCount: Int) throws {
    var options = PretrainedEncoder.Options()
    options.usesEntityAwareAttention = model.settings.entityAwareAttention ?? false
    options.entityEmbeddingSize =
      model.settings.entityEmbeddingSize ?? LukeConfiguration().entityEmbeddingSize
    options.entityVocabularySize = entityCount
    options.copiesSpecialWords = false
    try self.init(model, options)
  }

  private init(_ model: OpenedModel, _ options: PretrainedEncoder.Options) throws {
    let settings = model.settings
    switch model.source {
    case .model(let model) where !model.configuration.usesEntities:
      throw TrainingError.badData(
        "\(settings.from): has no entities, as \(model.configuration.family.rawValue) has none; set "
          + "model.use_entities to false, or let a LUKE begin from the folder that export writes of it"
      )
    case .model(let model):
      archive = model
      archive.weights = archive.weights.belowLuke
    case .encoder(let encoder):
      let (model, newNames) = encoder.luke(options)
      archive = model
      isEncoder = true
      self.newNames = Set(newNames)
    case .configuration(let configuration, _) where !configuration.usesEntities:
      throw ConfigurationError(
        origin: settings.from,
        faults: [
          "model_type is \"\(configuration.family.rawValue)\", not \"luke\"; a plain encoder is trained with "
            + "model.use_entities false"
        ])
    case .configuration(let configuration, let notes):
      hasWeights = false
      self.notes = notes
      var changed = configuration
      changed.entityEmbeddingSize =
        settings.entityEmbeddingSize ?? configuration.entityEmbeddingSize
      changed.usesEntityAwareAttention =
        settings.entityAwareAttention ?? configuration.usesEntityAwareAttention
      archive = ModelArchive(
        origin: settings.from, configuration: changed, weights: ModelWeights(ParameterStore()))
    }
  }

  /// The entity vocabulary beside a `config.json`; nil where there is none.
  private static func entities(beside configuration: String) throws -> StoredEntityVocabulary? {
    let folder = URL(filePath: configuration).deletingLastPathComponent()
    let file = folder.appending(path: HuggingFaceFolder.entityVocabularyName).path
    guard FileStatus(file)?.isFile == true else { return nil }
    let bytes = try FileAccess.read(file, named: file, what: "entity vocabulary")
    return StoredEntityVocabulary(data: Data(bytes), name: file)
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
  private mutating func addWords(
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
  private mutating func fit(
    _ tokenizer: Tokenizer, _ entities: EntityVocabulary, _ settings: ModelSettings
  ) throws {
    if hasWeights {
      try checkWords(tokenizer, settings)
    } else {
      archive.configuration.vocabularySize = tokenizer.vocabularySize
      archive.configuration.paddingID = Int(tokenizer.paddingID)
      archive.configuration.entityVocabularySize = entities.vocabularySize
    }
    if hasWeights && !isEncoder {
      archive = try archive.choosingEntities(entities)
    } else {
      archive.storedEntityVocabulary = StoredEntityVocabulary(entities)
    }
  }

  private var rowCount: Int { archive.configuration.vocabularySize }

  private mutating func keepSpecialEntities() throws {
    if hasWeights {
      archive = try archive.keepingSpecialEntities()
    } else {
      archive.storedEntityVocabulary = StoredEntityVocabulary(EntityVocabulary())
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
