import LukeModel

/// Makes an answer of the logits of a text.
struct SequenceDecoder: Sendable {
  let labels: LabelSet
  let threshold: Double

  /// The labels whose logits hold, the likeliest first.
  func several(_ logits: [Float], _ holds: (Float) -> Bool) -> [PredictedText.Label] {
    zip(labels.names, logits).filter { holds($0.1) }.map { name, logit in
      PredictedText.Label(name: name, score: probability(ofLogit: logit))
    }.sorted { ($1.score, $0.name) < ($0.score, $1.name) }
  }

  func answer(_ logits: [Float]) -> PredictedText {
    switch labels.problemType {
    case .regression: return PredictedText(score: logits[0])
    case .multiLabelClassification:
      return PredictedText(
        labels: several(logits) { Double(probability(ofLogit: $0)) >= threshold })
    case .singleLabelClassification, nil:
      let best = BestClass(logits)
      return PredictedText(
        labels: [.init(name: labels.names[best.index], score: best.probability)])
    }
  }
}
