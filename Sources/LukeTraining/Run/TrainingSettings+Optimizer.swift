import LukeLayers
import LukeOptimizers

extension TrainingSettings {
  /// The optimizer that these settings choose, with a state of zeros; the one place that names which.
  func makeOptimizer(for store: ParameterStore) -> any Optimizer {
    AdamW(store, settings: adamWSettings, rateFactor: rateFactor)
  }

  private var adamWSettings: AdamW.Settings {
    var settings = AdamW.Settings()
    settings.beta1 = Float(adamBeta1)
    settings.beta2 = Float(adamBeta2)
    settings.epsilon = Float(adamEpsilon)
    settings.weightDecay = Float(weightDecay)
    settings.correctsBias = biasCorrection
    return settings
  }

  /// What fills a batch.
  var examplesPerBatch: BatchOrder.BatchSize {
    batchTokens.map { .tokens($0) } ?? .examples(batchSize ?? Self.defaultBatchSize)
  }

  /// The norm that gradients are clipped to; nil, and 0 in a recipe, means none.
  var clippingNorm: Float? {
    maxGradientNorm.flatMap { $0 > 0 ? Float($0) : nil }
  }

  /// The factor on the learning rate of a parameter: that of the first pattern that fits its name.
  private func rateFactor(_ parameter: Parameter) -> Float {
    let match = learningRates.first { NamePattern($0.pattern).matches(parameter.name) }
    let base = highestLearningRate
    guard let match, base > 0 else { return 1 }
    return Float(match.rate(base: base) / base)
  }
}
