import EndToEndSupport
import Foundation
import Testing

@Suite struct UsageTests {
  static let commands = [
    "init", "train", "check-data", "plan", "compare", "evaluate", "predict", "export", "import",
    "inspect",
    "tokenize",
    "trace",
    "sweep", "find-rate", "bench", "prepare", "build-corpus", "build-entity-vocabulary",
    "build-mention-dictionary",
    "train-tokenizer",
  ]

  @Test func helpGoesToStandardOutput() throws {
    let result = try Program().run(["--help"])
    #expect(result.status == 0)
    #expect(result.errors == "")
    // What is said of a command with a long name begins on the next line.
    for command in Self.commands {
      #expect(result.output.contains("  \(command) ") || result.output.contains("  \(command)\n"))
    }
  }

  @Test(arguments: commands)
  func everyCommandHasHelp(_ command: String) throws {
    let result = try Program().run([command, "--help"])
    #expect(result.status == 0)
    #expect(result.output.hasPrefix("OVERVIEW: "))
  }

  /// A command that is added is known here, too.
  @Test(arguments: commands + ["help"])
  func everyCommandIsKnownByALetterTooMany(_ command: String) throws {
    let result = try Program().run([command + "x"])
    #expect(result.status == 64)
    #expect(
      result.faults == [
        "\(command)x: no such recipe, and no such command; did you mean \(command)?"
      ])
  }

  @Test func versionIsShown() throws {
    let result = try Program().run(["--version"])
    #expect(result.status == 0)
    #expect(result.output == "0.1.0\n")
  }

  @Test(arguments: [
    ([], "Missing expected argument '<recipe>'"),
    (["r.json", "--resume", "--fresh"], "Give --resume or --fresh, not both."),
    (["r.json", "--threads", "0"], "--threads must be from 1 to 1024, but is 0."),
    (["r.json", "--threads", "x"], "The value 'x' is invalid for '--threads <n>'"),
    (["r.json", "--set", "epochs"], "The value 'epochs' is invalid for '--set <key.path=value>'"),
    (["r.json", "--nothing"], "Unknown option '--nothing'"),
    (["evaluate", "model.h5"], "Missing expected argument '<data>'"),
    (["trace", "a", "b", "c", "--steps", "0"], "--steps must be from 1 to 1000000, but is 0."),
    (
      ["trace", "a", "b", "c", "--learning-rate", "inf"],
      "--learning-rate must be a number, at least 0, but is inf."
    ),
    (["evalute"], "evalute: no such recipe, and no such command; did you mean evaluate?"),
    (
      ["evalute", "model.h5"],
      "evalute: no such recipe, and no such command; did you mean evaluate?"
    ),
    (
      ["Export", "model.h5", "out", "--replace"],
      "Export: no such recipe, and no such command; did you mean export?"
    ),
    (
      ["build-entity-vocab", "corpus", "--size", "5"],
      "build-entity-vocab: no such recipe, and no such command; did you mean build-entity-vocabulary?"
    ),
    (["export", "model.h5", "a", "b"], "Unexpected argument 'b'"),
    (["recipe", "a"], "Unexpected argument 'a'"),
  ])
  func wrongUsageIs64(_ arguments: [String], _ message: String) throws {
    let result = try Program().run(arguments)
    #expect(result.status == 64)
    #expect(result.output == "")
    #expect(result.faults.first == message)
  }
}
