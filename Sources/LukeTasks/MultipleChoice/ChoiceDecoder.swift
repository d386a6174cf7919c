import Foundation

/// Makes an answer of the logits of a question's choices.
enum ChoiceDecoder {
  /// The likeliest choice, of equally likely ones the first, and the softmax of all.
  static func answer(_ logits: [Float]) -> PredictedChoice {
    let best = BestClass(logits)
    let parts = logits.map { exp($0 - best.logit) }
    let sum = parts.reduce(0, +)
    return PredictedChoice(index: best.index, scores: parts.map { $0 / sum })
  }

  /// The choices that are likelier right than wrong, each judged by itself.
  static func answers(_ logits: [Float]) -> PredictedChoice {
    var answer = PredictedChoice(
      index: BestClass(logits).index, scores: logits.map(probability))
    answer.indices = logits.indices.filter { logits[$0] > 0 }
    return answer
  }
}
