import EndToEndSupport
import Foundation
import LukeTestSupport
import Testing

/// The pages that the program writes, as a browser shows them; nothing is looked at where there is none.
@Suite(.enabled(if: Browser.path != nil), .serialized) struct BrowserTests {
  private let browser: Browser

  init() throws { browser = try Browser(#require(Browser.path)) }

  /// What the other tests look for is found where it is.
  @Test func faultsAreSeen() throws {
    let page = """
      <!doctype html><html><head><style>body{background:#fff;color:#999}</style></head><body>
      <script>nowhere()</script><div style="width:600px">broad</div>
      <img src="https://example.org/picture.png">
      <svg viewBox="0 0 100 20" width="100"><text x="-9" y="10" font-size="6">cut off</text></svg>
      </body></html>
      """
    let lines = try browser.consoleLines(of: page)
    #expect(lines.contains { $0.contains("nowhere is not defined") }, "\(lines)")
    let looks = try browser.looks(of: page, widths: [400, 700], isDark: false)
    #expect(looks.map(\.width) == [400, 700] && looks[0].scrollWidth > 600)
    #expect(looks[1].scrollWidth == 700 && looks[1].wide.isEmpty)
    for (found, part) in [
      (looks[0].wide, ">broad<"), (looks[0].cut, ">cut off<"), (looks[0].faint, ">broad<"),
      (looks[0].fetched, "https://example.org/picture.png"),
    ] { #expect(found.contains { $0.contains(part) }, "\(part) in \(found)") }
    #expect(looks[0].leastHeight < 9 && looks[0].paper == "rgb(255, 255, 255)")
    let empty = try browser.screenshot(
      of: "<!doctype html><html></html>", width: 400, height: 300, isDark: false)
    let picture = try #require(browser.pictures([empty]).first)
    #expect(picture.width == 400 && picture.height == 300)
    #expect(picture.colours == 1 && picture.emptiness == 1 && picture.brightness == 255)
  }

  @Test(arguments: [
    "named-entity-recognition", "relation-classification", "entity-typing", "multiple-choice",
    "extractive-question-answering",
  ])
  func reportsCanBeRead(task: String) throws {
    let run = try TrainingRun(task: task)
    let trained = try run.train("run", "--quiet")
    #expect(trained.status == 0, "\(trained.errors)")
    try check(run.text("run/report.html"))
  }

  @Test func reportsOfScoresCanBeRead() throws {
    let run = try TrainingRun(task: "sequence-classification")
    try run.folder.write(
      "scores.tsv", (0..<40).map { "A text of \($0) words\tAnother\t\(Double($0) / 8)\n" }.joined())
    let files = ["train", "validation", "test"].flatMap { ["--set", "data.\($0)=scores.tsv"] }
    let trained = try run.program.run(["recipe.json", "--output", "run", "--quiet"] + files)
    #expect(trained.status == 0, "\(trained.errors)")
    let page = try run.text("run/report.html")
    #expect(page.contains("<path class=\"diagonal\""))
    try check(page)
  }

  @Test func reportsOfPretrainingCanBeRead() throws {
    let run = try PretrainingRun()
    #expect(try run.train("run", "--quiet").status == 0)
    try check(run.text("run/report.html"))
  }

  /// Many runs with long names, and low rates.
  @Test func comparisonsCanBeRead() throws {
    let run = try TrainingRun()
    let names = ["one", "a-folder-with-the-long-name-of-a-run-that-somebody-wanted-to-find-again"]
    for (name, rate) in zip(names, ["3e-5", "1.25e-6"]) {
      let trained = try run.train(name, "--quiet", "--set", "training.learning_rate=\(rate)")
      #expect(trained.status == 0, "\(trained.errors)")
    }
    let runs = names + names.map { "./" + $0 }
    let result = try run.program.run(["compare"] + runs + ["--html", "page.html"])
    #expect(result.status == 0, "\(result.errors)")
    try check(run.text("page.html"))
  }

  @Test func answersCanBeRead() throws {
    let run = try TrainingRun(hiddenSize: 32)
    let settings = ["steps=200", "batch_size=8", "learning_rate=0.01"]
    let trained = try run.program.run(
      ["recipe.json", "--output", "run", "--quiet"]
        + settings.flatMap { ["--set", "training.\($0)"] })
    #expect(trained.status == 0, "\(trained.errors)")
    try run.folder.write(
      "in.txt", "Anna Berg lives in Oslo.\nNothing <here>.\n")
    let result = try run.program.run(
      ["predict", "run/model.h5", "in.txt", "--quiet", "--view", "--output", "page.html"])
    #expect(result.status == 0, "\(result.errors)")
    try check(run.text("page.html"))
  }

  /// A page has no errors and asks for nothing; on a phone and on a desk, in the light and in the dark nothing
  /// has to be scrolled sideways, is cut off, is too small or has too little contrast to be read.
  private func check(_ page: String) throws {
    #expect(try browser.consoleLines(of: page) == [])
    for isDark in [false, true] {
      for look in try browser.looks(of: page, widths: [400, 900, 1200], isDark: isDark) {
        #expect(look.scrollWidth == look.width, "\(look)")
        #expect(look.wide == [] && look.cut == [] && look.faint == [], "\(look)")
        #expect(look.fetched == [], "\(look)")
        #expect(look.leastHeight >= 10, "\(look)")
        #expect(look.paper == (isDark ? "rgb(22, 24, 28)" : "rgb(255, 255, 255)"))
      }
    }
    let shown = [(400, false), (400, true), (1200, false), (1200, true)]
    let screenshots = try shown.map { width, isDark in
      try browser.screenshot(of: page, width: width, height: 900, isDark: isDark)
    }
    let pictures = try browser.pictures(screenshots)
    #expect(pictures.count == shown.count)
    for ((width, isDark), picture) in zip(shown, pictures) {
      #expect(picture.width == width && picture.height == 900)
      #expect(picture.colours > 50 && picture.emptiness < 0.999, "\(picture)")
      #expect(isDark ? picture.brightness < 90 : picture.brightness > 200, "\(picture)")
    }
  }
}
