import Foundation
import LukeSystem
import LukeTraining

@main
enum Main {
  static func main() throws {
    do {
      let predictor = try Predictor(CommandLine.arguments[1])
      for entity in try predictor.entities(in: CommandLine.arguments[2]) {
        print(entity.label, entity.text)
      }
    } catch let error as any UserError {
      FileHandle.standardError.write(Data("\(error)\n".utf8))
      exit(1)
    }
  }
}
