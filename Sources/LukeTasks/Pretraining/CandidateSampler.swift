import Foundation
import LukeLayers
import LukeModel
import LukeSystem

/// Draws entities for a sampled softmax, the frequent ones more often: log-uniform over the places of
/// an entity vocabulary, which is ordered by frequency (as TensorFlow's `log_uniform_candidate_sampler`).
public struct CandidateSampler: Sendable {
  private let first: Int
  private let count: Int
  private let drawCount: Int

  /// Draws `drawCount` times from the ids from `first` to below `entityCount`.
  public init(first: Int, entityCount: Int, drawCount: Int) {
    (self.first, self.drawCount) = (first, drawCount)
    count = max(1, entityCount - first)
  }

  /// The labels of a batch and what a seed draws.
  public func candidates(labels: [Int32], seed: UInt64) -> ClassCandidates {
    var generator = SplitMix64(seed: seed)
    var classes = Set(labels)
    for _ in 0..<drawCount {
      let chance = generator.fraction()
      let place = Int(exp(chance * log(Double(count) + 1))) - 1
      classes.insert(Int32(first + min(max(0, place), count - 1)))
    }
    let sorted = classes.sorted()
    return ClassCandidates(
      classes: sorted, offsets: sorted.map { -Float(log(expectedCount(of: Int($0)))) })
  }

  /// How often a class is expected among the candidates, from 0 to 1.
  private func expectedCount(of entity: Int) -> Double {
    let place = Double(min(max(0, entity - first), count - 1))
    let probability = log((place + 2) / (place + 1)) / log(Double(count) + 1)
    return max(-expm1(Double(drawCount) * log1p(-probability)), 1e-12)
  }
}
