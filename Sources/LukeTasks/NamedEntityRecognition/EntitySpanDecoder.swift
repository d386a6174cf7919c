/// Picks entities among scored candidates: the best first, each only where no other has its words, or where
/// they may share them.
///
/// A candidate competes with the logit of its best class, as in the official evaluation
/// (`evaluate` of examples/legacy/ner/main.py); of equal ones the first, then the shortest, wins.
public struct EntitySpanDecoder: Sendable {
  private let labels: LabelSet
  private let overlaps: EntityOverlaps
  private var candidates: [[PredictedEntity]]

  /// Creates a decoder for a corpus of `sentenceCount` sentences.
  public init(labels: LabelSet, sentenceCount: Int, overlaps: EntityOverlaps = .none) {
    (self.labels, self.overlaps) = (labels, overlaps)
    candidates = [[PredictedEntity]](repeating: [], count: sentenceCount)
  }

  /// Takes the logits of a pass, `[candidates, labels]` row by row.
  /// - Parameters:
  ///   - feature: the pass.
  ///   - logits: those of the pass.
  ///   - isBlank: whether words, by their range in the sentence, are none that an entity could have.
  public mutating func add(
    _ feature: EntitySpanFeature, logits: some RandomAccessCollection<Float>,
    isBlank: (Range<Int>) -> Bool = { _ in false }
  ) {
    precondition(
      logits.count == feature.candidateCount * labels.count,
      "\(logits.count) logits for \(feature.candidateCount) candidates of \(labels.count) labels")
    var row = logits.startIndex
    for index in 0..<feature.candidateCount {
      let end = logits.index(row, offsetBy: labels.count)
      let words = feature.words(ofCandidate: index)
      if let entity = entity(words, logits[row..<end]), !isBlank(words) {
        candidates[feature.sentence].append(entity)
      }
      row = end
    }
  }

  /// The entities of each sentence, in order of appearance.
  public func entities() -> [[PredictedEntity]] { candidates.map(select) }

  private func entity(
    _ words: Range<Int>, _ logits: some Collection<Float>
  ) -> PredictedEntity? {
    let best = BestClass(logits)
    if best.index == 0 { return nil }
    return PredictedEntity(
      words: words, label: labels.names[best.index], score: best.probability, logit: best.logit)
  }

  private func select(_ candidates: [PredictedEntity]) -> [PredictedEntity] {
    let ranked = candidates.sorted {
      ($1.logit, $0.words.lowerBound, $0.words.upperBound)
        < ($0.logit, $1.words.lowerBound, $1.words.upperBound)
    }
    var selected: [PredictedEntity] = []
    for entity in ranked
    where overlaps == .any || selected.allSatisfy({ overlaps.allows($0.words, entity.words) }) {
      selected.append(entity)
    }
    // Of those that begin together the longest, which holds the others, comes first.
    return selected.sorted {
      ($0.words.lowerBound, $1.words.upperBound) < ($1.words.lowerBound, $0.words.upperBound)
    }
  }
}
