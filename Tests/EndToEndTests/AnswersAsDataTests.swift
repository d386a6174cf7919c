import EndToEndSupport
import Foundation
import LukeTestSupport
import Testing

/// What a model has answered is no data to learn from, to score on or to answer again.
@Suite struct AnswersAsDataTests {
  private static let messages = packageFolder.appending(
    path: "Datasets/quickstart-messages/test.tsv"
  ).path

  private static func trained() throws -> TrainingRun {
    let run = try TrainingRun(task: "sequence-classification")
    let result = try run.train("run", "--set", "training.steps=2", "--quiet")
    #expect(result.status == 0, "\(result.errors)")
    let written = try run.program.run([
      "evaluate", "run", messages, "--quiet", "--predictions", "answers.jsonl",
    ])
    #expect(written.status == 0, "\(written.errors)")
    return run
  }

  @Test func answersBesideWhatIsAnnotatedAreRefused() throws {
    let run = try Self.trained()
    let fault =
      "answers.jsonl: holds answers of a model beside what is annotated, as evaluate --predictions and runs write "
      + "them, and is no data: its labels are the model's; give \(Self.messages), which was answered; with "
      + "data.columns.text of \"text\" and data.columns.label of \"gold\" what is annotated is read"
    for arguments in [
      ["evaluate", "run", "answers.jsonl"], ["predict", "run", "answers.jsonl"],
      ["recipe.json", "--output", "one", "--set", "data.train=answers.jsonl"],
      ["recipe.json", "--output", "two", "--set", "data.test=answers.jsonl"],
    ] {
      let result = try run.program.run(arguments + ["--quiet"])
      #expect(result.status == 65 && result.output == "")
      #expect(result.faults.count == 1 && result.faults[0].hasSuffix(fault), "\(result.faults)")
    }
    let piped = try run.program.shell("\"$LUKE\" predict run --quiet < answers.jsonl")
    #expect(
      piped.faults == [fault.replacing("answers.jsonl:", with: "standard input:")])
    let checked = try run.program.run(
      ["check-data", "recipe.json", "--json", "--quiet", "--set", "data.train=answers.jsonl"])
    #expect(checked.status == 65 && checked.output.contains("holds answers of a model"))
    // What is annotated is read where the recipe says so, and lines are text where they are told to be.
    let gold = ["--set", "data.columns.text=text", "--set", "data.columns.label=gold", "--quiet"]
    let scored = try run.program.run(["evaluate", "run", "answers.jsonl"] + gold)
    #expect(scored.status == 0, "\(scored.errors)")
    #expect(
      try scored.output == run.program.run(["evaluate", "run", Self.messages, "--quiet"]).output)
    let text = try run.program.run(
      ["predict", "run", "answers.jsonl", "--quiet", "--set", "data.format=text"])
    #expect(text.status == 0, "\(text.errors)")
  }

  @Test func otherTasksSayTheSame() throws {
    let run = try TrainingRun()
    #expect(try run.train("run", "--set", "training.steps=2", "--quiet").status == 0)
    let result = try run.program.run(["evaluate", "run", "run/test-predictions.jsonl", "--quiet"])
    #expect(result.status == 65)
    let data = packageFolder.appending(path: "Datasets/quickstart/test.conll").path
    #expect(
      result.faults == [
        "run/test-predictions.jsonl: holds answers of a model beside what is annotated, as evaluate --predictions and "
          + "runs write them, and is no data: its labels are the model's; give \(data), which was answered"
      ])
    let shown = try run.program.run(["inspect", "run/test-predictions.jsonl"])
    #expect(shown.status == 0, "\(shown.errors)")
    #expect(
      shown.output.hasPrefix(
        "run/test-predictions.jsonl: answers of a model beside what is annotated, as evaluate --predictions and runs "
          + "write them\nexamples: 500, "), "\(shown.output)")
  }

  /// Answers alone may be learned from, and are told as what they are.
  @Test func answersAloneAreToldAsSuch() throws {
    let run = try Self.trained()
    let written = try run.program.run(
      ["predict", "run", Self.messages, "--quiet", "--output", "labels.jsonl"])
    #expect(written.status == 0, "\(written.errors)")
    let note =
      "labels.jsonl: has scores beside its labels, as answers of predict have; what a model answered is taken for what "
      + "is annotated\n"
    let scored = try run.program.run(["evaluate", "run", "labels.jsonl"])
    #expect(scored.status == 0 && scored.errors.contains(note), "\(scored.errors)")
    let again = try run.program.run(["predict", "run", "labels.jsonl"])
    #expect(again.status == 0 && !again.errors.contains(note), "\(again.errors)")
    #expect(try !run.program.run(["evaluate", "run", Self.messages]).errors.contains("has scores"))
  }
}
