public import LukeAutodiff
import LukeModel

/// What `luke-train bench` times.
public struct BenchmarkSettings: Hashable, Sendable {
  /// What stands on the encoder.
  public enum Task: String, CaseIterable, Sendable {
    /// Entity span classification, 5 classes.
    case ner
    /// Entity pair classification, 42 classes, 2 entities.
    case relation
    /// Hidden words and entities, about 15 % of each, through full softmax over both vocabularies.
    case pretraining
    /// The bare encoder; its backward pass begins at all hidden states.
    case encoder
  }

  /// The sizes of published models.
  public enum Size: String, CaseIterable, Sendable {
    case tiny, base, large
  }

  /// The task.
  public var task: Task
  /// The size of the model.
  public var size: Size
  /// The number type of matrix products.
  public var precision: Precision
  /// Examples of a step.
  public var batch: Int
  /// Words of an example.
  public var words: Int
  /// Entities of an example; nil for those the task is timed with.
  public var entities: Int?
  /// Rows of the entity table.
  public var entityVocabulary: Int
  /// Whether layers are computed again in the backward pass.
  public var usesCheckpointing: Bool
  /// Steps that are timed, after those that warm up.
  public var steps: Int

  /// Creates settings.
  public init(
    task: Task, size: Size, precision: Precision, batch: Int, words: Int, entities: Int?,
    entityVocabulary: Int, usesCheckpointing: Bool = false, steps: Int
  ) {
    (self.task, self.size, self.precision) = (task, size, precision)
    (self.batch, self.words, self.entities) = (batch, words, entities)
    (self.entityVocabulary, self.usesCheckpointing) = (entityVocabulary, usesCheckpointing)
    self.steps = steps
  }

  /// Entities of an example.
  var entityCount: Int { entities ?? (task == .relation ? 2 : 64) }

  /// What is wrong with the numbers, each with the option that sets it.
  public var faults: [String] {
    func fault(_ name: String, _ value: Int, _ range: ClosedRange<Int>) -> String? {
      range.contains(value)
        ? nil
        : "--\(name) must be from \(range.lowerBound) to \(range.upperBound), but is \(value)."
    }
    var faults = [
      fault("batch", batch, 1...4096),
      fault("words", words, 2...configuration.maximumWordCount),
      fault("entities", entityCount, (task == .encoder ? 0 : 1)...4096),
      fault("entity-vocabulary", entityVocabulary, 4...100_000_000),
      fault("steps", steps, 1...1_000_000),
    ].compactMap { $0 }
    if task == .relation, entityCount != 2 {
      faults.append("--entities must be 2 for --task relation, but is \(entityCount).")
    }
    return faults
  }

  /// The model's configuration.
  var configuration: LukeConfiguration {
    var configuration = LukeConfiguration()
    configuration.entityVocabularySize = entityVocabulary
    switch size {
    case .tiny:
      configuration.hiddenSize = 128
      configuration.layerCount = 2
      configuration.attentionHeadCount = 2
      configuration.intermediateSize = 512
    case .base: break
    case .large:
      configuration.hiddenSize = 1024
      configuration.layerCount = 24
      configuration.attentionHeadCount = 16
      configuration.intermediateSize = 4096
    }
    return configuration
  }
}
