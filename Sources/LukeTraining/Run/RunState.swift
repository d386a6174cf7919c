import Foundation

/// Where a run stands, beside weights and moments; stored in a checkpoint as JSON.
struct RunState: Codable, Hashable {
  /// Optimizer steps done.
  var step = 0
  /// The best deciding score so far, and the step it was reached at.
  var bestScore: Double?
  var bestStep: Int?
  /// Evaluations since the best score.
  var evaluationsWithoutImprovement = 0
  /// Whether early stopping ended the run.
  var isStopped = false
  /// Whether the step's evaluation was broken off and is still to be done; nil means no.
  var isEvaluationDue: Bool?
  /// Losses added up since the last line of the run log, and how many.
  var lossSum = 0.0
  var lossCount = 0
  /// The same of the parts that the loss has, by their names; nil where it has none.
  var lossParts: [String: Double]?
  /// Steps that each parameter's optimizer state has taken, by name, where they are not `step`.
  var optimizerSteps: [String: Int] = [:]
  /// The CRC-32 of each file that the steps follow from, by the key of the recipe that names it.
  var inputChecksums: [String: [UInt32]] = [:]
  /// The same of the files that these are made of, where they are made; nil else, and before there was.
  var fileChecksums: [String: [UInt32]]?
  /// What computed the steps, which decides their last bits.
  var kernels: String?
  /// Steps that were left out because their loss or gradients were no numbers; nil for none.
  var skippedSteps: Int?
  /// The losses of the stage, as far as the next one is compared with them.
  var lossWatch: LossWatch?
  /// What the run has noticed of itself; nil before it noticed anything.
  var watch: RunWatch?
  /// How long each stage was to be when the newest step was taken; nil in the state of a run of before.
  var plan: [StagePlan]?
  /// The newest evaluation; nil before the first, and in the state of a run of before.
  var evaluation: NewestEvaluation?
  /// The seconds that the run has taken; nil where nobody noted them.
  var trainingSeconds: Double?
  /// How the batches of epochs behind the first cycle are cut; nil before version 2, which began to.
  var batchOrder: Int?

  enum CodingKeys: String, CodingKey, CaseIterable {
    case step
    case bestScore = "best_score"
    case bestStep = "best_step"
    case evaluationsWithoutImprovement = "evaluations_without_improvement"
    case isStopped = "stopped"
    case isEvaluationDue = "evaluation_due"
    case lossSum = "loss_sum"
    case lossCount = "loss_count"
    case lossParts = "loss_parts"
    case optimizerSteps = "optimizer_steps"
    case inputChecksums = "input_checksums"
    case fileChecksums = "file_checksums"
    case kernels
    case skippedSteps = "skipped_steps"
    case lossWatch = "loss_watch"
    case watch = "notices"
    case plan, evaluation
    case trainingSeconds = "training_seconds"
    case batchOrder = "batch_order"
  }
}

extension RunState {
  /// The loss since the last line of the run log, averaged over its steps.
  var meanLoss: Double { lossSum / Double(lossCount) }

  /// The parts of `meanLoss`, by name.
  var meanLossParts: [String: Double] {
    (lossParts ?? [:]).mapValues { $0 / Double(lossCount) }
  }

  /// The version of `BatchOrder`.
  static let batchOrderVersion = 2

  /// Takes the loss of a step.
  mutating func add(_ losses: StepLosses) {
    lossSum += losses.total
    lossCount += 1
    for part in losses.parts {
      lossParts = (lossParts ?? [:]).merging([part.name: part.value], uniquingKeysWith: +)
    }
  }

  /// Forgets the best model, which is lost: what is scored next is the best again.
  mutating func forgetBest() {
    (bestScore, bestStep, evaluationsWithoutImprovement) = (nil, nil, 0)
  }

  /// Begins the next line of the run log.
  mutating func forgetLosses() {
    (lossSum, lossCount, lossParts) = (0, 0, nil)
  }
}

extension RunState {
  /// What to tell the user when other kernels go on with a run: the model will be as good, but not
  /// the same to the bit.
  func note(onKernels now: String) -> String? {
    guard let kernels, kernels != now else { return nil }
    return
      "the steps so far were computed by \(kernels), the next ones by \(now): the last bits of "
      + "results will not be those of an unbroken run"
  }

  /// Throws one error with everything that is not what it was when the run began: steps on other
  /// data would not be those of the unbroken run.
  func checkInputs(against checksums: [String: [UInt32]], of recipe: Recipe) throws {
    let changed = changes(from: inputChecksums, to: checksums).map { key, index in
      let path = recipe.path(ofInput: index, of: key)
      guard recipe.task.kind == Pretraining.kind, key.hasPrefix("data.") else {
        return "\(key): \(path ?? recipe.model.from) changed since the run began"
      }
      // Held-out sequences are of the same text. The files are as they were, or not known.
      return
        "\(path == nil ? "data.train" : key): the sequences made of it are not those that the run "
        + "began with, as the text, the tokenizer, the entities, or luke-train changed"
    }
    try refuse(changed)
  }

  /// The same of the files that are known before anything is made of them.
  func checkFiles(against checksums: [String: [UInt32]], of recipe: Recipe) throws {
    try refuse(
      changes(from: fileChecksums ?? [:], to: checksums).map { key, index in
        let path = recipe.path(ofInput: index, of: key) ?? recipe.model.from
        return "\(key): \(path) changed since the run began"
      })
  }

  /// The keys, in alphabetical order, whose files differ, and the numbers of these files.
  private func changes(
    from old: [String: [UInt32]], to new: [String: [UInt32]]
  ) -> [(key: String, index: Int)] {
    old.sorted { $0.key < $1.key }.flatMap { key, old in
      zip(old, new[key] ?? []).enumerated().filter { $0.element.0 != $0.element.1 }
        .map { (key, $0.offset) }
    }
  }

  private func refuse(_ changes: [String]) throws {
    if changes.isEmpty { return }
    var seen: Set<String> = []
    throw TrainingError.several(
      changes.filter { seen.insert($0).inserted }
        + ["put the old content back, or begin again with --fresh"], .usage)
  }
}

extension Recipe {
  /// The path of one of the inputs of a key; nil where the recipe does not name it.
  fileprivate func path(ofInput index: Int, of key: String) -> String? {
    let paths = inputs.filter { $0.key == key }.map(\.path)
    return paths.indices.contains(index) ? paths[index] : nil
  }
}
