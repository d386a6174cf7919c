/// What the files of a run are called: spelled here, and nowhere else.
enum RunFileName {
  /// The resolved recipe.
  static let recipe = "recipe.json"
  /// The run log.
  static let metrics = "metrics.jsonl"
  /// What was said while the run went on, with the time of day.
  static let diary = "run.log"
  /// How long steps and scoring took, and what memory the run held.
  static let timings = "timings.jsonl"
  /// A page on the run.
  static let report = "report.html"
  /// The final model's answers to the data of a split, beside what is annotated.
  static func answers(to split: EvaluationSplit) -> String {
    "\(split.rawValue)-predictions.jsonl"
  }
  /// The best model by validation score.
  static let bestModel = "best.h5"
  /// A best model that was found damaged and set aside.
  static let damagedBestModel = bestModel + damagedSuffix
  /// The final model, for inference.
  static let finalModel = "model.h5"
  /// The scores of each seed of a run of several, and what they come to.
  static let seeds = "seeds.json"
  /// What stands behind the name of a file that was found damaged and set aside.
  static let damagedSuffix = ".damaged"
  /// What is there while `--fresh` removes a run.
  static let removalMark = ".fresh"

  /// Those that every run has by the same name.
  static let fixed: Set<String> = [
    recipe, metrics, diary, timings, report, answers(to: .validation), answers(to: .test),
    bestModel, damagedBestModel, finalModel, seeds,
  ]
}

// MARK: - Folders of seeds

extension RunFileName {
  private static let seed = "seed-"

  /// The folder of a seed within the run folder: `seed-7`.
  static func folder(ofSeed number: Int) -> String { seed + String(number) }

  /// Whether a folder is called like that of a seed.
  static func isOfSeed(_ name: String) -> Bool { seed(ofFolder: name) != nil }

  /// The seed of a folder called `seed-<number>`, nil for every other name.
  static func seed(ofFolder name: String) -> Int? {
    guard name.hasPrefix(seed), let number = Int(name.dropFirst(seed.count)),
      name == folder(ofSeed: number)
    else { return nil }
    return number
  }
}

// MARK: - Event files

extension RunFileName {
  private static let (events, maker) = ("events.out.tfevents.", ".luke-train")

  /// Events for TensorBoard of a process that began in some second of Unix time; TensorBoard reads the files of a
  /// run in the order of their names.
  static func events(since second: Int, process: Int32) -> String {
    "\(events)\(second).\(process)\(maker)"
  }

  /// Whether a name is one of such files.
  static func isOfEvents(_ name: String) -> Bool {
    name.hasPrefix(events) && name.hasSuffix(maker)
  }
}

// MARK: - Files of a step

extension RunFileName {
  private static let model = ".h5"
  private static let step = "step-"
  private static let nonFinite = "non-finite-step-"

  /// Every checkpoint, for messages.
  static let checkpoints = "step-*.h5"

  /// The checkpoint of a step: `step-00001200.h5`.
  static func checkpoint(step: Int) -> String {
    let digits = String(step)
    return Self.step + String(repeating: "0", count: max(0, 8 - digits.count)) + digits + model
  }

  /// The step of a checkpoint called `step-<number>.h5`, nil for every other name.
  static func step(ofCheckpoint name: String) -> Int? {
    guard name.hasPrefix(step), name.hasSuffix(model) else { return nil }
    let digits = name.dropFirst(step.count).dropLast(model.count)
    guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return Int(digits)
  }

  /// The batch of a step whose loss or gradients are no numbers.
  static func nonFiniteBatch(step: Int) -> String { nonFinite + String(step) + ".json" }
  /// The model that such a step was to change.
  static func nonFiniteModel(step: Int) -> String { nonFinite + String(step) + model }

  /// Whether a name is one of the files that are left of a step without numbers.
  static func isNonFinite(_ name: String) -> Bool {
    name.hasPrefix(nonFinite) && (name.hasSuffix(model) || name.hasSuffix(".json"))
  }
}
