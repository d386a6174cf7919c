public import LukeAutodiff
public import LukeSystem

extension LukeForMultipleChoice: BenchmarkedHead {
  /// Words alone.
  public static var benchmark: HeadBenchmark {
    var benchmark = HeadBenchmark("multiple-choice", "choice among the examples, up to 4 at a time")
    (benchmark.entityCount, benchmark.leastEntityCount) = (0, 0)
    return benchmark
  }

  /// Four examples are the choices of a question, the last one has the rest; one is right at random.
  public func benchmarkPass(
    _ batch: PackedBatch, using generator: inout SplitMix64
  ) -> (Tape) -> Void {
    let count = batch.segments.count
    let counts = stride(from: 0, to: count, by: 4).map { min(4, count - $0) }
    let targets = Targets(
      choiceCounts: counts, labels: counts.map { generator.integer(in: 0..<Int32($0)) })
    return { tape in
      tape.backward(
        from: loss(outputs(batch, on: tape), targets, normalizer: Float(counts.count), on: tape))
    }
  }
}
