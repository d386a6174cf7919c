import EndToEndSupport
import Foundation
import LukeTestSupport
import Testing

/// Answers for people.
@Suite struct PredictViewTests {
  @Test func entitiesStandInTheirText() throws {
    let run = try TrainingRun(hiddenSize: 32)
    let settings = ["steps=300", "batch_size=8", "learning_rate=0.01"]
    let trained = try run.program.run(
      ["recipe.json", "--output", "run"] + settings.flatMap { ["--set", "training.\($0)"] })
    #expect(trained.status == 0, "\(trained.errors)")
    try run.folder.write("in.txt", "Anna Berg lives in Oslo.\nNothing <here>.\n")
    let view = ["predict", "run/model.h5", "in.txt", "--quiet", "--view"]
    let plain = try run.program.run(view)
    #expect(plain.status == 0, "\(plain.errors)")
    let lines = plain.output.split(separator: "\n").map(String.init)
    #expect(lines.count == 2)
    #expect(lines.first?.contains("[Anna") == true, "\(plain.output)")
    #expect(lines.last == "Nothing <here>.")
    // What is written to a terminal is coloured, unless the user wants no colours.
    for (setting, isColoured) in [("NO_COLOR=", true), ("NO_COLOR=1", false)] {
      let shown = try run.program.shell(
        "\(setting) TERM=xterm script -qec \"$LUKE \(view.joined(separator: " "))\" /dev/null < /dev/null"
      )
      if shown.status == 127 { continue }
      #expect(shown.output.contains("\u{1B}[") == isColoured, "\(shown.output)")
    }
    let page = try run.program.run(view + ["--output", "page.html"])
    #expect(page.status == 0, "\(page.errors)")
    let html = try run.text("page.html")
    #expect(html.contains("<title>in.txt</title>"))
    #expect(html.contains("Nothing &lt;here&gt;."))
    #expect(html.contains("<mark class=\"c"))
    #expect(!html.contains("annotated"))
    let both = try run.program.run(view + ["--format", "conll"])
    #expect(both.status == 64)
    #expect(both.errors.contains("--view and --format conll cannot be given together."))
  }

  @Test(arguments: [
    ("relation-classification", "→ "), ("sequence-classification", "→ "),
    ("token-classification", "["), ("multiple-choice", "→ "), ("entity-typing", "["),
    ("extractive-question-answering", "→ "), ("cloze-question-answering", "→ "),
  ])
  func everyTaskHasOne(task: String, mark: String) throws {
    let run = try TrainingRun(task: task)
    let trained = try run.train("run", "--set", "training.steps=2", "--quiet")
    #expect(trained.status == 0, "\(trained.errors)")
    let recipe = try run.text("recipe.json")
    let data = try #require(recipe.firstMatch(of: #/"test": "([^"]+)"/#)).1
    let shown = try run.program.run(["predict", "run", String(data), "--view", "--quiet"])
    #expect(shown.status == 0, "\(shown.errors)")
    #expect(shown.output.contains(mark), "\(shown.output)")
    let page = try run.program.run(
      ["predict", "run", String(data), "--view", "--quiet", "--output", "page.html"])
    #expect(page.status == 0, "\(page.errors)")
    #expect(try run.text("page.html").contains("<div class=\"example\">"))
  }
}
