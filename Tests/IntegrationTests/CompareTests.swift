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

  /// One object has what is shown to people.
  @Test func comparisonsAreJSON() throws {
    let run = try TrainingRun(task: "sequence-classification")
    #expect(try run.train("one", "--quiet").status == 0)
    #expect(try run.train("two", "--quiet", "--set", "training.learning_rate=0.02").status == 0)
    let result = try run.program.run(["compare", "one", "two", "--json"])
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.split(separator: "\n").count == 1)
    let object = try jsonObject(result.output)
    #expect(Set(object.keys) == ["runs", "differences", "remarks"])
    #expect((object["remarks"] as? [String])?.isEmpty == true)
    let runs = try #require(object["runs"] as? [[String: Any]])
    #expect(runs.map { $0["path"] as? String } == ["one", "two"])
    for (name, compared) in zip(["one", "two"], runs) {
      #expect(compared["task"] as? String == "sequence-classification")
      #expect(compared["deciding"] as? String == "accuracy")
      #expect((compared["version"] as? String)?.hasPrefix("luke-train ") == true)
      #expect(compared["seconds"] is Double)
      let scores = try #require(compared["scores"] as? [String: [String: Double]])
      #expect(Set(scores.keys) == ["test", "validation"])
      let metrics = try jsonObjects(run.text("\(name)/metrics.jsonl"))
      let test = try #require(metrics.last { $0["split"] as? String == "test" })
      let logged = test.filter { !["step", "split", "file_checksums"].contains($0.key) }
      #expect(logged as? [String: Double] == scores["test"])
      #expect(compared["steps"] is Int)
      #expect(scores["test"]?.keys.contains("repair/f1") == true)
    }
    #expect(
      runs.map { $0["different"] as? [String: Double] } == [
        ["training.learning_rate": 0.003], ["training.learning_rate": 0.02],
      ])
    let differences = try #require(object["differences"] as? [[String: Any]])
    #expect(differences.map { $0["split"] as? String } == ["test", "validation"])
    let lines = try run.program.run(["compare", "one", "two"]).output.split(separator: "\n")
    for difference in differences {
      let split = try #require(difference["split"] as? String)
      let answers = try jsonObjects(run.text("one/\(split)-predictions.jsonl"))
      #expect(difference["first"] as? String == "one" && difference["second"] as? String == "two")
      #expect(difference["examples"] as? Int == answers.count)
      #expect(difference["not_in_both"] as? Int == 0)
      let measures = try #require(difference["measures"] as? [[String: Any]])
      #expect(measures.map { $0["name"] as? String } == ["wholly_right"])
      let first = try #require(measures[0]["first"] as? Double)
      let second = try #require(measures[0]["second"] as? Double)
      let change = try #require(measures[0]["difference"] as? Double)
      let right = answers.count { $0["correct"] as? Bool == true }
      #expect(first == Double(right) / Double(answers.count))
      #expect(abs(change - (second - first)) < 1e-12)
      let interval = try #require(measures[0]["interval"] as? [Double])
      #expect(interval.count == 2 && interval[0] <= interval[1])
      let chance = try #require(measures[0]["probability"] as? Double)
      let told = String(format: "%.1f and %.1f, p ", interval[0] * 100, interval[1] * 100)
        .replacing("-0.0", with: "0.0")
      let line = try #require(lines.first { $0.hasPrefix("\(split): one and two: ") })
      #expect(line.contains(told), "\(line) \(told)")
      #expect(line.hasSuffix(chance < 0.001 ? "p < 0.001" : String(format: "p %.3f", chance)))
    }
    // Data that have nothing in common.
    let name = "/test-predictions.jsonl"
    #expect(try run.program.shell("cp -r two three").status == 0)
    let other = try run.text("two" + name).replacing("\"text\":\"", with: "\"text\":\"Not ")
    try run.folder.write("three" + name, other)
    let apart = try jsonObject(run.program.run(["compare", "one", "three", "--json"]).output)
    let nothing = try #require((apart["differences"] as? [[String: Any]])?.first)
    #expect(nothing["examples"] as? Int == 0 && (nothing["measures"] as? [Any])?.isEmpty == true)
    #expect(nothing["not_in_both"] as? Int == 100)
  }

  /// Scores are never right or wrong: their correlations are compared, and what has no annotation is left out.
  @Test func scoresAreComparedByTheirCorrelation() throws {
    let run = try TrainingRun(task: "sequence-classification")
    try run.folder.write(
      "scores.tsv", (0..<40).map { "A text of \($0) words\tAnother\t\(Double($0) / 8)\n" }.joined())
    let files = ["train", "validation", "test"].flatMap { ["--set", "data.\($0)=scores.tsv"] }
    for (name, rate) in [("one", "0.003"), ("two", "0.0001")] {
      let trained = try run.program.run(
        ["recipe.json", "--output", name, "--quiet", "--set", "training.learning_rate=\(rate)"]
          + files)
      #expect(trained.status == 0, "\(trained.errors)")
    }
    let result = try run.program.run(["compare", "one", "two"])
    #expect(result.status == 0, "\(result.errors)")
    let object = try jsonObject(run.program.run(["compare", "one", "two", "--json"]).output)
    let difference = try #require((object["differences"] as? [[String: Any]])?.first)
    #expect(difference["examples"] as? Int == 40)
    let measures = try #require(difference["measures"] as? [[String: Any]])
    #expect(measures.map { $0["name"] as? String } == ["pearson"])
    var told = "test: one and two: Pearson "
    for (name, key) in [("one", "first"), ("two", "second")] {
      let metrics = try jsonObjects(run.text("\(name)/metrics.jsonl"))
      let test = try #require(metrics.last { $0["split"] as? String == "test" })
      let pearson = try #require(test["pearson"] as? Double)
      let compared = try #require(measures[0][key] as? Double)
      // Answers are kept with few digits.
      #expect(abs(pearson - compared) < 1e-3)
      told +=
        String(format: "%.1f", pearson * 100) + (key == "first" ? " and " : " on 40 examples: ")
    }
    #expect(result.output.contains(told), "\(told)\n\(result.output)")
    #expect(!result.output.contains("wholly right"))
    let unknown = try run.program.shell(
      #"""
      cp -r two three
      sed -i 's/"gold":[^,]*,/"gold":null,/' three/*-predictions.jsonl && "$LUKE" compare one three
      """#)
    #expect(unknown.status == 0, "\(unknown.errors)")
    #expect(
      unknown.output.hasSuffix(
        "\nwhether it is chance is not known: no answers beside what is annotated were kept\n"),
      "\(unknown.output)")
  }

  /// However long runs are, their page is small, and has their last steps.
  @Test func longRunsMakeASmallPage() throws {
    let run = try TrainingRun(task: "sequence-classification")
    #expect(try run.train("one", "--quiet").status == 0)
    var (metrics, timings) = ("", "")
    for step in 1...100_000 {
      metrics +=
        #"{"step":\#(step),"loss":\#(Double(step % 7) + 0.125),"learning_rate":0.001}"# + "\n"
      if step % 10 == 0 {
        metrics += #"{"step":\#(step),"split":"validation","accuracy":0.5}"# + "\n"
      }
      timings += #"{"step":\#(step),"seconds":0.25,"words_per_second":\#(step % 1000)}"# + "\n"
    }
    try run.folder.write("one/metrics.jsonl", metrics)
    try run.folder.write("one/timings.jsonl", timings)
    let result = try run.program.run(["compare", "one", "one", "--html", "page.html"])
    #expect(result.status == 0, "\(result.errors)")
    let page = try run.text("page.html")
    #expect(page.utf8.count < 200_000)
    #expect(page.contains("text-anchor=\"middle\">100000</text>"))
    for title in ["loss", "validation accuracy", "learning rate", "words a second"] {
      #expect(page.contains("<figcaption>\(title)<"))
    }
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

  /// What a run should have, and has not, is named, and not just missing from what is shown.
  @Test func filesWithNothingToCompareAreTold() throws {
    let run = try TrainingRun(task: "sequence-classification")
    #expect(try run.train("one", "--quiet").status == 0)
    let made = try run.program.shell(
      """
      cp -r one two; cp -r one three
      : > two/test-predictions.jsonl
      rm three/validation-predictions.jsonl
      printf '\\x00\\xff{\\n\\x01\\n' > three/metrics.jsonl
      """)
    #expect(made.status == 0)
    let rest =
      ", though the run was scored on these data; whether differences on them are chance is not known; "
      + "luke-train evaluate --predictions makes the file anew"
    let remarks = [
      "two/test-predictions.jsonl: is empty\(rest)",
      "three/validation-predictions.jsonl: is not there\(rest)",
      "three/metrics.jsonl: has 1 of 1 lines that no run writes; the curves of a page lack what it should have",
    ]
    let result = try run.program.run(["compare", "one", "two", "three"])
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.hasSuffix(remarks.joined(separator: "\n") + "\n"), "\(result.output)")
    let object = try jsonObject(
      run.program.run(["compare", "one", "two", "three", "--json"]).output)
    #expect(object["remarks"] as? [String] == remarks)
  }

  /// Answers and curves of several seeds are those of the best one.
  @Test func theBestSeedIsCompared() throws {
    let run = try TrainingRun(
      task: "sequence-classification", training: #", "seeds": [1, 2]"#)
    #expect(try run.train("se", "--quiet").status == 0)
    #expect(try run.train("one", "--quiet", "--set", "training.seed=5").status == 0)
    let best = try #require(jsonObject(run.text("se/seeds.json"))["best"] as? Int)
    let result = try run.program.run(["compare", "one", "se", "--html", "page.html"])
    #expect(result.status == 0, "\(result.errors)")
    #expect(
      result.output.hasSuffix(
        "\nse: of several seeds, the best of which, seed \(best), is shown, with answers and curves in "
          + "se/seed-\(best); luke-train inspect se has them all\n"), "\(result.output)")
    let lines = result.output.split(separator: "\n")
    for split in ["test", "validation"] {
      #expect(lines.contains { $0.hasPrefix("\(split): one and se: ") })
    }
    let page = try run.text("page.html")
    #expect(page.contains("<figcaption>validation accuracy<") && page.contains("key c1"))
    // The same answers as those of the folder itself.
    let own = try run.program.run(["compare", "one", "se/seed-\(best)"]).output
    let difference = try #require(lines.first { $0.hasPrefix("test: one and se: ") })
    #expect(own.contains(difference.dropFirst("test: one and se: ".count)), "\(own)")
  }

  /// A run that was broken off does not stand there as if it were at its end.
  @Test func unfinishedRunsAreTold() throws {
    let run = try TrainingRun(task: "sequence-classification")
    #expect(try run.train("one", "--quiet").status == 0)
    let made = try run.program.shell(
      """
      cp -r one two
      rm two/model.h5 two/best.h5 two/step-00000024.h5 two/test-predictions.jsonl two/validation-predictions.jsonl
      sed -i -E '/"step":2[2-9]|"split":"test"/d' two/metrics.jsonl
      cp -r two three; rm three/*.h5; : > three/metrics.jsonl
      """)
    #expect(made.status == 0, "\(made.errors)")
    let remarks = [
      "two: not finished (step 21 of 24); no scores on the test and validation data yet",
      "three: not finished (no step yet); no scores on the test and validation data yet",
    ]
    let result = try run.program.run(["compare", "one", "two", "three", "--html", "page.html"])
    #expect(result.status == 0, "\(result.errors)")
    let lines = result.output.split(separator: "\n").map(String.init)
    let state = try #require(lines.first { $0.hasPrefix("state ") })
    #expect(state.contains("  finished  ") && state.contains("  not finished (step 21 of 24)  "))
    #expect(remarks.allSatisfy(lines.contains), "\(result.output)")
    #expect(!result.output.contains("is not there"), "\(result.output)")
    let page = try run.text("page.html")
    #expect(page.contains("<p>\(remarks[0])</p>"))
    let object = try jsonObject(
      run.program.run(["compare", "one", "two", "three", "--json"]).output)
    let runs = try #require(object["runs"] as? [[String: Any]])
    #expect(runs.map { $0["state"] as? String } == ["finished", "not finished", "not finished"])
    #expect(
      runs.map { $0["progress"] as? String } == [
        "finished", "not finished (step 21 of 24)", "not finished (no step yet)",
      ])
    let told = try #require(object["remarks"] as? [String])
    #expect(remarks.allSatisfy(told.contains), "\(told)")
  }

  /// The same texts with classes in one column and scores in another.
  @Test func otherAnnotationsAreTold() throws {
    let run = try TrainingRun(task: "sequence-classification")
    for (name, label) in [
      ("one", { "\(Double($0) / 8)" }), ("two", { $0 % 2 == 0 ? "yes" : "no" }),
    ]
      as [(String, (Int) -> String)]
    {
      #expect(try run.program.shell("mkdir data-\(name)").status == 0)
      try run.folder.write(
        "data-\(name)/texts.tsv",
        "text\tlabel\n" + (0..<40).map { "A text of \($0) words\t\(label($0))\n" }.joined())
      let files = ["train", "validation", "test"].flatMap {
        ["--set", "data.\($0)=data-\(name)/texts.tsv"]
      }
      let trained = try run.program.run(["recipe.json", "--output", name, "--quiet"] + files)
      #expect(trained.status == 0, "\(trained.errors)")
    }
    let reason =
      "answered the same 40 examples, annotated with scores in the one and labels in the other, so that their "
      + "answers cannot be compared"
    let result = try run.program.run(["compare", "one", "two"])
    #expect(result.output.contains("\ntest: one and two: \(reason)\n"), "\(result.output)")
    let object = try jsonObject(run.program.run(["compare", "one", "two", "--json"]).output)
    let difference = try #require((object["differences"] as? [[String: Any]])?.first)
    #expect(difference["reason"] as? String == reason)
    #expect((difference["measures"] as? [Any])?.isEmpty == true)
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
    // Some thousand samples cannot tell that something never happens: what was found counts as one of them.
    #expect(clear.probability == 2 / 2001.0)
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

  @Test func correlationsAreToldFromChance() {
    let gold = (0..<200).map { Double($0 % 11) }
    let near = gold.enumerated().map { $1 + ($0 % 3 == 0 ? 0.5 : -0.25) }
    let far = gold.enumerated().map { $0 % 2 == 0 ? $1 : 3 }
    let clear = PairedBootstrap(gold: gold, first: far, second: near)
    // By Python's math.fsum.
    #expect(
      abs(clear.first - 0.649727043248474) < 1e-12 && abs(clear.second - 0.9938467022284795) < 1e-12
    )
    #expect(clear.probability < 0.001 && clear.interval.lowerBound > 0.05)
    #expect(clear.correlationText.hasPrefix("Pearson 65.0 and 99.4 on 200 examples: +"))
    // The place and the unit of the scores change nothing.
    let moved = PairedBootstrap(
      gold: gold, first: far.map { 1e6 + 3 * $0 }, second: near.map { 1e6 + 3 * $0 })
    #expect(abs(moved.difference - clear.difference) < 1e-9)
    let same = PairedBootstrap(gold: gold, first: near, second: near)
    #expect(same.difference == 0 && same.probability == 1)
    let constant = PairedBootstrap(gold: gold, first: gold.map { _ in 2 }, second: near)
    #expect(constant.first == 0)
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
