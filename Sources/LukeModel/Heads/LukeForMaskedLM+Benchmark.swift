public import LukeAutodiff
public import LukeSystem

extension LukeForMaskedLM: BenchmarkedHead {
  /// Hidden words and entities, through the softmax over both vocabularies.
  public static var benchmark: HeadBenchmark {
    var benchmark = HeadBenchmark(
      "pretraining", "hidden words and entities, about 15 % of each, over both vocabularies")
    benchmark.drawsEntities = true
    benchmark.decodedPercent = 15
    return benchmark
  }

  /// Each token is hidden with a probability of 15 %, and the first of each example's entities, as the
  /// peer scripts choose them.
  public func benchmarkPass(
    _ batch: PackedBatch, using generator: inout SplitMix64
  ) -> (Tape) -> Void {
    func targets(_ ids: [Int32], always: Set<Int>) -> Targets {
      let rows = ids.indices.filter {
        generator.fraction() < 0.15 || always.contains($0)
      }
      return .init(rows: rows.map(Int32.init), labels: rows.map { ids[$0] })
    }
    let words = targets(batch.wordIDs, always: [])
    let entities = targets(
      batch.entityIDs, always: Set(batch.segments.map(\.entities.lowerBound)))
    return { tape in
      let states = luke(batch, on: tape)
      let losses = (wordLoss(states, words, on: tape), entityLoss(states, entities, on: tape))
      tape.backward(from: tape.add(losses.0, losses.1))
    }
  }
}
