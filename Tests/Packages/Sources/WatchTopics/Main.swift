import Foundation
import LukeSystem
import LukeTraining
import TopicTask

/// Trains as a recipe says, into a folder, and has the run watched by an observer of its own; Ctrl-C saves
/// it, and the next start goes on from there.
@main
enum Main {
  static func main() throws {
    TaskRegistry.register(TopicTask.self)
    let trainer = try Trainer(
      recipeFile: CommandLine.arguments[1], folder: CommandLine.arguments[2], start: .resume)
    let table = try LossTable(CommandLine.arguments[3])
    do {
      try withExtendedLifetime(StopSignals(cancelling: trainer)) {
        print(try trainer.run(observers: [table]))
      }
    } catch is Interruption {
      FileHandle.standardError.write(Data("saved; start it again to go on\n".utf8))
      exit(130)
    }
  }
}
