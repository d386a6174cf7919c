/// Makes an answer of the logits of a question's candidates, those of all parts of the passage together.
///
/// Source: `evaluate` of the official examples/legacy/entity_span_qa/main.py: the candidate with the highest
/// logit, within a part of equal ones the first, of parts with equal ones the last.
struct ClozeDecoder {
  private var best: [Int: (candidate: Int, logit: Float)] = [:]

  /// Takes a part of a passage; there is a logit for each of its candidates.
  mutating func add(_ feature: ClozeFeature, _ logits: [Float]) {
    let found = BestClass(logits)
    guard feature.candidates.indices.contains(found.index) else { return }
    if let known = best[feature.question], known.logit > found.logit { return }
    best[feature.question] = (Int(feature.candidates[found.index]), found.logit)
  }

  /// The answer to a question of the passage; nil where no part of it was taken.
  func answer(to question: Int, of passage: ClozePassage) -> PredictedCandidate? {
    guard let found = best[question] else { return nil }
    let span = passage.candidates[found.candidate]
    return PredictedCandidate(
      span: span, text: passage.candidateTexts[found.candidate],
      score: probability(ofLogit: found.logit))
  }
}
