import EndToEndSupport
import Foundation

/// What the program says of a command, as `--experimental-dump-help` of the argument parser gives it.
struct CommandHelp: Decodable {
  struct Argument: Decodable {
    struct Name: Decodable {
      let kind: String
      let name: String

      /// As it is typed.
      var text: String { (kind == "long" ? "--" : "-") + name }
    }

    let kind: String
    let names: [Name]?
    let valueName: String?
    let abstract: String?
    let defaultValue: String?
    let isOptional: Bool
    let isRepeating: Bool
    let shouldDisplay: Bool

    /// The long names, as they are typed; none of what has no name.
    var options: [String] { (names ?? []).filter { $0.kind == "long" }.map(\.text) }
  }

  let commandName: String
  let abstract: String?
  let discussion: String?
  let arguments: [Argument]?
  let subcommands: [CommandHelp]?

  /// The commands that are shown, without `help`, which is the argument parser's.
  var commands: [CommandHelp] { (subcommands ?? []).filter { $0.commandName != "help" } }

  /// The program's help, from the program itself.
  static func read() throws -> CommandHelp {
    struct Whole: Decodable { let command: CommandHelp }
    let output = try Program().run(["--experimental-dump-help"]).output
    return try JSONDecoder().decode(Whole.self, from: Data(output.utf8)).command
  }
}
