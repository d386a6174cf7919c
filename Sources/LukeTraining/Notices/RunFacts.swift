import LukeTasks

/// What is known of a run before its first step, for those who judge how it gets on.
package struct RunFacts {
  /// The steps of all stages.
  package var stepCount: Int
  /// How the first stage is trained.
  package var training: TrainingSettings
  /// The steps of one pass over the training data; nil where that does not say how long a run should be.
  package var stepsPerEpoch: Int?
  /// Whether a head begins at random, or all weights do.
  package var beginsAnew: Bool
  /// The learning rate that serves such a start as a rule, and what it starts from, in words; nil where none
  /// is known.
  package var usualRate: (rate: Double, start: String)?
  /// The loss of whoever takes all labels for equally likely, and of what it is, in words; nil where it is not
  /// known.
  package var guessing: (loss: Double, what: String)?
  /// The dropout of hidden states.
  package var dropout: Float

  package init(
    stepCount: Int, training: TrainingSettings, stepsPerEpoch: Int? = nil, beginsAnew: Bool = true,
    usualRate: (rate: Double, start: String)? = nil, guessing: (loss: Double, what: String)? = nil,
    dropout: Float = 0.1
  ) {
    (self.stepCount, self.training, self.stepsPerEpoch) = (stepCount, training, stepsPerEpoch)
    (self.beginsAnew, self.usualRate, self.guessing) = (beginsAnew, usualRate, guessing)
    self.dropout = dropout
  }

  /// Whether the loss has fallen in the first half of the run; nil where that is not known, or not yet.
  package var lossFalls: Bool?
  /// The words of the training examples; set where somebody has counted them.
  package var tokens: TokenSample?
}

extension RunFacts {
  /// What is known of a work and of the model that it starts from.
  init(_ work: some TrainingWork, _ starting: StartingModel) {
    let isFineTuning = work.stepsPerEpoch != nil
    let (start, width) = (starting.start, starting.configuration.hiddenSize)
    self.init(
      stepCount: work.stages.reduce(0) { $0 + $1.stepCount },
      training: work.stages.first?.settings ?? TrainingSettings(),
      stepsPerEpoch: work.stepsPerEpoch,
      beginsAnew: isFineTuning ? starting.beginsAnew : start != .luke,
      usualRate: isFineTuning
        ? (start.learningRate(width: width), "\(start.name) \(width) wide") : nil,
      guessing: work.guessing, dropout: starting.configuration.hiddenDropout)
  }
}

extension RunFacts {
  /// The fewest steps from which a head that begins at random learns something as a rule.
  static let fewestSteps = 100

  /// Whether there are fewer steps than a head needs that begins at random.
  var hasFewSteps: Bool { beginsAnew && stepsPerEpoch != nil && stepCount < Self.fewestSteps }

  /// The key that says how long the run is.
  var lengthKey: String { training.steps == nil ? "training.epochs" : "training.steps" }

  /// Why a model may have learned nothing, the likeliest reason first.
  var reasonsForNothing: String {
    let few = hasFewSteps ? "\(counted(stepCount, "step")) are few (\(lengthKey))" : nil
    let falls =
      lossFalls == true && few == nil
      ? "the loss falls, so that more steps (\(lengthKey)) or more training data may do" : nil
    let parts =
      hasUnusualRate ? [rateReason, few, falls] : [few, falls, falls == nil ? rateReason : nil]
    return parts.compactMap(\.self).joined(separator: "; ")
  }

  /// Whether the learning rate is more than ten times away from what serves.
  private var hasUnusualRate: Bool {
    guard let usual = usualRate?.rate else { return false }
    let ratio = training.highestLearningRate / usual
    return ratio < 0.1 || ratio > 10
  }

  /// What may be wrong with the learning rate.
  var rateReason: String {
    let rate = training.highestLearningRate
    let given = "training.learning_rate, \(NumberText.scientific(rate)),"
    guard let usualRate, hasUnusualRate else { return "\(given) may be too low or too high" }
    let direction = rate < usualRate.rate ? "below" : "above"
    return "\(given) is far \(direction) \(NumberText.scientific(usualRate.rate)), which serves "
      + "\(usualRate.start) as a rule"
  }
}
