public import LukeAutodiff
public import LukeSystem

extension LukeForSequenceClassification: BenchmarkedHead {
  /// Two classes, and no entities.
  public static var benchmark: HeadBenchmark {
    var benchmark = HeadBenchmark(
      "sequence-classification", "classification of whole texts, 2 classes")
    (benchmark.entityCount, benchmark.leastEntityCount) = (0, 0)
    benchmark.labelCount = 2
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
        from: loss(
          outputs(batch, on: tape), .classes(labels), normalizer: Float(labels.count), on: tape))
    }
  }
}
