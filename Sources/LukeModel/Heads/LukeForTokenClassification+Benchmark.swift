public import LukeAutodiff
public import LukeSystem

extension LukeForTokenClassification: BenchmarkedHead {
  /// The nine tags of CoNLL-2003, and no entities.
  public static var benchmark: HeadBenchmark {
    var benchmark = HeadBenchmark("token-classification", "classification of words, 9 classes")
    (benchmark.entityCount, benchmark.leastEntityCount) = (0, 0)
    benchmark.labelCount = 9
    return benchmark
  }

  /// Every word has a class at random.
  public func benchmarkPass(
    _ batch: PackedBatch, using generator: inout SplitMix64
  ) -> (Tape) -> Void {
    let classes = Int32(luke.configuration.labelCount)
    let labels = batch.wordIDs.map { _ in generator.integer(in: 0..<classes) }
    return { tape in
      tape.backward(
        from: loss(outputs(batch, on: tape), labels, normalizer: Float(labels.count), on: tape))
    }
  }
}
