import EndToEndSupport
import Foundation
import LukeTestSupport
import Testing

/// What stands in labels, texts and names of files is shown, and never steers the terminal that shows it.
@Suite struct SteeringTextTests {
  private static let steering: Set<Unicode.Scalar> = [
    "\u{1B}", "\u{7F}", "\u{9B}", "\u{202E}", "\r",
  ]
  private static let file = "odd\u{1B}c.jsonl"
  private static let shownFile = #"odd\u{1B}c.jsonl"#
  private static let shownLabel = #"r\u{1B}[31me\u{202E}d"#

  private static func isSafe(_ text: String) -> Bool {
    !text.unicodeScalars.contains(where: steering.contains)
  }

  private func prepared() throws -> (run: TrainingRun, settings: [String]) {
    let run = try TrainingRun(task: "sequence-classification")
    let lines = (0..<24).map { number in
      let label = number.isMultiple(of: 2) ? #"r\u001b[31me\u202ed"# : #"b\u009b1m\u007fe"#
      return #"{"text": "Number \#(number) \u001b[2J of it", "label": "\#(label)"}"#
    }
    try run.folder.write(Self.file, lines.joined(separator: "\n") + "\n")
    let settings = ["train", "validation", "test"].flatMap {
      ["--set", "data.\($0)=\(Self.file)"]
    }
    return (run, settings + ["--set", "training.steps=2"])
  }

  @Test func whatARunShowsAndKeeps() throws {
    let (run, settings) = try prepared()
    let trained = try run.program.run(["recipe.json", "--output", "run"] + settings)
    #expect(trained.status == 0, "\(trained.errors)")
    #expect(Self.isSafe(trained.output) && Self.isSafe(trained.errors))
    #expect(trained.output.contains(Self.shownLabel), "\(trained.output)")
    #expect(trained.errors.contains(Self.shownFile), "\(trained.errors)")
    let log = try run.text("run/run.log")
    #expect(Self.isSafe(log) && log.contains(Self.shownLabel) && log.contains(Self.shownFile))
    let table = try run.program.run(["evaluate", "run", Self.file])
    #expect(table.status == 0, "\(table.errors)")
    #expect(Self.isSafe(table.output) && Self.isSafe(table.errors))
    // Columns stay below each other.
    let widths = Set(
      table.output.split(separator: "\n").prefix(3).map { $0.count })
    #expect(widths.count == 1 && table.output.contains(Self.shownLabel), "\(table.output)")
    // Programs get what it is.
    let json = try run.program.run(["evaluate", "run", Self.file, "--json", "--quiet"])
    #expect(try jsonObject(json.output).isEmpty == false)
    #expect(!json.output.contains(Self.shownLabel))
    let absent = try run.program.run(["evaluate", "run", "no" + Self.file])
    #expect(absent.status == 66)
    #expect(absent.faults == ["no" + Self.shownFile + ": no such file"])
    let seen = try run.program.run(["predict", "run", Self.file, "--view"])
    #expect(seen.status == 0 && Self.isSafe(seen.output) && Self.isSafe(seen.errors))
  }

