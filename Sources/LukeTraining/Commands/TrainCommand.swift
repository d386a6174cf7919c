import Foundation
import LukeSettings
import LukeSystem

/// `luke-train RECIPE.json`: everything up to the training loop.
public enum TrainCommand {
  /// Reads the recipe, opens the run folder and trains.
  /// - Parameters:
  ///   - recipePath: the recipe file.
  ///   - overrides: the `--set` options, applied in order.
  ///   - output: the run folder; nil is the recipe's `output` or `Checkpoints/<recipe name>`.
  ///   - start: what to do with a run that is already there.
  public static func run(
    recipePath: String, overrides: [RecipeOverride] = [], output: String? = nil,
    start: RunStart = .new, options: CommandOptions = CommandOptions()
  ) throws {
    if let fault = mistypedCommand(recipePath) { throw fault }
    let trainer = try Trainer(
      recipeFile: recipePath, overrides: overrides, folder: output, start: start)
    options.setThreads()
    let folder = try trainer.open()
    let reporter = ProgressReporter.standardError(isQuiet: options.isQuiet)
    try Run.train(trainer.recipe, in: folder, reporter, observers: [reporter])
  }

  /// `luke-train prepare RECIPE.json`: makes what pretraining reads, and trains nothing.
  public static func prepare(
    recipePath: String, overrides: [RecipeOverride], output: String?, options: CommandOptions
  ) throws {
    let trainer = try Trainer(recipeFile: recipePath, overrides: overrides, folder: output)
    options.setThreads()
    let reporter = ProgressReporter.standardError(isQuiet: options.isQuiet)
    let place = try Run.prepare(trainer.recipe, folder: trainer.folder, reporter)
    reporter.result("prepared: \(place)")
  }

  /// What to say of a word in the place of a recipe that is no file but nearly a command; nil of every
  /// other.
  public static func mistypedCommand(_ word: String) -> TrainingError? {
    let commands = [
      "train", "evaluate", "predict", "export", "import", "inspect", "tokenize", "trace", "bench",
      "prepare", "build-corpus", "build-entity-vocabulary", "train-tokenizer", "help",
    ]
    if commands.contains(word) || word.hasPrefix("-") || word.contains(".") || word.contains("/")
      || FileManager.default.fileExists(atPath: word)
    {
      return nil
    }
    return Suggestion.nearest(to: word, in: commands).map {
      .usage("\(word): no such recipe, and no such command; did you mean \($0)?")
    }
  }
}

extension Recipe {
  /// Every file and folder that the run reads, with its key.
  var inputs: [(key: String, path: String)] {
    task.inputs + [("model.from", model.from)]
      + (model.tokenizer.map { [("model.tokenizer", $0)] } ?? [])
  }

  /// Throws one error that lists every file and folder of the recipe that is not there.
  func checkInputsExist() throws {
    let missing = inputs.filter { !FileManager.default.fileExists(atPath: $0.path) }
      .map {
        let reason = SystemReason.ofLooking(at: $0.path) ?? "no such file or folder"
        return "\($0.key): \($0.path): \(reason)"
      }
    if !missing.isEmpty { throw TrainingError.missing(missing.joined(separator: "\n")) }
  }
}
