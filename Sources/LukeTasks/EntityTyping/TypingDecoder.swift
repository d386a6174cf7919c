import Foundation
import LukeModel

/// Makes types of the logits of a mention.
struct TypingDecoder: Sendable {
  let labels: LabelSet
  let threshold: Double

  /// The likeliest type of models that give one, else those whose logit is above that of the threshold,
  /// 0 for a half, as the official code decides.
  func types(_ logits: [Float]) -> PredictedTypes {
    let decoder = SequenceDecoder(labels: labels, threshold: threshold)
    if labels.problemType == .singleLabelClassification {
      return PredictedTypes(labels: decoder.answer(logits).labels)
    }
    let least = log(threshold / (1 - threshold))
    return PredictedTypes(labels: decoder.several(logits) { Double($0) > least })
  }
}
