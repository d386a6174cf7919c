import Foundation
import LukeTasks

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
    try checkForMistypedCommand(recipePath)
    var recipe = try Recipe.load(recipePath, overrides: overrides)
    let path =
      output ?? recipe.output ?? "Checkpoints/" + Recipe.name(ofFile: recipePath)
    // The recipe in the run folder can be run again from anywhere.
    recipe.output = SettingsReader.join(FileManager.default.currentDirectoryPath, path)
    try recipe.checkInputsExist()
    // Before there is a run folder: a library that is missing leaves nothing behind.
    try options.prepareEngine()
    let folder = try RunFolder.open(path, for: recipe, start: start)
    try Trainer.run(recipe: recipe, folder: folder, isQuiet: options.isQuiet)
  }

  /// A word in the place of the recipe that is no file but nearly a command is taken for one.
  private static func checkForMistypedCommand(_ word: String) throws {
    let commands = [
      "train", "evaluate", "predict", "export", "import", "inspect", "tokenize", "trace", "bench",
      "help",
    ]
    if word.contains(".") || word.contains("/") || FileManager.default.fileExists(atPath: word) {
      return
    }
    if let near = Suggestion.nearest(to: word, in: commands) {
      throw TrainingError.usage(
        "\(word): no such recipe, and no such command; did you mean \(near)?")
    }
  }
}

extension Recipe {
  /// Every file and folder that the run reads, with its key.
  var inputs: [(key: String, path: String)] {
    let files = [
      ("data.train", data.train), ("data.validation", data.validation), ("data.test", data.test),
      ("model.from", [model.from]), ("model.tokenizer", model.tokenizer.map { [$0] } ?? []),
    ]
    return files.flatMap { key, paths in paths.map { (key, $0) } }
  }

  /// Throws one error that lists every file and folder of the recipe that is not there.
  func checkInputsExist() throws {
    let missing = inputs.filter { !FileManager.default.fileExists(atPath: $0.path) }
      .map { "\($0.key): \($0.path): no such file or folder" }
    if !missing.isEmpty { throw TrainingError.missing(missing.joined(separator: "\n")) }
  }
}
