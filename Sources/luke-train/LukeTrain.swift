import ArgumentParser
import LukeTraining

/// The program's commands; training is the one that needs no name.
struct LukeTrain: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "luke-train",
    abstract: "Trains LUKE, a language model of words and entities.",
    discussion: """
      luke-train RECIPE.json trains as the recipe says; the other commands work on what comes out.
      Exit status: 0 good, 64 wrong usage or recipe, 65 bad data, 66 missing input, 74 input or \
      output failed, 70 a fault of luke-train, 128 and its number after a signal.
      """,
    version: ProgramVersion.current,
    subcommands: [
      Init.self, Train.self, Evaluate.self, Predict.self, Export.self, Import.self, Inspect.self,
      Tokenize.self, Trace.self, CheckData.self, Plan.self, Compare.self, SweepTrials.self,
      FindRate.self,
      Bench.self,
      Prepare.self,
      BuildCorpus.self, BuildEntityVocabulary.self, BuildMentionDictionary.self,
      TrainTokenizer.self, Datasets.self,
    ],
    defaultSubcommand: Train.self)
}
