import Foundation
import LukeCheckpoints
import LukeData
import LukeSystem
import LukeTraining
import TopicTask

/// Trains a task of its own from a recipe, answers with what comes out, looks into it, and exports it.
@main
enum Main {
  static func main() async throws {
    TaskRegistry.register(TopicTask.self)
    do {
      try await work(Array(CommandLine.arguments.dropFirst()))
    } catch let error as any UserError {
      // What a user can mend: a wrong recipe, lines of data that are wrong, a library that is missing.
      FileHandle.standardError.write(Data((error.lines.joined(separator: "\n") + "\n").utf8))
      exit(1)
    }
  }

  private static func work(_ arguments: [String]) async throws {
    let trainer = try Trainer(recipeFile: arguments[0], start: .fresh)
    var model = ""
    for try await event in trainer.events() {
      switch event {
      case .note(let text), .warning(let text): print(text)
      case .evaluation(let evaluation): print(evaluation.split, evaluation.scores.headline)
      case .checkpoint(let step, _): print("checkpoint", step)
      case .finished(let path): model = path
      default: break
      }
    }
    // A text in memory, as values.
    let predictor = try Predictor(model)
    let text = try SourceText(bytes: Array(arguments[1].utf8), file: "argument")
    let corpus = try Topics(text, requiresLabels: false)
    print(predictor.kind, try predictor.answers(of: TopicTask.self, to: corpus))
    // A file, as the lines of JSON that the task writes.
    try InferenceModel(model).answer(arguments[2]) { print($0) }
    // A batch of numbers, with every output of the head.
    try ModelTrace.write(
      model: model, batch: arguments[3], to: arguments[3] + ".h5", isReplacing: true)
    // A folder for transformers.
    try ModelArchive(path: model).writeHuggingFaceFolder(to: arguments[4])
  }
}
