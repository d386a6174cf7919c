import ArgumentParser
import LukeTraining

struct Train: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Train as a recipe says (the default command).",
    usage:
      "luke-train <recipe> [--set <key.path=value> ...] [--output <dir>] [--resume | --fresh] [--threads <n>] [--quiet | --verbose]",
    discussion: """
      Writes checkpoints, the log, a report and the final model, model.h5, into the run folder. Ctrl-C saves a \
      checkpoint and ends; --resume goes on from it, to the same bits, and also lengthens a run that is over: \
      --resume --set training.epochs=8. A folder with a run is never written over unasked.
      """)

  @OptionGroup var options: RecipeOptions

  @Flag(help: "Continue the run in the folder from its newest checkpoint, or begin it.")
  var resume = false

  @Flag(help: "Remove the files of the run in the folder and begin again.")
  var fresh = false

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if resume, fresh { throw ValidationError("Give --resume or --fresh, not both.") }
  }

  func run() throws {
    let progress = common.begin()
    if let fault = MistypedCommand.fault(options.recipe.path) { throw fault }
    let trainer = try options.trainer(start: resume ? .resume : fresh ? .fresh : .new)
    let model = try trainer.run(observers: [progress])
    do {
      try progress.checkResults()
    } catch let error as TrainingError where error.kind != .outputClosed {
      throw TrainingError.several(
        error.lines + [
          "the run is complete: its model is \(model), its scores are in \(trainer.folder)"
        ], .inputOutput)
    }
  }
}
