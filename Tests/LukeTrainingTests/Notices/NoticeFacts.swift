import LukeTasks
import LukeTraining

extension RunFacts {
  /// A run of so many steps from random weights, 16 wide, at the rate that serves them.
  static func sample(
    steps: Int = 200, perEpoch: Int? = 8, rate: Double = 1e-3,
    _ change: (inout RunFacts) -> Void = { _ in }
  ) -> RunFacts {
    var training = TrainingSettings()
    (training.steps, training.learningRate) = (steps, rate)
    var facts = RunFacts(
      stepCount: steps, training: training, stepsPerEpoch: perEpoch,
      usualRate: (1e-3, "random weights 16 wide"))
    change(&facts)
    return facts
  }

  /// The same in epochs.
  static func sample(epochs: Int, perEpoch: Int) -> RunFacts {
    sample(steps: epochs * perEpoch, perEpoch: perEpoch) {
      ($0.training.steps, $0.training.epochs) = (nil, epochs)
    }
  }
}

extension JudgedScores {
  /// A score at the end of 200 steps, with what was annotated and answered.
  static func sample(
    _ tally: AnswerTally?, _ name: String = "f1", _ value: Double = 0, step: Int = 200,
    of split: EvaluationSplit = .validation
  ) -> JudgedScores {
    let deciding = TaskScores.Value(name: name, value: value)
    var scores = TaskScores(deciding: deciding, values: [deciding], table: "")
    scores.tally = tally
    return JudgedScores(scores, of: split, step: step)
  }
}

extension AnswerTally {
  /// What is annotated and answered, each with how often.
  func counting(annotated: [String: Int], answered: [String: Int]) -> AnswerTally {
    var tally = self
    for (label, count) in annotated { tally.annotate(repeatElement(label, count: count)) }
    for (label, count) in answered { tally.answer(repeatElement(label, count: count)) }
    return tally
  }

  static let entities = AnswerTally(.found, of: "entity", plural: "entities")
  static let classes = AnswerTally(.oneEach, of: "example")
  static let relations = AnswerTally(.oneEach, of: "example", negative: "no_relation")
}
