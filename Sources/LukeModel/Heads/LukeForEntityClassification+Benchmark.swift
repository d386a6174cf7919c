public import LukeAutodiff
public import LukeSystem

extension LukeForEntityClassification: BenchmarkedHead {
  /// One entity and the nine classes of Open Entity, any number of which may hold.
  public static var benchmark: HeadBenchmark {
    var benchmark = HeadBenchmark("entity-typing", "entity classification, 9 classes, 1 entity")
    benchmark.entityCount = 1
    benchmark.labelCount = 9
    return benchmark
  }

  /// Each class holds with a probability of a quarter.
  public func benchmarkPass(
    _ batch: PackedBatch, using generator: inout SplitMix64
  ) -> (Tape) -> Void {
    let count = batch.segments.count * luke.configuration.labelCount
    let targets = ClassificationTargets.indicators(
      (0..<count).map { _ in generator.fraction() < 0.25 ? 1 : 0 })
    return { tape in
      tape.backward(
        from: loss(outputs(batch, on: tape), targets, normalizer: Float(count), on: tape))
    }
  }
}
