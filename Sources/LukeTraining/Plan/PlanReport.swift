import LukeLayers
import LukeTasks

/// What a run will cost.
public struct PlanReport {
  /// A stretch of the run.
  struct Stage {
    let stepCount: Int
    let stepsPerEpoch: Int?
    let settings: TrainingSettings
    /// Values that change.
    let trainedCount: Int
    let secondsPerStep: Double
    /// Words and entities that a step reads on the average; nil where that is not known.
    let wordsPerStep: Double?

    var seconds: Double { secondsPerStep * Double(stepCount) }
  }

  private let recipe: Recipe
  private let sizeNote: String
  /// The values of each part of the model.
  private let parts: [(name: String, count: Int)]
  /// The stretches of the run.
  var stages: [Stage] = []
  /// Reading the data and making the model.
  var readingSeconds = 0.0
  /// Scoring each split once.
  var scoringSeconds: [EvaluationSplit: Double] = [:]
  /// Writing a checkpoint and a model; nil where they could not be written.
  var writing: WritingTimes?
  /// The most memory that steps, scoring and writing took, all of the process.
  var peakBytes = 0
  /// The processor's time that the steps got, of that which so many threads could have had.
  var processorShare = 1.0

  init(_ recipe: Recipe, _ work: some TrainingWork) {
    (self.recipe, sizeNote) = (recipe, work.sizeNote)
    var parts: [(name: String, count: Int)] = []
    for parameter in work.store.parameters {
      let name = Self.part(of: parameter.name)
      if let index = parts.firstIndex(where: { $0.name == name }) {
        parts[index].count += parameter.count
      } else {
        parts.append((name, parameter.count))
      }
    }
    self.parts = parts
  }

  /// The part of the model that a parameter is of, by Hugging Face's names.
  private static func part(of name: String) -> String {
    if name.contains("entity_embeddings") { return "entities" }
    if name.contains("embeddings.") { return "words" }
    return name.contains("encoder.layer.") ? "layers" : "head"
  }

  // MARK: Numbers

  /// The values of the model.
  public var parameterCount: Int { parts.reduce(0) { $0 + $1.count } }

  /// The steps of the run.
  public var stepCount: Int { stages.reduce(0) { $0 + $1.stepCount } }

  /// How often something is done in a stage that is due again and again, `atEnd` also after its last step.
  private static func count(
    of interval: Interval?, in stage: Stage, atEnd: Bool
  ) -> Int {
    let every: Int
    switch interval {
    case .steps(let steps): every = steps
    case .epochs(let epochs):
      let (steps, isLarge) = epochs.multipliedReportingOverflow(
        by: stage.stepsPerEpoch ?? stage.stepCount)
      every = isLarge ? .max : steps
    case .minutes(let minutes):
      // However few they are, it is done once after a step.
      let times = min(stage.seconds / 60 / minutes, Double(stage.stepCount))
      return Int(times) + (atEnd ? 1 : 0)
    case nil: return atEnd ? 1 : 0
    }
    let times = stage.stepCount / max(1, every)
    return atEnd && stage.stepCount % max(1, every) != 0 ? times + 1 : times
  }

  /// How often the validation data are scored: when it is due, and once for the final model.
  var validationCount: Int {
    guard scoringSeconds[.validation] != nil else { return 0 }
    let last = stages.count - 1
    return stages.enumerated().reduce(1) { count, stage in
      let interval = stage.element.settings.evaluateEvery
      return count + Self.count(of: interval, in: stage.element, atEnd: stage.offset == last)
    }
  }

  /// How many checkpoints are written.
  var checkpointCount: Int {
    stages.reduce(0) {
      $0 + Self.count(of: $1.settings.checkpointEvery, in: $1, atEnd: true)
    }
  }

  /// How many models are written: the final one twice where it is scored, and for the best one nobody knows better
  /// than that every other evaluation finds one.
  var modelCount: Int {
    (scoringSeconds.isEmpty ? 1 : 2) + (recipe.keepsBest ? (validationCount + 1) / 2 : 0)
  }

  /// The runs that the recipe asks for: one for each seed.
  private var runCount: Int { max(1, recipe.training.seeds.count) }

  /// Seconds of all scoring of a run.
  public var allScoringSeconds: Double {
    Double(validationCount) * (scoringSeconds[.validation] ?? 0) + (scoringSeconds[.test] ?? 0)
  }

  /// Seconds of all writing of a run; 0 where nobody knows.
  public var allWritingSeconds: Double {
    guard let writing else { return 0 }
    return Double(checkpointCount) * writing.checkpoint + Double(modelCount) * writing.model
  }

  /// Seconds of a run.
  private var runSeconds: Double {
    readingSeconds + stages.reduce(0) { $0 + $1.seconds } + allScoringSeconds + allWritingSeconds
  }

  /// Seconds of all that the recipe asks for.
  public var seconds: Double { Double(runCount) * runSeconds }

