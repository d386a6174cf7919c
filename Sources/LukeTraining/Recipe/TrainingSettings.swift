public import LukeAutodiff
public import LukeFiles
public import LukeOptimizers

/// How the model is trained.
public struct TrainingSettings: Hashable, Sendable {
  /// Passes over the training data; nil when `steps` is given.
  public var epochs: Int?
  /// Optimizer steps; nil when `epochs` is given.
  public var steps: Int?
  /// Examples of one forward and backward pass; nil when `batchTokens` is given.
  public var batchSize: Int?
  /// Words and entities of one forward and backward pass; nil when `batchSize` is given.
  public var batchTokens: Int?
  /// Passes whose gradients are summed for one optimizer step.
  public var gradientAccumulationSteps = 1
  /// The highest learning rate; nil lets a run choose it by what the model begins with.
  public var learningRate: Double?
  /// How the learning rate goes after warm-up.
  public var schedule = LearningRateSchedule.Shape.linear
  /// The share of all steps that warm up; nil when `warmupSteps` is given.
  public var warmupRatio: Double?
  /// The steps that warm up; nil when `warmupRatio` is given.
  public var warmupSteps: Int?
  /// AdamW's decoupled decay; none on bias and layer norm.
  public var weightDecay = 0.01
  /// AdamW's rate of the first moment.
  public var adamBeta1 = 0.9
  /// AdamW's rate of the second moment.
  public var adamBeta2 = 0.999
  /// AdamW's term in the denominator.
  public var adamEpsilon = 1e-6
  /// Whether AdamW corrects the bias of its moments.
  public var biasCorrection = true
  /// The largest norm of all gradients together; nil does not clip.
  public var maxGradientNorm: Double? = 1
  /// Steps without a finite loss and finite gradients that a run may leave out; one more ends it.
  public var skipNonFiniteSteps = 0
  /// The number type of the factors of matrix products.
  public var precision = Precision.float32
  /// Whether layers are computed again in the backward pass, to hold less memory.
  public var gradientCheckpointing = false
  /// The seed of shuffling, dropout and initial values.
  public var seed = 42
  /// Seeds that are trained with one after the other, instead of `seed`; empty trains once.
  public var seeds: [Int] = []
  /// How often the validation data is scored; nil only at the end.
  public var evaluateEvery: Interval? = .epochs(1)
  /// When to stop for lack of improvement; nil never.
  public var earlyStopping: EarlyStopping?
  /// How often a training checkpoint is written; nil only at the end and when the run is interrupted.
  public var checkpointEvery: Interval? = .epochs(1)
  /// How many training checkpoints are kept.
  public var keepLast = 2
  /// Whether the best model by validation score is kept and becomes the final one; nil for what is usual: in
  /// fine-tuning yes, in pretraining no, unless it names the score (`task.metric`).
  public var keepBest: Bool?
  /// How checkpoints are compressed.
  public var compression = HDF5Compression.none
  /// Whether what happens is written for TensorBoard as well.
  public var tensorBoard = false
  /// Patterns of the names of parameters that do not change.
  public var frozen: [String] = []
  /// Learning rates of parameters by pattern of their names; the first match counts.
  public var learningRates: [PatternLearningRate] = []

  /// Settings with every default.
  public init() {}
}

extension TrainingSettings {
  /// How long training lasts, in epochs or in steps.
  public var length: Interval {
    steps.map(Interval.steps) ?? .epochs(epochs ?? Self.defaultEpochs)
  }

  /// Whether nothing says how long training lasts.
  var leavesLengthOpen: Bool { epochs == nil && steps == nil }

  /// The highest learning rate, where nothing chooses another that of LUKE's authors.
  var highestLearningRate: Double { learningRate ?? Self.defaultLearningRate }

  /// That of LUKE's authors.
  static let defaultLearningRate = 1e-5
  /// The epochs of a recipe that names neither epochs nor steps.
  static let defaultEpochs = 3
  /// The batch of a recipe that names neither examples nor tokens.
  static let defaultBatchSize = 8
  /// The warm-up of a recipe that names neither ratio nor steps.
  static let defaultWarmupRatio = 0.06

  /// The number of warm-up steps of a run of `totalSteps`, as transformers rounds it: down.
  public func warmupStepCount(totalSteps: Int) -> Int {
    warmupSteps ?? Int((warmupRatio ?? Self.defaultWarmupRatio) * Double(totalSteps))
  }
}
