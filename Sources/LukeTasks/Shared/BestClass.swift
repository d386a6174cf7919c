import Foundation

/// The likeliest class of a row of logits, of equally likely ones the first.
struct BestClass {
  /// Its index.
  let index: Int
  /// Its logit.
  let logit: Float
  /// Its probability: the softmax over the row.
  let probability: Float

  init(_ logits: some Collection<Float>) {
    var (best, top) = (0, -Float.infinity)
    for (index, value) in logits.enumerated() where value > top { (best, top) = (index, value) }
    (index, logit) = (best, top)
    probability = 1 / logits.reduce(0) { $0 + exp($1 - top) }
  }
}
