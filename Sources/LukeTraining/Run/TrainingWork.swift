import LukeCheckpoints
import LukeLayers
import LukeTasks

/// What a run trains: the losses of its steps and the scores of its model.
///
/// The loop of steps, evaluations and checkpoints (`TrainingRun`) knows fine-tuning and pretraining
/// through this protocol alone.
package protocol TrainingWork {
  /// The parameters, filled and with memory for gradients.
  var store: ParameterStore { get }
  /// The stretches of the run in their order; at least one.
  var stages: [TrainingStage] { get }
  /// The CRC-32 of each file that the steps follow from, by its key in the recipe.
  var checksums: [String: [UInt32]] { get }
  /// The CRC-32 of each file that the data are made of, by its key; nil where they are the files.
  var fileChecksums: [String: [UInt32]]? { get }
  /// The CRC-32 of each test file; the training does not go by them.
  var testChecksums: [UInt32] { get }
  /// The size of the data in a few words.
  var sizeNote: String { get }
  /// What is trained and scored on, by name.
  var dataRecord: [ModelRecord.Split] { get }
  /// The passes over the training data in so many steps of a stage; nil where that is not known.
  func epochs(after step: Int, of stage: Int) -> Double?
  /// How it is trained, with what was chosen where the recipe is silent; nil where nothing can be.
  var chosen: ChosenSettings? { get }

  /// Adds the gradients of all batches of a step to the parameters.
  func addGradients(of step: TrainingStep) throws -> StepLosses
  /// What a step reads; the one pass with an index where it is known.
  func sample(of step: TrainingStep, pass: Int?) throws -> StepSample
  /// Called once when all that could fail beforehand has not.
  func runBegins(report: (String) throws -> Void) throws
  /// Whether steps see batches that an earlier version of the program would have cut otherwise.
  var repeatsBatches: Bool { get }
  /// Whether, after so many steps of a stage, a multiple of `count` epochs is over.
  func isEnd(ofEvery count: Int, after step: Int, of stage: Int) -> Bool
  /// Whether there is anything to score.
  func hasExamples(of split: EvaluationSplit) -> Bool
  /// Scores the model as it is; `onProgress` gets what is done and the whole, and may throw to stop.
  func score(
    _ split: EvaluationSplit, onProgress: (Int, Int) throws -> Void
  ) throws -> TaskScores

  /// The steps of one pass over the training data; nil, as by default, where that does not say how long a run
  /// should be.
  var stepsPerEpoch: Int? { get }
  /// The words and entities that each step of a stage reads, of its first pass over the data at least; nil, as by
  /// default, where all steps read alike.
  func wordCounts(ofStage stage: Int) -> [Int]?
  /// The seconds that scoring a part of a split takes, and its share of the whole; nil, as by default, where any
  /// part of it is like the others.
  func timeScoring(_ split: EvaluationSplit) throws -> (share: Double, seconds: Double)?
  /// The loss of whoever takes all labels for equally likely, and of what, in words; by default not known.
  var guessing: (loss: Double, what: String)? { get }
  /// The subwords of some training examples, counted; nil, as by default, where nobody counts.
  func tokenSample() throws -> TokenSample?
  /// Whether there are training examples to be scored when all steps are done; by default not.
  var hasTrainingSample: Bool { get }
  /// Scores the model on some of its training examples, for a small part of what the training has cost; nil
  /// where there are none to score.
  func scoreTraining(
    onProgress: (Int, Int) throws -> Void
  ) throws -> (TaskScores, exampleCount: Int)?
}

extension TrainingWork {
  /// Nothing is noted.
  package var dataRecord: [ModelRecord.Split] { [] }
  /// Not known.
  package func epochs(after step: Int, of stage: Int) -> Double? { nil }
  /// Nothing.
  package var chosen: ChosenSettings? { nil }
  /// The data are the files.
  package var fileChecksums: [String: [UInt32]]? { nil }
  /// Does nothing.
  package func runBegins(report: (String) throws -> Void) throws {}
  /// No.
  package var repeatsBatches: Bool { false }
  /// Not known.
  package var stepsPerEpoch: Int? { nil }
  /// Alike.
  package func wordCounts(ofStage stage: Int) -> [Int]? { nil }
  /// Alike.
  package func timeScoring(
    _ split: EvaluationSplit
  ) throws -> (share: Double, seconds: Double)? { nil }
  /// Not known.
  package var guessing: (loss: Double, what: String)? { nil }
  /// None.
  package func tokenSample() throws -> TokenSample? { nil }
  /// No.
  package var hasTrainingSample: Bool { false }
  /// None.
  package func scoreTraining(
    onProgress: (Int, Int) throws -> Void
  ) throws -> (TaskScores, exampleCount: Int)? { nil }
}

