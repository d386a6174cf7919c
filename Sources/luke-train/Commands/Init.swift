import ArgumentParser
import Foundation
import LukeSystem
import LukeTraining

struct Init: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write a recipe for one's data.",
    discussion: """
      Looks at the data, finds the task that reads them, and writes a recipe that runs, with the reason of each \
      value. What is not given is asked for where somebody sits at a terminal. What the recipe leaves out is \
      chosen by the run, which says so.
      """)

  @Argument(help: ArgumentHelp("The recipe to write.", valueName: "recipe"))
  var path: String

  @Option(help: ArgumentHelp("A training file; may be repeated.", valueName: "file"))
  var train: [String] = []

  @Option(
    help: ArgumentHelp(
      "A file that decides which model is best; may be repeated (default: a tenth of the training data).",
      valueName: "file"))
  var validation: [String] = []

  @Option(
    help: ArgumentHelp("A file to score the final model on; may be repeated.", valueName: "file"))
  var test: [String] = []

  @Option(
    help: ArgumentHelp(
      "The model to start from: a Hugging Face folder or an .h5 file.", valueName: "model"))
  var model: String?

  @Option(
    help: ArgumentHelp(
      "The kind of the task (default: the one that reads the data).", valueName: "kind"))
  var task: String?

  @OptionGroup var replacing: ReplaceOption

  func validate() throws { try OutputName.check(path, "The recipe") }

  func run() throws {
    let output = LineWriter()
    var inputs = RecipeDraft.Inputs(
      train: train, validation: validation, test: test, model: model ?? "", task: task)
    if inputs.train.isEmpty { inputs.train = [try answer("--train", "Training file")] }
    if inputs.model.isEmpty { inputs.model = try answer("--model", "Model to start from") }
    let draft = try RecipeDraft(inputs, at: path)
    try draft.write(to: path, reading: inputs, isReplacing: replacing.replace)
    try output.write("\(path): written")
    for reason in draft.reasons { try output.write("  " + reason) }
    let name = ShellText.quoted(path)
    try output.write("next:\n  luke-train check-data \(name)\n  luke-train \(name)")
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
