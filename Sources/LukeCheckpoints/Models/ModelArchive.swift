public import Foundation
public import LukeModel
public import LukeText

/// A complete model: weights, and everything that using it takes.
///
/// Comes from a model file of this package, from a Hugging Face folder, or from a model in memory, and
/// goes to either kind.
public struct ModelArchive {
  /// The file or folder it comes from, for messages.
  public var origin: String
  /// Sizes and switches; also the architecture and the names of the classes.
  public var configuration: LukeConfiguration
  /// The weights, under Hugging Face's parameter names.
  public var weights: ModelWeights
  /// The tokenizer's files by name, as in a Hugging Face folder.
  public var tokenizerFiles: [String: Data]
  /// The entity vocabulary as Hugging Face's `entity_vocab.json`: entity → row of the entity table.
  public var entityVocabulary: Data?
  /// What the model was fine-tuned for, as the recipe's `task.kind` names it.
  public var task: String?
  /// The resolved recipe of the run, as JSON.
  public var recipe: String?

  /// Creates an archive.
  public init(
    origin: String, configuration: LukeConfiguration, weights: ModelWeights,
    tokenizerFiles: [String: Data] = [:], entityVocabulary: Data? = nil, task: String? = nil,
    recipe: String? = nil
  ) {
    self.origin = origin
    self.configuration = configuration
    self.weights = weights
    self.tokenizerFiles = tokenizerFiles
    self.entityVocabulary = entityVocabulary
    self.task = task
    self.recipe = recipe
  }

  /// Names of the classes, by the index of their logit.
  public var labels: [String]? { configuration.labels }
}

extension ModelArchive {
  /// The model with an entity table of `[PAD]`, `[UNK]`, `[MASK]` and `[MASK2]` alone, as official
  /// fine-tuning has it.
  ///
  /// Throws `CheckpointError` when the entity vocabulary does not say where they stand.
  public func keepingSpecialEntities() throws -> ModelArchive {
    var smaller = self
    let rows = try SpecialEntities.rows(
      in: entityVocabulary, tableSize: configuration.entityVocabularySize, origin: origin)
    smaller.weights = weights.belowLuke.keepingEntities(rows)
    smaller.entityVocabulary = SpecialEntities.vocabulary
    smaller.configuration.entityVocabularySize = rows.count
    return smaller
  }

  /// The model with the entities of another vocabulary: those that it knows by their titles keep what
  /// it has learnt of them, others begin as `[UNK]`.
  ///
  /// Throws `TokenizerError` or `CheckpointError` when its own vocabulary is damaged.
  public func choosingEntities(_ entities: EntityVocabulary) throws -> ModelArchive {
    guard let data = entityVocabulary else {
      throw CheckpointError.badContent(origin, "there is no entity_vocab.json")
    }
    let own = try EntityVocabulary(data: data, name: origin + "/entity_vocab.json")
    let unknown = Int(own.unknownID ?? 0)
    var rows = [Int](repeating: unknown, count: entities.vocabularySize)
    for (title, id) in entities.titles() {
      guard let row = own.id(title: title), row < configuration.entityVocabularySize else {
        continue
      }
      rows[Int(id)] = Int(row)
    }
    var changed = self
    changed.weights = weights.belowLuke.choosingEntities(rows)
    changed.configuration.entityVocabularySize = rows.count
    return changed
  }

  /// The model with words set to copies of others; see `ModelWeights.settingWords`.
  public func settingWords(_ copies: [Int: Int]) -> ModelArchive {
    var larger = self
    larger.weights = weights.belowLuke.settingWords(copies)
    larger.configuration.vocabularySize = max(
      configuration.vocabularySize, (copies.keys.max() ?? -1) + 1)
    return larger
  }

  /// The model with entity-aware attention switched on or off; see
  /// `ModelWeights.withEntityAwareQueries`.
  public func usingEntityAwareAttention(_ isEntityAware: Bool) -> ModelArchive {
    var changed = self
    changed.weights = weights.belowLuke.withEntityAwareQueries(isEntityAware)
    changed.configuration.usesEntityAwareAttention = isEntityAware
    return changed
  }
}
