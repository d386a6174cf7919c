import LukeCheckpoints
import LukeData
import LukeTraining
import TopicTask

/// Trains a task of its own from a recipe, predicts with what comes out, and exports it.
@main
enum Main {
  static func main() async throws {
    TaskRegistry.register(TopicTask.self)
    let trainer = try Trainer(recipeFile: CommandLine.arguments[1], start: .fresh)
    var model = ""
    for try await event in trainer.events() {
      switch event {
      case .evaluation(let evaluation): print(evaluation.split, evaluation.scores.headline)
      case .checkpoint(let step, _): print("checkpoint", step)
      case .finished(let path): model = path
      default: break
      }
    }
    let predictor = try Predictor(model)
    let texts = try SourceText(bytes: Array(CommandLine.arguments[2].utf8), file: "argument")
    let corpus = try Topics(texts, requiresLabels: false)
    print(predictor.kind, try predictor.answers(of: TopicTask.self, to: corpus))
    try ModelArchive(path: model).writeHuggingFaceFolder(to: CommandLine.arguments[3])
  }
}
