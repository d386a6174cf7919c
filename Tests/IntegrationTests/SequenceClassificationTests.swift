import EndToEndSupport
import Foundation
import LukeTestSupport
import LukeTraining
import Testing

/// Texts with a class, several, or a score: from the recipe to the answers.
@Suite struct SequenceClassificationTests {
  private let data = packageFolder.appending(path: "Datasets/quickstart-messages").path

  private func run(training: String = "") throws -> TrainingRun {
    try TrainingRun(task: "sequence-classification", training: training)
  }

  @Test func theSampleIsLearned() throws {
    let folder = try WorkFolder()
    let recipe = packageFolder.appending(path: "Recipes/sample-messages.json").path
    let result = try Program(folder: folder.path).run([recipe, "--output", "run", "--quiet"])
    #expect(result.status == 0, "\(result.errors)")
    let log = try String(contentsOfFile: folder.path + "/run/metrics.jsonl", encoding: .utf8)
    let test = try jsonObjects(log).last { $0["split"] as? String == "test" }
    #expect(try #require(test?["accuracy"] as? Double) > 0.9)
  }

  @Test func answersAreThoseOfTheExportedModel() throws {
    let run = try run()
    #expect(try run.train("run", "--quiet").status == 0)
    let evaluated = try run.program.run(["evaluate", "run/model.h5", data + "/test.tsv", "--quiet"])
    #expect(evaluated.status == 0 && (evaluated.output + evaluated.errors).contains("accuracy "))
    // Labels that are the model's but for case are told, as before training.
    try run.folder.write(
      "alike.tsv",
      "text\tlabel\nIt broke.\tRepair\nIt cracked.\trepair\nIt bent.\tRepair\nGreat.\tPraise\n")
    let alike = try run.program.run(["evaluate", "run/model.h5", "alike.tsv"])
    #expect(
      alike.errors.contains(
        "labels that differ in case or blanks alone are different ones: \"praise\" (the model's) and "
          + "\"Praise\" (once), \"repair\" (once) and \"Repair\" (2 times); data.same_labels, such as "
          + "{\"Praise\": \"praise\"}, takes them for one"), "\(alike.errors)")
    let predicted = try run.program.run(["predict", "run/model.h5", data + "/test.tsv", "--quiet"])
    let answers = try jsonObjects(predicted.output)
    #expect(answers.count == 100)
    let labels: Set = ["delivery", "opening", "praise", "refund", "repair"]
    #expect(answers.allSatisfy { labels.contains($0["label"] as? String ?? "") })
    #expect(answers.allSatisfy { (0.2...1).contains($0["score"] as? Double ?? 0) })
    #expect(try run.program.run(["export", "run/model.h5", "exported"]).status == 0)
    let config = try run.text("exported/config.json")
    #expect(config.contains("\"single_label_classification\""))
    let exported = try run.program.run(["predict", "exported", data + "/test.tsv", "--quiet"])
    #expect(exported.output == predicted.output)
    let typed = try run.program.run(
      ["predict", "run/model.h5", "--quiet"], input: "Are you open on Monday?\nMy lamp broke.\n")
    #expect(
      try jsonObjects(typed.output).map { $0["text"] as? String } == [
        "Are you open on Monday?", "My lamp broke.",
      ])
  }

  @Test func aPredictorLabelsTexts() throws {
    let run = try run()
    #expect(try run.train("run", "--quiet", "--set", "training.steps=1").status == 0)
    let predicted = try run.program.run(
      ["predict", "run/model.h5", "--quiet"], input: "Are you open on Monday?\n")
    let line = try #require(try jsonObjects(predicted.output).first)
    let predictor = try Predictor(run.folder.path + "/run/model.h5")
    let answer = try predictor.labels(of: "Are you open on Monday?")
    #expect(answer.labels.map(\.name) == [line["label"] as? String])
    #expect(try abs(#require(line["score"] as? Double) - Double(answer.labels[0].score)) < 1e-6)
    #expect(
      message { try predictor.tags(ofWords: [["a"]]) }
        == "\(run.folder.path)/run/model.h5: a model for sequence-classification, not for "
        + "token-classification")
  }

  /// Pairs are noted in the model, not in the recipe of the run, and single texts are refused then.
  @Test func modelsOfPairsRefuseSingleTexts() throws {
    let run = try run()
    try run.folder.write(
      "pairs.tsv",
      (0..<40).map { "Text \($0)\tAnother\t\($0 % 2 == 0 ? "even" : "odd")\n" }.joined())
    let files = ["train", "validation", "test"].flatMap { ["--set", "data.\($0)=pairs.tsv"] }
    let arguments = ["recipe.json", "--output", "run", "--quiet"] + files
    #expect(try run.program.run(arguments).status == 0)
    let pair = try run.program.run(
      ["predict", "run/model.h5", "--quiet"], input: "One text.\tAnd another.\n")
    #expect(pair.status == 0, "\(pair.errors)")
    let refusal =
      "is one text, but pairs are read (task.pairs): give two, with a tab between them or in fields that "
      + "data.columns.text and data.columns.second_text name; task.pairs false reads single texts"
    let single = try run.program.run(
      ["predict", "run/model.h5", "--quiet"], input: "A pair.\tOf texts.\nOne text.\n")
    #expect(single.status == 65)
    #expect(single.faults == ["standard input:2: " + refusal])
    #expect(
      message { try Predictor(run.folder.path + "/run/model.h5").labels(of: "One text.") }
        == "text:1: " + refusal)
    let asked = try run.program.run(
      ["predict", "run/model.h5", "--quiet", "--set", "task.pairs=false"], input: "One text.\n")
    #expect(asked.status == 0, "\(asked.errors)")
    // An exported model knows it, too.
    #expect(try run.program.run(["export", "run/model.h5", "exported"]).status == 0)
    let exported = try run.program.run(["predict", "exported", "--quiet"], input: "One text.\n")
    #expect(exported.status == 65)
    // What was found out changes nothing for a run that goes on.
    try FileManager.default.removeItem(atPath: run.folder.path + "/run/model.h5")
    let resumed = try run.program.run(arguments + ["--resume"])
    #expect(resumed.status == 0, "\(resumed.errors)")
    // Data to score that are otherwise are refused before anything is learned.
    let other = try run.program.run(
      ["recipe.json", "--output", "other", "--quiet", "--set", "data.train=pairs.tsv"])
    #expect(other.status == 65)
    #expect(other.errors.contains("is one text, but pairs are read (task.pairs)"))
  }

  @Test func resumedEqualsUnbroken() throws {
    let run = try run(training: #", "keep_last": 20"#)
    #expect(try run.train("whole", "--quiet").status == 0)
    #expect(try run.train("broken", "--quiet").status == 0)
    for step in [24, 21, 18, 15] {
      try FileManager.default.removeItem(
        atPath: run.folder.path + "/broken/step-000000\(step).h5")
    }
    try FileManager.default.removeItem(atPath: run.folder.path + "/broken/model.h5")
    #expect(try run.train("broken", "--resume", "--quiet").status == 0)
    #expect(try run.weights("broken") == run.weights("whole"))
    #expect(try run.text("broken/metrics.jsonl") == run.text("whole/metrics.jsonl"))
  }

  @Test func scoresAndSeveralLabels() throws {
    let run = try run()
    try run.folder.write(
      "scores.tsv", (0..<40).map { "A text of \($0) words\tAnother\t\(Double($0) / 8)\n" }.joined())
    try run.folder.write(
      "lists.jsonl",
      (0..<40).map {
        #"{"text": "Text \#($0)", "labels": \#($0 % 2 == 0 ? #"["even"]"# : #"["odd", "x"]"#)}"#
          + "\n"
      }
      .joined())
    for (file, key, type) in [
      ("scores.tsv", "score", "regression"),
      ("lists.jsonl", "labels", "multi_label_classification"),
    ] {
      let output = "run-" + key
      let result = try run.program.run([
        "recipe.json", "--output", output, "--set", "data.train=" + file, "--set",
        "data.validation=" + file, "--set", "data.test=null", "--set",
        "model.classifier_bias=\"labels\"",
      ])
      #expect(result.status == 0, "\(result.errors)")
      let begin =
        type == "regression"
        ? "the mean of the scores of the training data; model.classifier_bias of \"zeros\" begins with 0\n"
        : "how often the training data have each label; model.classifier_bias of \"zeros\" begins with none\n"
      #expect(result.errors.contains("the classifier begins with " + begin), "\(result.errors)")
      #expect(
        result.errors.contains("(task.problem_type")
          || result.errors.contains("task.problem_type \""))
      let answers = try run.program.run(["predict", output + "/model.h5", file, "--quiet"])
      #expect(try jsonObjects(answers.output).allSatisfy { $0[key] != nil && $0["label"] == nil })
      #expect(try run.program.run(["export", output + "/model.h5", "exported-" + key]).status == 0)
      #expect(try run.text("exported-\(key)/config.json").contains("\"\(type)\""))
    }
  }

  /// The weights of classes, smoothing and focus change what is learned; faults name their keys.
  @Test func lossesAndLabels() throws {
    let run = try run()
    #expect(try run.train("plain", "--quiet").status == 0)
    for set in [
      "task.loss.class_weights=\"balanced\"", "task.loss.label_smoothing=0.1",
      "task.loss.focal_gamma=2", "task.loss.class_weights={\"refund\": 3}",
    ] {
      #expect(try run.train("other", "--fresh", "--quiet", "--set", set).status == 0)
      #expect(try run.weights("other") != run.weights("plain"))
    }
    let labels = try run.train(
      "x", "--quiet", "--set", #"task.labels=["delivery", "opening", "praise", "refund"]"#)
    #expect(labels.status == 65)
    #expect(
      labels.faults[0].hasSuffix(
        "the label \"repair\" is none of task.labels (delivery, opening, praise, refund); data.same_labels "
          + "takes a label for another one that means the same"),
      "\(labels.faults)")
    let weights = try run.train("x", "--quiet", "--set", "task.loss.class_weights={\"a\": 0}")
    #expect(weights.status == 64)
    #expect(
      weights.faults[0].hasSuffix(
        "task.loss.class_weights: must be \"balanced\", an object of labels and weights above 0, or null, "
          + "but is an object"), "\(weights.faults)")
  }
}
