import ArgumentParser
import LukeTraining

/// The options of commands that use a trained model.
struct InferenceOptions: ParsableArguments {
  @Option(
    name: .customLong("set"), parsing: .singleValue,
    help: ArgumentHelp(
      "Set a key below task or data of the model's recipe, such as data.format=text; may be repeated. Paths start from the current folder.",
      valueName: "key.path=value"))
  var settings: [RecipeOverride] = []
}
