import LukeTraining

@main
enum Main {
  static func main() throws {
    let predictor = try Predictor(CommandLine.arguments[1])
    for entity in try predictor.entities(in: CommandLine.arguments[2]) {
      print(entity.label, entity.text)
    }
  }
}
