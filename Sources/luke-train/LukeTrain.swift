import ArgumentParser
import LukeTraining

/// The program's commands; training is the one that needs no name.
struct LukeTrain: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "luke-train",
    abstract: "Train LUKE, a language model of words and entities, and use what was trained.",
    usage: """
      luke-train <recipe> [<options>]
      luke-train <command> [<options>]
      """,
    discussion: """
      luke-train RECIPE.json trains as the recipe says; the other commands are for what comes before and \
      after. A first run on one's own data:
        luke-train init people.json --train train.conll --model luke-base
        luke-train check-data people.json
        luke-train people.json
        luke-train predict Checkpoints/people new-text.txt
      Exit status: 0 good, 64 wrong usage or recipe, 65 bad data, 66 missing input, 74 input or \
      output failed, 70 a fault of luke-train or lack of memory, 128 and its number after a signal.
      """,
    version: ProgramVersion.current,
    groupedSubcommands: [
      CommandGroup(
        name: "Training",
        subcommands: [
          Init.self, CheckData.self, Plan.self, Train.self, Compare.self, FindRate.self,
          SweepTrials.self,
        ]),
      CommandGroup(
        name: "Model",
        subcommands: [
          Evaluate.self, Predict.self, Export.self, Import.self, Inspect.self, Tokenize.self,
          Trace.self, Bench.self,
        ]),
      CommandGroup(
        name: "Pretraining",
        subcommands: [
          Prepare.self, BuildCorpus.self, BuildEntityVocabulary.self, BuildMentionDictionary.self,
          TrainTokenizer.self,
        ]),
      CommandGroup(name: "Public data", subcommands: [Datasets.self]),
    ],
    defaultSubcommand: Train.self)
}
