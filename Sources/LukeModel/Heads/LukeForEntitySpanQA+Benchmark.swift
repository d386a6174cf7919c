public import LukeAutodiff
public import LukeSystem

extension LukeForEntitySpanQA: BenchmarkedHead {
  /// A placeholder and its candidates.
  public static var benchmark: HeadBenchmark {
    var benchmark = HeadBenchmark(
      "cloze-question-answering", "scores of candidates for a placeholder")
    benchmark.leastEntityCount = 2
    return benchmark
  }

  /// The first candidate of each example is right.
  public func benchmarkPass(
    _ batch: PackedBatch, using generator: inout SplitMix64
  ) -> (Tape) -> Void {
    let targets = batch.segments.flatMap { segment in
      (1..<segment.entities.count).map { $0 == 1 ? Float(1) : 0 }
    }
    return { tape in
      tape.backward(
        from: loss(
          outputs(batch, on: tape), .indicators(targets), normalizer: Float(targets.count),
          on: tape))
    }
  }
}
