import EndToEndSupport
import Foundation
import LukeTestSupport
import LukeTraining
import Testing

/// Runs held against each other.
@Suite struct CompareTests {
  @Test func twoRunsAreCompared() throws {
    let run = try TrainingRun(task: "sequence-classification")
    #expect(try run.train("one", "--quiet").status == 0)
    #expect(try run.train("two", "--quiet", "--set", "training.learning_rate=0.02").status == 0)
    let result = try run.program.run(["compare", "one", "two", "--html", "page.html"])
    #expect(result.status == 0, "\(result.errors)")
    let lines = result.output.split(separator: "\n").map(String.init)
    #expect(lines[0].split(separator: " ") == ["one", "two"])
    let accuracy = try #require(lines.first { $0.hasPrefix("test accuracy ") })
    for name in ["one", "two"] {
      let metrics = try jsonObjects(run.text("\(name)/metrics.jsonl"))
      let score = try #require(metrics.last { $0["split"] as? String == "test" })
      let value = try #require(score["accuracy"] as? Double)
      #expect(accuracy.contains(String(format: "%.2f", value * 100)))
    }
    let keys = lines.filter { $0.hasPrefix("training.") || $0.hasPrefix("task.") }
    #expect(keys.count == 1 && keys[0].hasPrefix("training.learning_rate  0.003"))
    #expect(
      lines.contains { $0.hasPrefix("test: one and two: ") && $0.contains(" wholly right: ") })
    let page = try run.text("page.html")
    #expect(page.contains("What was different") && page.contains("class=\"key c1\">two</span>"))
    #expect(!page.contains("<script") && !page.contains("href="))
    // A run with itself differs in nothing.
    let same = try run.program.run(["compare", "one", "one"])
    #expect(!same.output.contains("training."))
    #expect(same.output.contains("0.0 points, 95 % within 0.0 and 0.0, p 1.000"))
    let refused = try run.program.run(["compare", "one", "two", "--html", "page.html"])
    #expect(refused.status == 64)
  }

  /// Examples are the same where text and annotation are, not where they stand in a file of the same name.
  @Test func otherDataAreTold() throws {
    let run = try TrainingRun(task: "sequence-classification")
    #expect(try run.train("one", "--quiet").status == 0)
    #expect(try run.program.shell("cp -r one two; cp -r one three").status == 0)
    let name = "/test-predictions.jsonl"
    var lines = try run.text("two" + name).split(separator: "\n").map(String.init)
    lines[0] = lines[0].replacing("\"gold\":\"", with: "\"gold\":\"not-")
    try run.folder.write("two" + name, lines.joined(separator: "\n") + "\n")
    let result = try run.program.run(["compare", "one", "two"])
    #expect(result.status == 0, "\(result.errors)")
    #expect(
      result.output.contains(
        "; 1 of \(lines.count) are not the same in both: their data differ\n"), "\(result.output)")
    try run.folder.write("three" + name, lines[0] + "\n{\"text\": \"cut")
    let damaged = try run.program.run(["compare", "one", "three"])
    #expect(damaged.status == 65)
    #expect(
      damaged.faults == [
        "three/test-predictions.jsonl:2: is no answer as a run writes them; luke-train evaluate --predictions makes the file anew"
      ])
    let gone = try run.program.run(["compare", "one", "nowhere"])
    #expect(gone.status == 66 && gone.faults == ["nowhere: no such folder"])
  }

  @Test func whatIsNoRunIsNamed() throws {
    let run = try TrainingRun()
    let result = try run.program.run(["compare", run.folder.path, "none"])
    #expect(result.status == 64)
    #expect(
      result.faults == [
        "\(run.folder.path): is no run folder; name folders that luke-train has written"
      ])
    let single = try run.program.run(["compare", "one"])
    #expect(single.faults == ["name two run folders or more to compare"])
  }

  @Test func chanceIsToldFromDifference() {
    typealias Answers = (first: Bool, second: Bool)
    let pairs: [Answers] = (0..<400).map { number in
      let isEven = number % 2 == 0
      return (isEven, isEven || number % 5 == 0)
    }
    let clear = PairedBootstrap(pairs)
    #expect(clear.first == 0.5 && clear.second == 0.6 && clear.probability < 0.001)
    #expect(clear.interval.contains(0.1) && clear.interval.lowerBound > 0.05)
    let noisy: [Answers] = (0..<40).map { number in (number < 20, number < 18 || number > 36) }
    let noise = PairedBootstrap(noisy)
    #expect(noise.probability > 0.3 && noise.interval.contains(0))
    // Entities count each, not the sentences they are in.
    typealias Part = PairedBootstrap.Part
    typealias Parts = (first: Part, second: Part)
    let half: Parts = (Part(gained: 2, possible: 2), Part(gained: 8, possible: 8))
    let other: Parts = (Part(gained: 0, possible: 2), Part(gained: 0, possible: 2))
    let all: [Parts] = (0..<100).map { number in number < 50 ? half : other }
    let entities = PairedBootstrap(all)
    #expect(entities.first == 0.5 && entities.second == 0.8 && entities.probability < 0.001)
    #expect(
      entities.entityText.hasPrefix("F1 of entities 50.0 and 80.0 on 100 examples: +30.0 points"))
    #expect(
      clear.text.hasPrefix(
        "50.0 and 60.0 % of 400 examples wholly right: +10.0 points, 95 % within "))
  }

  /// The F1 that is held against chance is that of the run log.
  @Test func entitiesAreComparedByTheirF1() throws {
    let run = try TrainingRun(hiddenSize: 32)
    let settings = ["steps=120", "batch_size=8", "learning_rate=0.01"]
    let trained = try run.program.run(
      ["recipe.json", "--output", "one", "--quiet"]
        + settings.flatMap { ["--set", "training.\($0)"] })
    #expect(trained.status == 0, "\(trained.errors)")
    let metrics = try jsonObjects(run.text("one/metrics.jsonl"))
    let test = try #require(metrics.last { $0["split"] as? String == "test" })
    let score = String(format: "%.1f", 100 * (try #require(test["f1"] as? Double)))
    let compared = try run.program.run(["compare", "one", "one"])
    #expect(
      compared.output.contains("test: one and one: F1 of entities \(score) and \(score) on "),
      "\(compared.output)")
  }
}
