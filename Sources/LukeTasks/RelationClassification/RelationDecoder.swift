import Foundation

/// Picks the best class of each example.
public struct RelationDecoder: Sendable {
  private let labels: LabelSet
  private var predictions: [PredictedRelation]

  /// Creates a decoder for a corpus of `exampleCount` examples; an example without feature is
  /// answered with the negative label.
  public init(labels: LabelSet, negativeLabel: String, exampleCount: Int) {
    self.labels = labels
    let none = PredictedRelation(label: negativeLabel, score: 0)
    predictions = [PredictedRelation](repeating: none, count: exampleCount)
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

  /// The relation of each example.
  public func relations() -> [PredictedRelation] { predictions }
}
