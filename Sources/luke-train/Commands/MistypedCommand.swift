import Foundation
import LukeSettings
import LukeTraining

/// Words in the place of a recipe that were to be commands.
enum MistypedCommand {
  /// The names of all commands; `help` is the argument parser's own.
  static var commands: [String] {
    LukeTrain.configuration.subcommands.map { $0._commandName } + ["help"]
  }

  /// What to say of `help` with a word that is no command; nil of every other line of arguments.
  static func fault(ofHelp arguments: [String]) -> TrainingError? {
    guard arguments.first == "help", let word = arguments.dropFirst().first,
      !word.hasPrefix("-"), !commands.contains(word)
    else { return nil }
    let nearest = Suggestion.nearest(to: word, in: commands).map { "did you mean \($0)?" }
    return .usage("\(word): no such command; \(nearest ?? "luke-train help lists them")")
  }

  /// What to say of a word that is no file but nearly a command; nil of every other.
  static func fault(_ word: String) -> TrainingError? {
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
