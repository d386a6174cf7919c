public import LukeAutodiff
public import LukeSystem

extension LukeWithoutHead: BenchmarkedHead {
  /// The bare encoder.
  public static var benchmark: HeadBenchmark {
    var benchmark = HeadBenchmark("encoder", "the encoder alone")
    benchmark.leastEntityCount = 0
    return benchmark
  }

  /// The backward pass begins at all hidden states.
  public func benchmarkPass(
    _ batch: PackedBatch, using generator: inout SplitMix64
  ) -> (Tape) -> Void {
    { tape in
      let hidden = luke(batch, on: tape).all
      let gradient = Tensor(rows: hidden.rows, columns: hidden.columns)
      gradient.fill(with: 1 / Float(hidden.count))
      tape.backward(from: hidden, gradient: gradient)
    }
  }
}
