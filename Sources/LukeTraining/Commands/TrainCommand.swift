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
    let (recipe, path) = try load(recipePath, overrides, output)
    try OutputPlace(path, reading: recipe.inputs.map(\.path), isReplacing: false).checkIsNoInput()
    // Before there is a run folder: a library that is missing leaves nothing behind.
    try options.prepareEngine()
    let folder = try RunFolder.open(path, for: recipe, from: recipePath, start: start)
    try Trainer.run(recipe: recipe, folder: folder, isQuiet: options.isQuiet)
  }

  /// `luke-train prepare RECIPE.json`: makes what pretraining reads, and trains nothing.
  public static func prepare(
    recipePath: String, overrides: [RecipeOverride], output: String?, options: CommandOptions
  ) throws {
    let (recipe, path) = try load(recipePath, overrides, output)
    options.setThreads()
    try Trainer.prepare(recipe: recipe, folder: path, isQuiet: options.isQuiet)
  }

  /// Reads the recipe and decides where its run goes.
  private static func load(
    _ recipePath: String, _ overrides: [RecipeOverride], _ output: String?
  ) throws -> (recipe: Recipe, path: String) {
    var recipe = try Recipe.load(recipePath, overrides: overrides)
    let path =
      output ?? recipe.output ?? "Checkpoints/" + Recipe.name(ofFile: recipePath)
    // The recipe in the run folder can be run again from anywhere.
    recipe.output = SettingsReader.join(FileManager.default.currentDirectoryPath, path)
    try recipe.checkInputsExist()
    return (recipe, path)
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
