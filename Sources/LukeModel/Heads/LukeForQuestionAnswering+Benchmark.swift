public import LukeAutodiff
public import LukeSystem

extension LukeForQuestionAnswering: BenchmarkedHead {
  /// Words alone.
  public static var benchmark: HeadBenchmark {
    var benchmark = HeadBenchmark("question-answering", "start and end of an answer")
    (benchmark.entityCount, benchmark.leastEntityCount) = (0, 0)
    return benchmark
  }

  /// Every example has an answer of one word at random.
  public func benchmarkPass(
    _ batch: PackedBatch, using generator: inout SplitMix64
  ) -> (Tape) -> Void {
    let words = batch.segments.map { generator.integer(in: 0..<Int32($0.words.count)) }
    let targets = Targets(batch, starts: words, ends: words)
    return { tape in
      tape.backward(
        from: loss(outputs(batch, on: tape), targets, normalizer: Float(words.count), on: tape))
    }
  }
}
