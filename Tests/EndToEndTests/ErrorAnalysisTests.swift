import EndToEndSupport
import Foundation
import LukeTestSupport
import Testing

/// Answers beside what is annotated: kept in the run folder, written by `evaluate`, and in accord with the scores.
@Suite struct ErrorAnalysisTests {
  private func lines(_ run: TrainingRun, _ name: String) throws -> [[String: Any]] {
    try jsonObjects(run.text(name))
  }

  private func testScores(_ run: TrainingRun) throws -> [String: Any] {
    let metrics = try jsonObjects(run.text("run/metrics.jsonl"))
    return try #require(metrics.last { $0["split"] as? String == "test" })
  }

  /// The share of right answers is the score that counts them.
  @Test(arguments: [
    ("relation-classification", "accuracy"), ("sequence-classification", "accuracy"),
    ("multiple-choice", "accuracy"), ("extractive-question-answering", "exact_match"),
    ("cloze-question-answering", "exact_match"),
  ])
  func theShareOfRightAnswersIsTheScore(task: String, score: String) throws {
    let run = try TrainingRun(task: task)
    let result = try run.train("run", "--quiet")
    #expect(result.status == 0, "\(result.errors)")
    let answers = try lines(run, "run/test-predictions.jsonl")
    let right = answers.compactMap { $0["correct"] as? Bool }
    #expect(!answers.isEmpty && right.count == answers.count)
    let share = Double(right.count { $0 }) / Double(right.count)
    #expect(abs(share - (try testScores(run)[score] as? Double ?? -1)) < 1e-12)
    #expect(
      answers.allSatisfy {
        ($0["file"] as? String)?.contains("/test.") == true && ($0["line"] as? Int ?? 0) > 0
      })
    #expect(try !lines(run, "run/validation-predictions.jsonl").isEmpty)
    // The same answers come of the model.
    let model = "run/model.h5"
    let file = try #require(answers[0]["file"] as? String)
    let written = try run.program.run(["evaluate", model, file, "--quiet", "--predictions", "-"])
    #expect(written.status == 0, "\(written.errors)")
    #expect(try written.output == run.text("run/test-predictions.jsonl"))
    let columns = try run.program.run([
      "evaluate", model, file, "--quiet", "--predictions", "-", "--format", "conll",
    ])
    #expect(columns.status == 64)
    #expect(
      columns.faults == [
        "--format conll: words with tags are written so; a model for \(task) answers in jsonl"
      ])
    // And are what `predict` says.
    let predicted = try run.program.run(["predict", model, file, "--quiet"])
    let plain = try jsonObjects(predicted.output)
    #expect(plain.count == answers.count)
    for (one, other) in zip(plain, answers) {
      var other = other
      for key in ["gold", "correct", "file", "line"] { other[key] = nil }
      #expect(one as NSDictionary == other as NSDictionary)
    }
  }

  /// Precision and recall of entities follow from the lines, and from the table of confusions.
  @Test(arguments: ["named-entity-recognition", "token-classification"])
  func scoresOfEntitiesFollowFromTheLines(task: String) throws {
    let run = try TrainingRun(task: task)
    #expect(try run.train("run", "--quiet", "--set", "training.steps=60").status == 0)
    var (gold, found, both) = (0, 0, 0)
    let answers = try lines(run, "run/test-predictions.jsonl")
    for line in answers {
      func keys(_ key: String) -> Set<String> {
        Set(
          (line[key] as? [[String: Any]] ?? []).map {
            "\($0["start_word"] ?? "") \($0["end_word"] ?? "") \($0["label"] ?? "")"
          })
      }
      let (annotated, answered) = (keys("gold"), keys("entities"))
      gold += annotated.count
      found += answered.count
      both += annotated.intersection(answered).count
      #expect(line["correct"] as? Bool == (annotated == answered))
    }
    let scores = try testScores(run)
    #expect(gold > 0)
    #expect(scores["recall"] as? Double == Double(both) / Double(gold))
    let precision = Double(both) / Double(max(1, found))
    #expect(abs((scores["precision"] as? Double ?? -1) - precision) < 1e-12)

    let file = try #require(answers[0]["file"] as? String)
    let reported = try run.program.run([
      "evaluate", "run/model.h5", file, "--quiet", "--json", "--report", "report",
    ])
    #expect(reported.status == 0, "\(reported.errors)")
    #expect(
      try run.files("report") == [
        "confusions.tsv", "predictions.conll", "predictions.jsonl", "scores.json", "thresholds.tsv",
      ])
    #expect(try run.text("report/scores.json") == reported.output)
    #expect(try run.text("report/predictions.jsonl") == run.text("run/test-predictions.jsonl"))
    let table = try run.text("report/confusions.tsv").split(separator: "\n").map {
      $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
    #expect(table.first == ["gold", "answer", "count"])
    func count(where fits: (String, String) -> Bool) -> Int {
      table.dropFirst().filter { fits($0[0], $0[1]) }.reduce(0) { $0 + (Int($1[2]) ?? 0) }
    }
    #expect(count { gold, answer in !gold.isEmpty && gold == answer } == both)
    #expect(count { gold, _ in !gold.isEmpty } == gold)
    #expect(count { _, answer in !answer.isEmpty } == found)
    let thresholds = try run.text("report/thresholds.tsv").split(separator: "\n").map {
      $0.split(separator: "\t").map(String.init)
    }
    #expect(thresholds.count == 16 && thresholds[0][0] == "threshold")
    #expect(thresholds[1][1] == "\(found)" && thresholds[1][2] == "\(both)")
    if task == "named-entity-recognition" {
      // What the table says of a threshold is what the key does.
      let sure = try run.program.run([
        "evaluate", "run/model.h5", file, "--quiet", "--json", "--set",
        "task.min_score=\(thresholds[6][0])",
      ])
      let scores = try jsonObject(sure.output)
      #expect(scores["recall"] as? Double == Double(thresholds[6][4]))
    }
    let rows = try run.text("report/predictions.conll").split(separator: "\n").map {
      $0.split(separator: "\t", omittingEmptySubsequences: false)
    }
    #expect(rows.allSatisfy { $0.count == 3 })
    #expect(rows.count { $0[1].hasPrefix("B-") } == gold)
    if task == "named-entity-recognition" {
      #expect(rows.count { $0[2].hasPrefix("B-") } == found)
    }
    let columns = try run.program.run([
      "evaluate", "run/model.h5", file, "--quiet", "--predictions", "-", "--format", "conll",
    ])
    #expect(try columns.output == run.text("report/predictions.conll"))
    // What is there is replaced where that is asked for, and nothing else ever is.
    let again = ["evaluate", "run/model.h5", file, "--quiet", "--report", "report"]
    #expect(try run.program.run(again).status == 64)
    #expect(try run.program.run(again + ["--replace"]).status == 0)
    try run.folder.write("report/notes.txt", "mine")
    #expect(try run.program.run(again + ["--replace"]).status == 64)
  }

  @Test func typesAreJudgedTogether() throws {
    let run = try TrainingRun(task: "entity-typing")
    #expect(try run.train("run", "--quiet").status == 0)
    let answers = try lines(run, "run/test-predictions.jsonl")
    #expect(!answers.isEmpty)
    for line in answers {
      let gold = try #require(line["gold"] as? [[String]])
      let entities = try #require(line["entities"] as? [[String: Any]])
      #expect(gold.count == entities.count)
      #expect(line["correct"] is Bool)
    }
  }

  /// A score has no right and wrong, and data without labels are judged by nobody.
  @Test func whatCannotBeJudgedIsNull() throws {
    let run = try TrainingRun(task: "sequence-classification")
    var rows = "text\tscore\n"
    for number in 0..<40 { rows += "text number \(number) is here\t\(Double(number % 5) / 2)\n" }
    try run.folder.write("scores.tsv", rows)
    let result = try run.train(
      "run", "--quiet", "--set", "task.problem_type=regression", "--set", "data.train=scores.tsv",
      "--set",
      "data.validation=scores.tsv", "--set", "data.test=scores.tsv")
    #expect(result.status == 0, "\(result.errors)")
    let answers = try lines(run, "run/test-predictions.jsonl")
    #expect(answers.count == 40)
    #expect(answers.allSatisfy { $0["correct"] is NSNull && $0["gold"] is Double })
  }
}
