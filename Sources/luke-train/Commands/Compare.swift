import ArgumentParser
import LukeTraining

struct Compare: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Hold runs against each other.",
    discussion: """
      Shows the scores, what was different in the recipes, and whether the difference to the first run may be \
      chance: the examples that both answered are drawn again and again (a paired bootstrap).
      """)

  @Argument(
    help: ArgumentHelp("Run folders, two or more.", valueName: "run"), completion: .directory)
  var runs: [String]

  @Option(
    help: ArgumentHelp(
      "Write a page with the curves of all runs in one plot as well.", valueName: "file"),
    completion: .file())
  var html: String?

  @Flag(help: "Print all that is shown, and the scores of each label, as one JSON object.")
  var json = false

  @OptionGroup var replacing: ReplaceOption

  func validate() throws { try OutputName.check(html, "--html") }

  func run() throws {
    let output = LineWriter()
    let comparison = try RunComparison(runs)
    if let html { try comparison.writePage(to: html, isReplacing: replacing.replace) }
    if json {
      try output.write(comparison.json())
    } else {
      try comparison.lines().forEach(output.show)
    }
    try output.close()
  }
}
