import EndToEndSupport
import Foundation
import LukeTestSupport
import Testing

/// The page on a run.
@Suite struct ReportTests {
  /// All of it is in the one file, whatever the task, and nothing of it asks the network.
  @Test(arguments: [
    "named-entity-recognition", "relation-classification", "entity-typing",
    "token-classification", "sequence-classification", "multiple-choice",
    "extractive-question-answering", "cloze-question-answering",
  ])
  func eachTaskHasAPage(task: String) throws {
    let run = try TrainingRun(task: task)
    let result = try run.train("run", "--quiet")
    #expect(result.status == 0, "\(result.errors)")
    let page = try run.text("run/report.html")
    for part in [
      "<title>run</title>", "How it went", "Scores on the test data", "Time and memory", "Commands",
      "luke-train run/recipe.json --resume", "luke-train predict run/model.h5 FILE",
      "finished after 24 steps", "<figcaption>learning rate<",
    ] { #expect(page.contains(part), "\(part)") }
    for part in ["<script", "src=", "href=", "url(", "@import"] { #expect(!page.contains(part)) }
    if let python = pythonPeer { try checkMarkup(page, python) }
  }

  /// Scores are plotted against those that are annotated, and the farthest off is listed first; what is of classes
  /// alone is not there, nor are its headings.
  @Test func scoresHaveAPlot() throws {
    let run = try TrainingRun(task: "sequence-classification")
    try run.folder.write(
      "scores.tsv", (0..<40).map { "A text of \($0) words\tAnother\t\(Double($0) / 8)\n" }.joined())
    let files = ["train", "validation", "test"].flatMap { ["--set", "data.\($0)=scores.tsv"] }
    let result = try run.program.run(["recipe.json", "--output", "run", "--quiet"] + files)
    #expect(result.status == 0, "\(result.errors)")
    let page = try run.text("run/report.html")
    for part in [
      "What was answered for what", "<p class=\"note\">40 examples of the test data, on average ",
      "<span class=\"legend\">Pearson ", "<path class=\"diagonal\"",
    ] { #expect(page.contains(part), "\(part)") }
    #expect(page.components(separatedBy: "<circle r=\"3\" ").count == 41)
    for heading in [
      "What was taken for what", "How sure, how right", "Errors the model was surest of",
      "Right answers",
    ] { #expect(!page.contains(heading), "\(heading)") }
    var farthest = (text: "", distance: -1.0)
    for line in try jsonObjects(run.text("run/test-predictions.jsonl")) {
      let score = try #require(line["score"] as? Double)
      let gold = try #require(line["gold"] as? Double)
      let text = try #require(line["text"] as? String)
      if abs(score - gold) > farthest.distance { farthest = (text, abs(score - gold)) }
    }
    let parts = page.components(separatedBy: "<h2>Answers that are farthest off</h2>")
    #expect(parts.count == 2)
    let listed = (parts.last ?? "").components(separatedBy: "<div class=\"example\">")
    #expect(listed.count == 21)
    #expect(listed[1].contains("<div>\(farthest.text)</div>"), "\(farthest)")
    if let python = pythonPeer { try checkMarkup(page, python) }
  }

  /// Every element ends where it should.
  private func checkMarkup(_ page: String, _ python: URL) throws {
    let folder = try WorkFolder()
    try folder.write("page.html", page)
    let (status, output) = try Python.run(
      """
      import sys
      from html.parser import HTMLParser
      class Check(HTMLParser):
          stack = []
          def handle_starttag(self, tag, attributes):
              if tag not in ("meta",): self.stack.append(tag)
          def handle_startendtag(self, tag, attributes): pass
          def handle_endtag(self, tag):
              found = self.stack.pop()
              assert found == tag, (found, tag, self.getpos())
      check = Check()
      check.feed(open(sys.argv[1], encoding="utf-8").read())
      assert not check.stack, check.stack
      """, [folder.path + "/page.html"])
    #expect(status == 0, "\(output)")
  }

  /// A page is there while the run goes on, and what was noticed stands on it.
  @Test func aRunThatIsBrokenOffHasAPage() throws {
    let run = try TrainingRun()
    let result = try run.program.shell(
      """
      "$LUKE" recipe.json --output run --quiet --set training.steps=20000 & pid=$!
      while ! ls run/report.html > /dev/null 2>&1; do sleep 0.05; done
      kill -INT $pid; wait $pid; echo $?
      """)
    #expect(result.output == "130\n")
    let page = try run.text("run/report.html")
    #expect(page.contains(" of 20000, ") && !page.contains("luke-train predict"))
    #expect(try run.train("run", "--fresh", "--quiet").status == 0)
    #expect(try run.text("run/report.html").contains("24 steps are few for a head"))
  }

  @Test func pretrainingHasAPage() throws {
    let run = try PretrainingRun()
    #expect(try run.train("run", "--quiet").status == 0)
    let page = try run.text("run/report.html")
    #expect(page.contains("How it went") && page.contains("<svg"))
    #expect(page.contains("in a recipe of fine-tuning"))
    #expect(!page.contains("What was taken for what"))
  }
}
