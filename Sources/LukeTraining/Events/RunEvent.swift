public import LukeTasks

/// What a run tells those who watch it, in the order in which it happens; what prepares one, and what
/// scores, answers or writes models, tells the same.
public enum RunEvent: Sendable {
  /// Something that was found, chosen or left out, said once.
  case note(String)
  /// Something that must not be missed.
  case warning(String)
  /// Something that the run notices of itself and that is likely not what was meant; must not be missed.
  case notice(RunNotice)
  /// Steps begin, after so many that were taken before.
  case started(step: Int, totalSteps: Int)
  /// A step was taken, or left out.
  case step(RunStep)
  /// The loss of a step leaps far above what is usual.
  case spike(step: Int, loss: Double, usualLoss: Double)
  /// Work begins that is no step and has no part in the speed of steps.
  case began(RunActivity)
  /// How far the work is that began last.
  case advanced(RunActivity, RunProgress)
  /// What began is over.
  case ended(RunActivity)
  /// A file or folder was written that is no checkpoint and no final model.
  case wrote(RunOutput)
  /// The model was scored after a step.
  case evaluation(RunEvaluation)
  /// A checkpoint lies on the disk, from which the run can go on.
  case checkpoint(step: Int, path: String)
  /// No more steps follow: the run is over, or was interrupted.
  case stepsEnded
  /// The scores of the final model.
  case finalScores(EvaluationSplit, TaskScores)
  /// The final model lies on the disk; of several seeds that of each, and then the best.
  case finished(modelPath: String)
  /// What several runs come to, as a table for people.
  case summary(String)
}

/// A step of a run.
public struct RunStep: Hashable, Sendable {
  /// The optimizer steps done.
  public var step: Int
  /// The optimizer steps of the whole run.
  public var totalSteps: Int
  /// The loss, averaged over the steps since the last one that was logged; not a number where none of
  /// them had one.
  public var loss: Double
  /// The parts of the loss, averaged alike, by their names; none where it has but one.
  public var lossParts: [(name: String, value: Double)] {
    parts.map { ($0.key, $0.value) }.sorted { $0.0 < $1.0 }
  }
  var parts: [String: Double] = [:]
  /// The learning rate of the step.
  public var learningRate: Double
  /// The words (subwords) read since this process began.
  public var words: Int
  /// The floating-point operations of the matrix products of all steps since this process began.
  public package(set) var floatingPointOperations = 0.0
  /// The seconds that steps have waited for their batches since this process began.
  public package(set) var dataSeconds = 0.0
  /// The floating-point operations a second that matrix products alone reach on this machine with the run's model;
  /// nil where nobody has measured them, which a run does after half a minute.
  public package(set) var productRate: Double?
  /// Steps that were left out so far for lack of a finite loss and gradients; nil for none.
  public var skippedSteps: Int?
  /// Whether the step ends what `loss` is averaged over, and is logged.
  public var isLogged: Bool
  /// The passes over the training data after the step, such as 1.25; nil where that is not known.
  public var epoch: Double?
  /// The norm of all gradients of the step together, before they were clipped; nil for a step that was left
  /// out.
  public var gradientNorm: Double?

  /// Creates a step; `parts` are those of the loss, by their names.
  public init(
    step: Int, totalSteps: Int, loss: Double, parts: [String: Double] = [:], learningRate: Double,
    words: Int, skippedSteps: Int? = nil, isLogged: Bool = false, epoch: Double? = nil,
    gradientNorm: Double? = nil
  ) {
    (self.epoch, self.gradientNorm) = (epoch, gradientNorm)
    (self.step, self.totalSteps, self.loss, self.parts) = (step, totalSteps, loss, parts)
    (self.learningRate, self.words) = (learningRate, words)
    (self.skippedSteps, self.isLogged) = (skippedSteps, isLogged)
  }
}

/// Scores of a model after a step.
public struct RunEvaluation: Sendable {
  /// The steps that the model was trained for.
  public var step: Int
  /// The data that were scored.
  public var split: EvaluationSplit
  /// The scores.
  public var scores: TaskScores
  /// The CRC-32 of each file, where files may change; empty else.
  public var fileChecksums: [UInt32]

  /// Creates an evaluation.
  package init(
    step: Int, split: EvaluationSplit, scores: TaskScores, fileChecksums: [UInt32]
  ) {
    (self.step, self.split, self.scores) = (step, split, scores)
    self.fileChecksums = fileChecksums
  }
}