  /// Bytes of a model, and of a checkpoint: weights, and two moments of what is trained.
  var modelBytes: Int { 4 * parameterCount }
  var checkpointBytes: Int { modelBytes + 8 * (stages.map(\.trainedCount).max() ?? 0) }

  /// The checkpoints that lie there at once; never more than are written.
  private var keptCheckpointCount: Int { min(max(1, recipe.training.keepLast), checkpointCount) }

  /// The final model, and the best one where scores tell which it is.
  private var keptModelCount: Int {
    recipe.keepsBest && scoringSeconds[.validation] != nil ? 2 : 1
  }

  /// Bytes of the files that all runs leave, uncompressed; of several seeds the best model is there once more.
  public var diskBytes: Int {
    let ofRun = keptCheckpointCount * checkpointBytes + keptModelCount * modelBytes
    return recipe.training.seeds.isEmpty ? ofRun : runCount * ofRun + modelBytes
  }

  // MARK: Words

  /// The report for people, a line each.
  public var lines: [String] {
    let trained = stages.map(\.trainedCount).max() ?? 0
    let model = parts.map { "\($0.name) \(Self.count($0.count))" }.joined(separator: ", ")
    let memory = [
      ("weights", 4 * parameterCount), ("gradients", 4 * trained), ("moments", 8 * trained),
    ].map { "\($0.0) \(Self.size($0.1))" }.joined(separator: ", ")
    let files = [
      "\(keptCheckpointCount) × \(Self.size(checkpointBytes)) of checkpoints",
      "\(counted(keptModelCount, "model")) of \(Self.size(modelBytes))",
    ]
    return [
      "model    \(Self.count(parameterCount)) values: \(model); \(Self.count(trained)) are trained",
      "data     \(sizeNote)",
    ] + stages.enumerated().map(stageLine) + [
      "scoring  "
        + (scoringSeconds.isEmpty
          ? "nothing to score"
          : "\(Self.precise(allScoringSeconds)): validation \(validationCount) times, each "
            + "\(Self.precise(scoringSeconds[.validation] ?? 0)); test \(Self.precise(scoringSeconds[.test] ?? 0))"),
      "writing  " + writingLine,
      "time     about \(NumberText.duration(seconds)) in all\(seedText), of which reading takes "
        + Self.precise(readingSeconds),
      "memory   \(Self.size(peakBytes)) with the largest batch and pass of scoring: \(memory), batches and all else",
      "disk     \(Self.size(diskBytes)): \(files.joined(separator: ", "))\(diskSeedText)"
        + (recipe.training.compression == .none ? "" : ", before compression"),
    ] + busyLine
  }

  private var writingLine: String {
    guard let writing else { return "not counted, as the folder for temporary files took no model" }
    return
      "\(Self.precise(allWritingSeconds)): \(counted(checkpointCount, "checkpoint")), each "
      + "\(Self.precise(writing.checkpoint)); about \(counted(modelCount, "model")), each "
      + Self.precise(writing.model)
  }

  private var seedText: String {
    runCount == 1
      ? "" : ", \(NumberText.duration(runSeconds)) for each of \(runCount) seeds (training.seeds)"
  }

  private var diskSeedText: String {
    recipe.training.seeds.isEmpty
      ? ""
      : " for each of \(counted(runCount, "seed")), and 1 model of \(Self.size(modelBytes))"
  }

  /// What is said of a machine that had other things to do.
  private var busyLine: [String] {
    guard processorShare < 0.6 else { return [] }
    return [
      "note     the steps got \(NumberText.fixed(processorShare * 100, 0)) % of the processor's time: the machine "
        + "had other things to do, and where it has not the run is faster"
    ]
  }

  private func stageLine(_ number: Int, _ stage: Stage) -> String {
    let name = stages.count == 1 ? "steps   " : "stage \(number + 1) "
    let words = stage.wordsPerStep.map { "\(Int($0.rounded())) words and entities, " } ?? ""
    let epoch = stage.stepsPerEpoch.map {
      "; \(Self.precise(stage.secondsPerStep * Double($0))) an epoch of \(counted($0, "step"))"
    }
    return
      "\(name) \(stage.stepCount), each of \(words)\(Self.precise(stage.secondsPerStep))\(epoch ?? ""); "
      + "\(Self.precise(stage.seconds)) together"
  }

  private static func count(_ value: Int) -> String {
    value < 1_000_000 ? "\(value)" : NumberText.fixed(Double(value) / 1e6, 1) + " M"
  }

  private static func precise(_ seconds: Double) -> String {
    seconds < 10
      ? NumberText.fixed(seconds, seconds < 1 ? 3 : 1) + " s" : NumberText.duration(seconds)
  }

  private static func size(_ bytes: Int) -> String {
    bytes < 1_000_000_000
      ? "\((bytes + 500_000) / 1_000_000) MB" : NumberText.fixed(Double(bytes) / 1e9, 1) + " GB"
  }
}
