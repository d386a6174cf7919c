import LukeJSON
import LukeSettings

extension TrainingSettings: Settings {
  /// What the section is about.
  public static var summary: String { "How the model is trained." }

  /// The keys.
  public static var fields: [SettingsField<TrainingSettings>] {
    lengthFields + rateFields + optimizerFields + runFields
  }

  private static var lengthFields: [SettingsField<TrainingSettings>] {
    [
      SettingsField(
        "epochs", \.epochs, .optional(.integer(atLeast: 1)),
        "Passes over the training data; without epochs and steps it is \(defaultEpochs), in fine-tuning on "
          + "little data more. A run that is resumed may get more."),
      SettingsField(
        "steps", \.steps, .optional(.integer(atLeast: 1)),
        "Optimizer steps, instead of epochs. A run that is resumed may get more."),
      SettingsField(
        "batch_size", \.batchSize, .optional(.integer(atLeast: 1)),
        "Examples of one forward and backward pass; without batch_size and batch_tokens it is "
          + "\(defaultBatchSize)."),
      SettingsField(
        "batch_tokens", \.batchTokens, .optional(.integer(atLeast: 1)),
        "Words and entities of one pass, instead of batch_size: as many examples as fit."),
      SettingsField(
        "gradient_accumulation_steps", \.gradientAccumulationSteps, .integer(atLeast: 1),
        "Passes whose gradients are summed for one optimizer step."),
    ]
  }

  private static var rateFields: [SettingsField<TrainingSettings>] {
    [
      SettingsField(
        "learning_rate", \.learningRate, .optional(.number(above: 0)),
        "The highest learning rate; null lets fine-tuning choose it by what the model begins with, and is "
          + "\(defaultLearningRate) in pretraining."),
      SettingsField(
        "schedule", \.schedule, .choice,
        "The learning rate after warm-up: falls to 0 in a line or a cosine, or stays."),
      SettingsField(
        "warmup_ratio", \.warmupRatio, .optional(.fraction),
        "The share of all steps that warm up; without ratio and steps it is \(defaultWarmupRatio)."
      ),
      SettingsField(
        "warmup_steps", \.warmupSteps, .optional(.integer(atLeast: 0)),
        "The steps that warm up, instead of warmup_ratio."),
      SettingsField(
        "learning_rates", \.learningRates, .list(of: .section),
        "Learning rates by pattern of parameter names; the first pattern that matches counts."),
      SettingsField(
        "frozen", \.frozen, .list(of: .nonEmptyText),
        "Patterns of Hugging Face parameter names that do not change; * stands for any text."),
    ]
  }

  private static var optimizerFields: [SettingsField<TrainingSettings>] {
    [
      SettingsField(
        "weight_decay", \.weightDecay, .number(atLeast: 0),
        "AdamW's decoupled decay; none on bias and layer norm."),
      SettingsField(
        "adam_beta1", \.adamBeta1, .fractionBelowOne, "AdamW's rate of the first moment."),
      SettingsField(
        "adam_beta2", \.adamBeta2, .fractionBelowOne, "AdamW's rate of the second moment."),
      SettingsField(
        "adam_epsilon", \.adamEpsilon, .number(above: 0), "AdamW's term in the denominator."),
      SettingsField(
        "bias_correction", \.biasCorrection, .bool,
        "Whether AdamW corrects the bias of its moments."),
      SettingsField(
        "max_gradient_norm", \.maxGradientNorm, .optional(.number(atLeast: 0)),
        "The largest norm of all gradients together; 0 or null does not clip."),
      SettingsField(
        "skip_non_finite_steps", \.skipNonFiniteSteps, .integer(atLeast: 0),
        "How many steps may be left out because their loss or gradients are infinite or not a "
          + "number; one more ends the run."
      ).changeableInRun(),
      SettingsField(
        "precision", \.precision, .choice,
        "The number type of the factors of matrix products; all else is float32. bfloat16 is faster "
          + "where the processor has instructions for it (AVX512-BF16)."),
      SettingsField(
        "gradient_checkpointing", \.gradientCheckpointing, .bool,
        "Whether layers are computed again in the backward pass: a fraction of the memory, a third "
          + "more time, the same results."
      ).changeableInRun(),
      SettingsField(
        "seed", \.seed, .integer(atLeast: 0), "The seed of shuffling, dropout and initial values."),
      SettingsField(
        "seeds", \.seeds, .list(of: .integer(atLeast: 0)),
        "Seeds to train with one after the other, instead of seed: each in a folder of its own within "
          + "the run folder; the best model of all becomes the final one."
      ).changeableInRun(),
    ]
  }

