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
  package private(set) var archive: ModelArchive
  /// The tokenizer, markers included, and the ids that the task's features need.
  package let vocabulary: TaskVocabulary
  /// What the weights have learned before.
  let start: ModelStart
  /// What the hub is told of it.
  private let hubFacts: HubFacts
  /// Whether there are weights; without, all begins at random.
  private let hasWeights: Bool
  /// What to say of the configuration and of the tokenizer, one sentence each.
  private let ownNotes: [String]
  /// Names that may be missing from the weights, because the encoder had no such thing.
  private let newNames: Set<String>
  /// Parts that may be missing from the weights, because the model was none of the task.
  private let newParts: Set<ParameterPart>

  var configuration: LukeConfiguration { archive.configuration }

  /// Applies the settings to an opened model and gives it what a task asks for.
  ///
  /// `drafted` is what was made of the model for these requirements before the data were read.
  package init(
    _ model: OpenedModel, for requirements: ModelRequirements, kind: String,
    drafted: ModelDraft? = nil
  ) throws {
    var draft =
      if let vocabularies = requirements.vocabularies {
        try ModelDraft(model, trainedFrom: vocabularies)
      } else {
        try drafted ?? ModelDraft(fineTuned: model, markers: requirements.markers)
      }
    try draft.replaceHead(requirements)
    draft.archive.task = TaskKind(rawValue: kind)
    try Self.validate(draft.archive.configuration, draft.archive.origin, model.settings)
    archive = draft.archive
    hasWeights = draft.hasWeights
    start = draft.start
    hubFacts = model.hubFacts
    newNames = draft.newNames
    newParts = draft.newParts
    ownNotes = draft.notes
    vocabulary = try archive.taskVocabulary()
    try archive.checkLength(
      requirements.maximumLength.count, key: requirements.maximumLength.key)
  }

  /// Lets the model carry the recipe that it is trained by.
  package mutating func carry(_ recipe: StoredRecipe) { archive.recipe = recipe }

  /// What the hub is told of a model that begins with it and is trained by the recipe it carries.
  ///
  /// Its languages are those that the recipe names: those of the start are not those of the data.
  var hubFactsOfTrained: HubFacts {
    var facts = hubFacts
    facts.languages = ExportedTask(archive).languages
    return facts
  }

  /// Throws where a model cannot be pretrained, whatever its tokenizer and entities will be.
  package static func check(_ model: OpenedModel, maximumLength: Int, key: String) throws {
    var draft = try ModelDraft(pretraining: model, entityCount: EntityVocabulary().vocabularySize)
    draft.apply(model.settings)
    var configuration = draft.archive.configuration
    // Those of random weights follow the tokenizer.
    if !draft.hasWeights { configuration.paddingID = 0 }
    try validate(configuration, draft.archive.origin, model.settings)
    try draft.archive.checkLength(maximumLength, key: key)
  }

  /// Throws where sizes are wrong, or too small for the sequences of a task.
  static func check(
    _ draft: ModelDraft, _ settings: ModelSettings, maximumLength: Int, key: String
  ) throws {
    try validate(draft.archive.configuration, draft.archive.origin, settings)
    try draft.archive.checkLength(maximumLength, key: key)
  }

  /// Checks sizes; what is wrong by the recipe alone is blamed on its key.
  private static func validate(
    _ configuration: LukeConfiguration, _ origin: String, _ settings: ModelSettings
  ) throws {
    do { try configuration.validate(origin: origin) } catch {
      guard let size = settings.entityEmbeddingSize else { throw error }
      var least = configuration
      least.entityEmbeddingSize = 1
      try least.validate(origin: origin)
      throw TrainingError.usage(
        "model.entity_embedding_size: \(size) is too large: with "
          + "\(configuration.entityVocabularySize) entities the table is more than any machine holds"
      )
    }
  }

  /// What of the file is read as something else, not used, or missing, one sentence each; of weights
  /// nothing where all begins at random anyway.
  func notes(on store: ParameterStore) -> [String] {
    let names = store.parameters.map(\.name)
    return ownNotes + (hasWeights ? archive.weights.notes(onParameters: names) : [])
  }

  /// The CRC-32 of the configuration and of the tokenizer files, by the key that names them.
  func checksums() throws -> [String: [UInt32]] {
    let configuration = archive.configuration.json().withUnsafeBytes { Checksum(of: $0).value }
    let tokenizer = archive.storedTokenizer?.checksum
    return ["model.from": [configuration], "model.tokenizer": [tokenizer ?? 0]]
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

  /// Whether a head, or all there is, begins at random.
  var beginsAnew: Bool { !hasWeights || !newParts.isEmpty }

  /// Whether a classifier begins with how often each label is: a new one, as the settings say.
  func startsWithLabels(_ settings: ModelSettings) -> Bool {
    let isNew = !hasWeights || newParts.contains(.classifier)
    return isNew && (settings.classifierBias ?? (hasWeights ? .labels : .zeros)) == .labels
  }

  private func mayBeMissing(_ parameter: Parameter) -> Bool {
    parameter.isOptional || newNames.contains(parameter.name)
      || parameter.part.map(newParts.contains) ?? false
  }
}
