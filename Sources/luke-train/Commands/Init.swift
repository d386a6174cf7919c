import ArgumentParser
import Foundation
import LukeSystem
import LukeTraining

struct Init: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write a recipe for data of your own.",
    discussion: """
      Looks at the data, finds the task that reads them, writes a recipe that runs, and prints the reason of each \
      value. At a terminal it asks for what is not given. What the recipe leaves out is chosen by the run, which \
      says so. Example:
        luke-train init people.json --train train.conll --validation dev.conll --model luke-base
      """)

  @Argument(
    help: ArgumentHelp("The recipe to write, a JSON file.", valueName: "recipe"),
    completion: .recipe)
  var path: String

  @Option(
    help: ArgumentHelp(
      "A training file, or a pattern in quotes; may be repeated.", valueName: "file"),
    completion: .file())
  var train: [String] = []

  @Option(
    help: ArgumentHelp(
      "A file that decides which model is best; may be repeated (default: a tenth of the training data).",
      valueName: "file"), completion: .file())
  var validation: [String] = []

  @Option(
    help: ArgumentHelp("A file to score the final model on; may be repeated.", valueName: "file"),
    completion: .file())
  var test: [String] = []

  @Option(
    help: ArgumentHelp(
      "The model to start from: a Hugging Face folder, an .h5 file, the folder of a run, or a config.json for random weights.",
      valueName: "model"), completion: .file())
  var model: String?

  @Option(
    help: ArgumentHelp(
      "The folder of a tokenizer, for a model that has none of its own.", valueName: "folder"),
    completion: .directory)
  var tokenizer: String?

  @Option(
    help: ArgumentHelp(
      "The task.kind of the recipe, such as named-entity-recognition (default: the one that reads the data).",
      valueName: "kind"),
    completion: .list(TaskRegistry.all.map { $0.kind }.filter { $0 != "pretraining" }))
  var task: String?

  @Option(
    name: .customLong("set"), parsing: .singleValue,
    help: ArgumentHelp(
      "A key that the recipe is to have, such as data.columns, by which the data are read; JSON, or else text. May be repeated.",
      valueName: "key.path=value"))
  var settings: [RecipeOverride] = []

  @OptionGroup var replacing: ReplaceOption

  func validate() throws { try OutputName.check(path, "The recipe") }

  func run() throws {
    let output = LineWriter()
    var inputs = RecipeDraft.Inputs(
      train: train, validation: validation, test: test, model: model ?? "",
      tokenizer: tokenizer, task: task, settings: settings)
    if inputs.train.isEmpty { inputs.train = [try answer("--train", "Training file")] }
    if inputs.model.isEmpty { inputs.model = try answer("--model", "Model to start from") }
    let draft = try RecipeDraft(inputs, at: path)
    try draft.write(to: path, reading: inputs, isReplacing: replacing.replace)
    try output.show("\(path): written")
    for reason in draft.reasons { try output.show("  " + reason) }
    let name = ShellText.quoted(path)
    try ["next:", "  luke-train check-data \(name)", "  luke-train \(name)"].forEach(output.show)
    try output.close()
  }

  /// What somebody types; an error where nobody does.
  private func answer(_ option: String, _ question: String) throws -> String {
    guard isatty(STDIN_FILENO) == 1 else {
      throw ValidationError("\(option) is missing; it is asked for at a terminal alone.")
    }
    print("\(question): ", terminator: "")
    fflush(nil)
    guard let line = readLine()?.trimmingCharacters(in: .whitespaces), !line.isEmpty else {
      throw ValidationError("\(option) is missing.")
    }
    return line
  }
}