  private static var runFields: [SettingsField<TrainingSettings>] {
    [
      SettingsField(
        "evaluate_every", \.evaluateEvery, .optional(.interval()),
        "How often the validation data is scored; null only at the end."
      ).changeableInRun(),
      SettingsField(
        "early_stopping", \.earlyStopping, .optional(.section),
        "When to stop for lack of improvement; null never."
      ).changeableInRun(),
      SettingsField(
        "checkpoint_every", \.checkpointEvery, .optional(.interval(allowsMinutes: true)),
        "How often a checkpoint to resume from is written; null only at the end and on interruption."
      ).changeableInRun(),
      SettingsField(
        "keep_last", \.keepLast, .integer(atLeast: 0),
        "How many checkpoints to resume from are kept; 0 keeps one until the run is finished and then none, nor a "
          + "best model beside the final one: such a run cannot be made longer."
      ).changeableInRun(),
      SettingsField(
        "keep_best", \.keepBest, .optional(.bool),
        "Whether the best model by validation score is kept and becomes the final one; null does so in "
          + "fine-tuning, and in pretraining where task.metric is given."),
      SettingsField(
        "compression", \.compression, .choice, "How checkpoints are compressed."
      ).changeableInRun(),
      SettingsField(
        "tensorboard", \.tensorBoard, .bool,
        "Whether losses, rates, speeds and scores are written for TensorBoard as well, into the run folder."
      ).changeableInRun(),
    ]
  }

  /// Notes faults of several keys together.
  public func check(at keyPath: String, origin: JSONOrigin, reader: inout SettingsReader) {
    for (key, value) in largeNumbers
    where value > Self.largestNumber && reader.areSound(key, in: keyPath) {
      let text = Int(exactly: value.rounded()).map(String.init) ?? "this"
      reader.fault("\(text) is more than 1000000000", at: keyPath + "." + key, origin: origin)
    }
    if epochs != nil, steps != nil {
      reader.fault("give epochs or steps, not both", at: keyPath, origin: origin)
    }
    if batchSize != nil, batchTokens != nil {
      reader.fault(
        "give batch_size or batch_tokens, not both; the other can be set to null", at: keyPath,
        origin: origin)
    }
    if warmupRatio != nil, warmupSteps != nil {
      reader.fault("give warmup_ratio or warmup_steps, not both", at: keyPath, origin: origin)
    }
    if let seed = seeds.first(where: { seed in seeds.count { $0 == seed } > 1 }) {
      reader.fault("has \(seed) twice; name each seed once", at: keyPath + ".seeds", origin: origin)
    }
    for (index, pattern) in learningRates.enumerated()
    where reader.areSound("learning_rate", "learning_rates", in: keyPath) {
      guard let fault = pattern.fault(base: highestLearningRate) else { continue }
      reader.fault(fault, at: keyPath + ".learning_rates[\(index)]", origin: origin)
    }
    if earlyStopping != nil, evaluateEvery == nil,
      reader.areSound("early_stopping", "evaluate_every", in: keyPath)
    {
      reader.fault(
        "never stops, as evaluate_every is null and nothing is scored before the end; set it, or "
          + "leave early_stopping out", at: keyPath + ".early_stopping", origin: origin)
    }
  }
}

extension TrainingSettings {
  /// Larger numbers mean nothing and would overflow when multiplied.
  fileprivate static let largestNumber = 1e9

  fileprivate var largeNumbers: [(key: String, value: Double)] {
    [
      ("epochs", Double(epochs ?? 0)), ("steps", Double(steps ?? 0)),
      ("batch_size", Double(batchSize ?? 0)), ("batch_tokens", Double(batchTokens ?? 0)),
      ("warmup_steps", Double(warmupSteps ?? 0)),
      ("gradient_accumulation_steps", Double(gradientAccumulationSteps)),
      ("skip_non_finite_steps", Double(skipNonFiniteSteps)),
      ("evaluate_every", evaluateEvery?.number ?? 0),
      ("checkpoint_every", checkpointEvery?.number ?? 0),
    ]
  }
}

extension Interval {
  fileprivate var number: Double {
    switch self {
    case .epochs(let count), .steps(let count): Double(count)
    case .minutes(let count): count
    }
  }
}
