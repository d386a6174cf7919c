/// What the weights that training starts from have learned before.
package enum ModelStart: Hashable, Sendable {
  /// Nothing: they are random.
  case random
  /// Words, but no entities.
  case encoder
  /// Words and entities.
  case luke

  /// What it is called in messages.
  var name: String {
    switch self {
    case .random: "random weights"
    case .encoder: "an encoder without entities"
    case .luke: "a LUKE"
    }
  }

  /// The learning rate that serves fine-tuning from it best as a rule.
  ///
  /// That of LUKE's authors, that of BERT's, and more for random weights. Narrower models take more, as all
  /// wide ones were published with less.
  /// - Parameter width: the hidden size.
  func learningRate(width: Int) -> Double {
    let ofBase =
      switch self {
      case .luke: TrainingSettings.defaultLearningRate
      case .encoder: 5e-5
      case .random: 1e-4
      }
    let narrowness = max(1, 768 / Double(max(1, width)))
    return min(1e-3, ofBase * narrowness * narrowness)
  }
}
