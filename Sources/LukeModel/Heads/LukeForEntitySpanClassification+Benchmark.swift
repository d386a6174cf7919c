public import LukeAutodiff
public import LukeSystem

extension LukeForEntitySpanClassification: BenchmarkedHead {
  /// Five classes, as CoNLL-2003 has.
  public static var benchmark: HeadBenchmark {
    var benchmark = HeadBenchmark("ner", "entity span classification, 5 classes")
    benchmark.labelCount = 5
    return benchmark
  }

  /// Every entity is a candidate span with a class at random.
  public func benchmarkPass(
    _ batch: PackedBatch, using generator: inout SplitMix64
  ) -> (Tape) -> Void {
    let starts = batch.segments.flatMap { segment in
      batch.entityPositions[segment.entities].map { Int32(segment.words.lowerBound) + $0[0] }
    }
    let ends = zip(starts, batch.entityPositions).map { $0 + Int32($1.count) - 1 }
    let classes = Int32(luke.configuration.labelCount)
    let labels = starts.map { _ in generator.integer(in: 0..<classes) }
    let input = Input(batch, starts: starts, ends: ends)
    return { tape in
      tape.backward(
        from: loss(
          outputs(input, on: tape), labels, normalizer: Float(labels.count), on: tape))
    }
  }
}
