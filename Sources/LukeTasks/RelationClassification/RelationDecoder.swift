import Foundation

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
    var best = 0
    var logit = -Float.infinity
    for (label, value) in logits.enumerated() where value > logit {
      best = label
      logit = value
    }
    let sum = logits.reduce(0) { $0 + exp($1 - logit) }
    predictions[feature.index] = PredictedRelation(label: labels.names[best], score: 1 / sum)
  }

  /// The relation of each example; `reason` says why an example without feature has none.
  public func relations(reason: (_ index: Int) -> String) -> [PredictedRelation] {
    predictions.enumerated().map { $1 ?? PredictedRelation(noneBecause: reason($0)) }
  }
}