  /// A line end in a label or in the name of a file begins no line of what is shown or kept.
  @Test func lineEndsOfNamesBeginNoLines() throws {
    let run = try TrainingRun(task: "sequence-classification")
    let (file, output) = ("odd\nforged.jsonl", "out\nforged")
    let lines = (0..<24).map { number in
      #"{"text": "Number \#(number) of it", "label": "\#(number % 2)\nforged"}"#
    }
    try run.folder.write(file, lines.joined(separator: "\n") + "\n")
    let settings =
      ["train", "validation", "test"].flatMap { ["--set", "data.\($0)=\(file)"] }
      + ["--set", "training.steps=2"]
    func expectNoForgedLine(_ text: String, _ what: String) {
      for line in text.split(separator: "\n") {
        let rest = line.replacing(#"\nforged"#, with: "")
        #expect(!rest.contains("forged"), "\(what): \(line)")
      }
    }
    for arguments in [
      ["recipe.json", "--output", output] + settings,
      ["recipe.json", "--output", output] + settings,
      ["evaluate", output, file], ["inspect", file], ["inspect", file, "--all"],
      ["check-data", "recipe.json", "--model", output] + settings,
      ["check-data", "recipe.json", "--set", "data.train=no\nforged.tsv"],
    ] {
      let result = try run.program.run(arguments)
      expectNoForgedLine(result.output, arguments[0])
      expectNoForgedLine(result.errors, arguments[0])
    }
    let log = try run.text(output + "/run.log")
    #expect(log.contains(#"labels: 0\nforged, 1\nforged"#), "\(log)")
    expectNoForgedLine(log, "run.log")
  }

  /// Nor does one in a word of the command line, be it in an error, a result or a command to copy.
  @Test func lineEndsOfWordsBeginNoLines() throws {
    let run = try TrainingRun(task: "sequence-classification")
    let output = "out\nforged"
    #expect(try run.train(output, "--quiet", "--set", "training.steps=2").status == 0)
    let datasets = packageFolder.appending(path: "Datasets").path
    let data = datasets + "/quickstart-messages/train.tsv"
    let tokenizer = datasets + "/quickstart/tokenizer"
    for (arguments, status) in [
      (["compare", output, output], 0), (["compare", output, "no\nforged"], 66),
      (
        [
          "init", "new\nforged.json", "--train", data, "--model", "config.json", "--tokenizer",
          tokenizer,
        ], 0
      ),
      (["export", output, "folder", "--license", "x\nforged"], 64),
      (["export", output, "folder", "--base-model=x\nforged"], 64),
      (["export", output, "run\nforged"], 0), (["no\nforged"], 66), (["inspect", output], 0),
      (["evaluate", "no\nforged", data], 66), (["recipe.json", "--output", output], 64),
      (["recipe.json", "--no\nforged"], 64), (["recipe.json", "--set", "no\nforged=1"], 64),
      (["recipe.json", "--set", "model.from=no\nforged"], 66),
    ] as [([String], Int32)] {
      let result = try run.program.run(arguments)
      #expect(result.status == status, "\(arguments): \(result.errors)")
      #expect(!(result.output + result.errors).isEmpty)
      for line in (result.output + "\n" + result.errors).split(separator: "\n") {
        let rest = line.replacing(#"\nforged"#, with: "")
        #expect(!rest.contains("forged"), "\(arguments): \(line)")
      }
    }
    // A command that is shown can be pasted.
    let inspected = try run.program.run(["inspect", output]).output
    let next = try #require(inspected.split(separator: "\n").first { $0.contains(" export ") })
    #expect(next == #"  luke-train export $'out\nforged' for-transformers"#)
    let pasted = try run.program.shell(String(next).replacing("luke-train", with: "\"$LUKE\""))
    #expect(pasted.status == 0, "\(pasted.errors)")
  }

  /// What steers a terminal at the beginning of a label is a part of it, in columns as in JSON.
  @Test func whatBeginsALabelStays() throws {
    let folder = try WorkFolder()
    let program = Program(folder: folder.path)
    try folder.write(
      "texts.tsv",
      "text\tlabel\nabc def\t\u{1B}[31mred\nabd deg\t blue\nabc ff\t\u{202E}green\n")
    let texts = try program.run(["inspect", "texts.tsv"])
    #expect(texts.status == 0, "\(texts.errors)")
    #expect(
      texts.output.contains(
        "\n" + #"labels: 3 (\u{1B}[31mred 1, blue 1, \u{202E}green 1)"# + "\n"), "\(texts.output)")
    try folder.write("words.conll", "Ada B-\u{1B}[31mPER\nleft O\n\nBo B-PER\n")
    let words = try program.run(["inspect", "words.conll"])
    #expect(words.status == 0, "\(words.errors)")
    #expect(
      words.output.contains("\n" + #"labels: 2 (\u{1B}[31mPER 1, PER 1)"# + "\n"),
      "\(words.output)")
    try folder.write("tags.conll", "Ada B-PER\nleft O\n\nBo \u{1B}[31mB-PER\n")
    let tags = try program.run(["inspect", "tags.conll"])
    #expect(tags.status == 65)
    #expect(tags.faults.first?.hasPrefix("tags.conll:4: ") == true, "\(tags.errors)")
  }

  @Test func whatIsSaidOfData() throws {
    let (run, settings) = try prepared()
    for arguments in [
      ["check-data", "recipe.json"] + settings, ["inspect", Self.file],
      ["inspect", Self.file, "--all"],
    ] {
      let result = try run.program.run(arguments)
      #expect(Self.isSafe(result.output) && Self.isSafe(result.errors), "\(arguments)")
      #expect(result.output.contains(Self.shownLabel), "\(result.output)")
    }
    try run.folder.write(Self.file, #"{"text": "a", "label": 1, "\u001b[2J": 2}"# + "\n{\u{1B}\n")
    let broken = try run.program.run(["check-data", "recipe.json"] + settings)
    #expect(broken.status == 65 && Self.isSafe(broken.output) && Self.isSafe(broken.errors))
  }
}
