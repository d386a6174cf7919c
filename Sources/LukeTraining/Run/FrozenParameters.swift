import LukeLayers

/// Which parameters a recipe keeps as they are.
struct FrozenParameters {
  private let patterns: [NamePattern]

  /// Reads `training.frozen`, and checks that its patterns and those of `training.learning_rates`
  /// match something.
  /// - Throws: `TrainingError.usage` for a pattern without a match, and where nothing is left to train.
  init(_ training: TrainingSettings, in store: ParameterStore) throws {
    for pattern in training.frozen {
      try Self.requireMatch(pattern, in: store, of: "training.frozen")
    }
    for (index, rate) in training.learningRates.enumerated() {
      try Self.requireMatch(
        rate.pattern, in: store, of: "training.learning_rates[\(index)].pattern")
    }
    let patterns = training.frozen.map(NamePattern.init)
    self.patterns = patterns
    if !store.parameters.contains(where: { isTrained($0) }) {
      throw TrainingError.usage("training.frozen: the patterns leave nothing to train")
    }
  }

  /// Whether no pattern matches.
  func isTrained(_ parameter: Parameter) -> Bool {
    !patterns.contains { $0.matches(parameter.name) }
  }

  private static func requireMatch(_ text: String, in store: ParameterStore, of key: String) throws
  {
    let pattern = NamePattern(text)
    if store.parameters.contains(where: { pattern.matches($0.name) }) { return }
    throw TrainingError.usage(
      "\(key): \"\(text)\" matches no parameter of the model; names look like "
        + "luke.encoder.layer.0.output.dense.weight")
  }
}