extension TrainingWork {
  /// The steps of all stages.
  var stepCount: Int { stages.reduce(0) { $0 + $1.stepCount } }

  /// The steps of each stage in the whole run.
  var stageSteps: [Range<Int>] {
    var first = 0
    return stages.map { stage in
      defer { first += stage.stepCount }
      return first..<first + stage.stepCount
    }
  }

  /// A stage that begins to be trained; `plan` says how long it is where that is not as it was asked for.
  func running(_ index: Int, plan: StagePlan? = nil) -> RunningStage {
    RunningStage(
      stages[index], index: index, steps: stageSteps[index],
      plan: plan ?? StagePlan(stages[index]), store: store)
  }
}

/// What a step reads, for those who look for what is wrong with it.
package struct StepSample {
  /// Where each example comes from.
  var places: [Place]
  /// The batch as `trace` reads it.
  var json: String

  /// A file or folder and the number of what is meant in it.
  struct Place {
    var path: String
    var number: Int
  }

  /// What the numbers count: `line` or `sequence`.
  var unit: String

  /// The most examples that are named.
  private static let mostListed = 16

  /// The places in one line: `train.conll lines 3, 71, 8`.
  var placeText: String {
    let listed = places.prefix(Self.mostListed)
    let files = listed.map(\.path).reduce(into: [String]()) {
      if !$0.contains($1) { $0.append($1) }
    }
    let parts = files.map { file in
      let numbers = listed.filter { $0.path == file }.map { "\($0.number)" }
      return "\(file) \(unit)\(numbers.count == 1 ? "" : "s") \(numbers.joined(separator: ", "))"
    }
    let rest = places.count - listed.count
    return parts.joined(separator: "; ") + (rest > 0 ? " and \(rest) more" : "")
  }
}

/// The data that a run scores its model on.
public enum EvaluationSplit: String, Hashable, Sendable {
  /// Scored during training; decides which model is best.
  case validation
  /// Scored once at the end.
  case test
}

/// A stretch of a run with a schedule and an optimizer of its own.
package struct TrainingStage {
  /// How the model is trained in it.
  var settings: TrainingSettings
  /// Optimizer steps.
  var stepCount: Int
  /// Which parameters change.
  var isTrained: (Parameter) -> Bool
}

/// Which step is taken.
package struct TrainingStep {
  /// The stage, from 0.
  var stage: Int
  /// The step in its stage, from 0.
  var index: Int
  /// The steps that the stages before have.
  var stepsBefore: Int
  /// How the model is trained in the stage.
  var settings: TrainingSettings

  /// The step in the whole run, from 0.
  var number: Int { stepsBefore + index }
}

/// The loss of a step.
package struct StepLosses {
  /// What was minimized.
  var total: Double
  /// Its parts under names of the run log; none where there is but one.
  var parts: [(name: String, value: Double)] = []
  /// The words that were read.
  var wordCount: Int
  /// What was to be predicted: the losses are means over it.
  var targetCount: Int
  /// How long the products waited for their batches to be made.
  private(set) var dataWait = Duration.zero
  /// The first pass of the step whose loss is infinite or not a number.
  private(set) var nonFinitePass: Int?

  init(
    total: Double, parts: [(name: String, value: Double)] = [], wordCount: Int, targetCount: Int,
    dataWait: Duration = .zero
  ) {
    (self.total, self.parts, self.dataWait) = (total, parts, dataWait)
    (self.wordCount, self.targetCount) = (wordCount, targetCount)
  }

  /// Makes what a pass reads, and adds the time that it takes to what the products waited.
  mutating func waiting<Result>(for make: () throws -> Result) rethrows -> Result {
    let start = ContinuousClock.now
    defer { dataWait += .now - start }
    return try make()
  }

  /// Notes the loss of a pass.
  mutating func note(_ loss: Double, ofPass pass: Int) {
    if !loss.isFinite, nonFinitePass == nil { nonFinitePass = pass }
  }
}
