import Foundation
import LukeModel

/// Makes an answer of the logits of a text.
struct SequenceDecoder: Sendable {
  let labels: LabelSet
  let threshold: Double

  func answer(_ logits: [Float]) -> PredictedText {
    switch labels.problemType {
    case .regression: return PredictedText(score: logits[0])
    case .multiLabelClassification:
      let found = zip(labels.names, logits).map { name, logit in
        PredictedText.Label(name: name, score: 1 / (1 + exp(-logit)))
      }
      return PredictedText(
        labels: found.filter { Double($0.score) >= threshold }.sorted {
          ($1.score, $0.name) < ($0.score, $1.name)
        })
    case .singleLabelClassification, nil:
      let best = BestClass(logits)
      return PredictedText(
        labels: [.init(name: labels.names[best.index], score: best.probability)])
    }
  }
}
