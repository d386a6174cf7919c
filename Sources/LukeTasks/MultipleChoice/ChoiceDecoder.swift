import Foundation

/// Makes an answer of the logits of a question's choices.
enum ChoiceDecoder {
  /// The likeliest choice, of equally likely ones the first, and the softmax of all.
  static func answer(_ logits: [Float]) -> PredictedChoice {
    var best = 0
    for index in logits.indices where logits[index] > logits[best] { best = index }
    let parts = logits.map { exp($0 - logits[best]) }
    let sum = parts.reduce(0, +)
    return PredictedChoice(index: best, scores: parts.map { $0 / sum })
  }
}
