import Foundation
import LukeModel

/// Makes types of the logits of a mention.
struct TypingDecoder: Sendable {
  let labels: LabelSet
  let threshold: Double

  /// The likeliest type of models that give one, else those whose logit is above that of the threshold,
  /// 0 for a half, as the official code decides.
  func types(_ logits: [Float]) -> PredictedTypes {
    if labels.problemType == .singleLabelClassification {
      let decoder = SequenceDecoder(labels: labels, threshold: threshold)
      return PredictedTypes(labels: decoder.answer(logits).labels)
    }
    let least = log(threshold / (1 - threshold))
    let found = zip(labels.names, logits).filter { Double($0.1) > least }.map { name, logit in
      PredictedText.Label(name: name, score: 1 / (1 + exp(-logit)))
    }
    return PredictedTypes(
      labels: found.sorted { ($1.score, $0.name) < ($0.score, $1.name) })
  }
}
