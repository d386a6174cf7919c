public import LukeAutodiff
public import LukeSystem

/// A head that `luke-train bench` can time, on made-up batches.
public protocol BenchmarkedHead: LukeHead {
  /// What it is called there, and the sizes it is timed with.
  static var benchmark: HeadBenchmark { get }
  /// A training step's forward and backward pass on a batch with labels at random.
  func benchmarkPass(
    _ batch: PackedBatch, using generator: inout SplitMix64
  ) -> (Tape) -> Void
}

/// How a head is timed.
public struct HeadBenchmark: Sendable {
  /// The name: `ner`, `relation`.
  public var name: String
  /// What it does, in a few words.
  public var summary: String
  /// Entities of an example where nothing else is asked for, and the fewest there may be.
  public var entityCount = 64, leastEntityCount = 1
  /// Whether it takes no other number of entities.
  public var fixesEntityCount = false
  /// The number of classes; nil for a head without a classifier.
  public var labelCount: Int?
  /// Whether entities are of the vocabulary at random, and not all `[MASK]`.
  public var drawsEntities = false
  /// The share of words and entities, in percent, that go through a product with their table.
  public var decodedPercent = 0

  /// Creates a benchmark with defaults.
  public init(_ name: String, _ summary: String) { (self.name, self.summary) = (name, summary) }
}

extension LukeHeads {
  /// The heads that can be timed.
  public static var benchmarked: [any BenchmarkedHead.Type] {
    all.compactMap { $0 as? any BenchmarkedHead.Type }
  }
}
