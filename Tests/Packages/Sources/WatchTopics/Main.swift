import LukeTraining
import TopicTask

/// Trains as a recipe says, into a folder, and has the run watched by an observer of its own.
@main
enum Main {
  static func main() throws {
    TaskRegistry.register(TopicTask.self)
    let trainer = try Trainer(
      recipeFile: CommandLine.arguments[1], folder: CommandLine.arguments[2])
    print(try trainer.run(observers: [LossTable(CommandLine.arguments[3])]))
  }
}
