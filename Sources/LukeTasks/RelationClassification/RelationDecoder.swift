/// Picks the best class of each example.
public struct RelationDecoder: Sendable {
  private let labels: LabelSet
  private var predictions: [PredictedRelation?]

  /// Creates a decoder for a corpus of `exampleCount` examples.
  public init(labels: LabelSet, exampleCount: Int) {
    self.labels = labels
    predictions = [PredictedRelation?](repeating: nil, count: exampleCount)
  }

  /// Takes the logits of an example, one for each label.
  public mutating func add(_ feature: RelationFeature, logits: some RandomAccessCollection<Float>) {
    precondition(logits.count == labels.count, "\(logits.count) logits for \(labels.count) labels")
    let best = BestClass(logits)
    predictions[feature.index] = PredictedRelation(
      label: labels.names[best.index], score: best.probability)
  }

  /// The relation of each example; `reason` says why an example without feature has none.
  public func relations(reason: (_ index: Int) -> String) -> [PredictedRelation] {
    predictions.enumerated().map { $1 ?? PredictedRelation(noneBecause: reason($0)) }
  }
}
