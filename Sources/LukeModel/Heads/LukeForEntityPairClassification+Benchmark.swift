public import LukeAutodiff
public import LukeSystem

extension LukeForEntityPairClassification: BenchmarkedHead {
  /// Two entities and the 42 classes of TACRED.
  public static var benchmark: HeadBenchmark {
    var benchmark = HeadBenchmark("relation", "entity pair classification, 42 classes, 2 entities")
    (benchmark.entityCount, benchmark.fixesEntityCount) = (2, true)
    benchmark.labelCount = 42
    return benchmark
  }

  /// Every example has a class at random.
  public func benchmarkPass(
    _ batch: PackedBatch, using generator: inout SplitMix64
  ) -> (Tape) -> Void {
    let classes = Int32(luke.configuration.labelCount)
    let labels = batch.segments.map { _ in generator.integer(in: 0..<classes) }
    return { tape in
      tape.backward(
        from: loss(outputs(batch, on: tape), labels, normalizer: Float(labels.count), on: tape))
    }
  }
}
