public import LukeAutodiff
import LukeModel

/// What `luke-train bench` times.
public struct BenchmarkSettings: Hashable, Sendable {
  /// The sizes of published models.
  public enum Size: String, CaseIterable, Sendable {
    /// Two layers and a hidden size of 128.
    case tiny
    /// Twelve layers and a hidden size of 768.
    case base
    /// 24 layers and a hidden size of 1024.
    case large
  }

  /// What stands on the encoder: one of ``tasks``.
  public var task: String
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
    task: String, size: Size, precision: Precision, batch: Int, words: Int, entities: Int?,
    entityVocabulary: Int, usesCheckpointing: Bool = false, steps: Int
  ) {
    (self.task, self.size, self.precision) = (task, size, precision)
    (self.batch, self.words, self.entities) = (batch, words, entities)
    (self.entityVocabulary, self.usesCheckpointing) = (entityVocabulary, usesCheckpointing)
    self.steps = steps
  }

  /// The names of what can be timed.
  public static var tasks: [String] { LukeHeads.benchmarked.map { $0.benchmark.name } }

  /// The head of the task.
  var head: any BenchmarkedHead.Type {
    let head = LukeHeads.benchmarked.first { $0.benchmark.name == task }
    guard let head else { preconditionFailure("no head is called \(task); see faults") }
    return head
  }

  var benchmark: HeadBenchmark { head.benchmark }

  /// Entities of an example.
  var entityCount: Int { entities ?? benchmark.entityCount }

  /// What is wrong with the numbers, each with the option that sets it.
  public var faults: [String] {
    guard Self.tasks.contains(task) else {
      return ["--task must be one of \(Self.tasks.joined(separator: ", ")), but is \(task)."]
    }
    func fault(_ name: String, _ value: Int, _ range: ClosedRange<Int>) -> String? {
      range.contains(value)
        ? nil
        : "--\(name) must be from \(range.lowerBound) to \(range.upperBound), but is \(value)."
    }
    var faults = [
      fault("batch", batch, 1...4096),
      fault("words", words, 2...configuration.maximumWordCount),
      fault("entities", entityCount, benchmark.leastEntityCount...4096),
      fault("entity-vocabulary", entityVocabulary, 4...100_000_000),
      fault("steps", steps, 1...1_000_000),
    ].compactMap { $0 }
    if benchmark.fixesEntityCount, entityCount != benchmark.entityCount {
      faults.append(
        "--entities must be \(benchmark.entityCount) for --task \(task), but is \(entityCount).")
    }
    return faults
  }

  /// The model's configuration.
  var configuration: LukeConfiguration {
    var configuration = LukeConfiguration()
    configuration.entityVocabularySize = entityVocabulary
    configuration.labels = benchmark.labelCount.map { (0..<$0).map { "LABEL_\($0)" } }
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
