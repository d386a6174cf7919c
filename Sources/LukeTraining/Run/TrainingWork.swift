import LukeLayers
import LukeTasks

/// What a run trains: the losses of its steps and the scores of its model.
///
/// The loop of steps, evaluations and checkpoints (`TrainingRun`) knows fine-tuning and pretraining
/// through this protocol alone.
protocol TrainingWork {
  /// The parameters, filled and with memory for gradients.
  var store: ParameterStore { get }
  /// The stretches of the run in their order; at least one.
  var stages: [TrainingStage] { get }
  /// The CRC-32 of each file that the steps follow from, by its key in the recipe.
  var checksums: [String: [UInt32]] { get }
  /// The size of the data in a few words.
  var sizeNote: String { get }

  /// Adds the gradients of all batches of a step to the parameters.
  func addGradients(of step: TrainingStep) throws -> StepLosses
  /// Whether, after so many steps of a stage, a multiple of `count` epochs is over.
  func isEnd(ofEvery count: Int, after step: Int, of stage: Int) -> Bool
  /// Whether there is anything to score.
  func hasExamples(of split: EvaluationSplit) -> Bool
  /// Scores the model as it is; `onProgress` gets what is done and the whole, and may throw to stop.
  func score(
    _ split: EvaluationSplit, onProgress: (Int, Int) throws -> Void
  ) throws -> TaskScores
}

/// The data that a run scores its model on.
enum EvaluationSplit: String {
  /// Scored during training; decides which model is best.
  case validation
  /// Scored once at the end.
  case test
}

/// A stretch of a run with a schedule and an optimizer of its own.
struct TrainingStage {
  /// How the model is trained in it.
  var settings: TrainingSettings
  /// Optimizer steps.
  var stepCount: Int
  /// Which parameters change.
  var isTrained: (Parameter) -> Bool
}

/// Which step is taken.
struct TrainingStep {
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
struct StepLosses {
  /// What was minimized.
  var total: Double
  /// Its parts under names of the run log; none where there is but one.
  var parts: [(name: String, value: Double)] = []
  /// The words that were read.
  var wordCount: Int
}
