import Foundation
import LukeSettings
import LukeTraining

/// Words in the place of a recipe that were to be commands.
enum MistypedCommand {
  /// What to say of a word that is no file but nearly a command; nil of every other.
  static func fault(_ word: String) -> TrainingError? {
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
