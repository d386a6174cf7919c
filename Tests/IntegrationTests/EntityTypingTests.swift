import EndToEndSupport
import Foundation
import LukeTestSupport
import LukeTraining
import Testing

/// Entity typing from a recipe to answers.
@Suite struct EntityTypingTests {
  private let test = packageFolder.appending(path: "Datasets/quickstart-types/test.jsonl").path

  @Test func fromRecipeToExport() throws {
    let run = try TrainingRun(task: "entity-typing")
    let trained = try run.train(
      "run", "--set", "training.steps=400", "--set", "training.learning_rate=0.01")
    #expect(trained.status == 0, "\(trained.errors)")
    #expect(
      trained.errors.contains(
        "test.jsonl: 150 texts, 299 mentions, 16 types; JSON of texts with mentions, UTF-8"))
    let evaluated = try run.program.run(["evaluate", "run/model.h5", test, "--json", "--quiet"])
    let scores = try JSONDecoder().decode([String: Double].self, from: Data(evaluated.output.utf8))
    let names = [
      "f1", "precision", "recall", "macro_f1", "macro_precision", "accuracy", "person/f1",
    ]
    for name in names {
      #expect(scores[name] != nil, "\(name)")
    }
    #expect(scores["f1"] ?? 0 > 0.05)
    let predicted = try run.program.run(["predict", "run/model.h5", test, "--quiet"])
    let (asked, answered) = (
      try jsonObjects(String(contentsOfFile: test, encoding: .utf8)),
      try jsonObjects(predicted.output)
    )
    #expect(answered.count == asked.count)
    for (line, answer) in zip(asked, answered) {
      let mentions = try #require(line["entities"] as? [[String: Any]])
      let found = try #require(answer["entities"] as? [[String: Any]])
      #expect(found.count == mentions.count)
      let scalars = Array(try #require(line["text"] as? String).unicodeScalars)
      for (mention, entity) in zip(mentions, found) {
        let (start, end) = (entity["start"] as? Int ?? -1, entity["end"] as? Int ?? -1)
        #expect(mention["start"] as? Int == start && mention["end"] as? Int == end)
        #expect(entity["text"] as? String == String(String.UnicodeScalarView(scalars[start..<end])))
        let labels = try #require(entity["labels"] as? [[String: Any]])
        #expect(labels.allSatisfy { ($0["score"] as? Double ?? 0) > 0.5 && $0["label"] is String })
      }
    }
    #expect(try run.program.run(["export", "run/model.h5", "exported"]).status == 0)
    #expect(try run.text("exported/config.json").contains("\"multi_label_classification\""))
    #expect(
      try run.program.run(["predict", "exported", test, "--quiet"]).output == predicted.output)
  }

  /// Every probability that transformers makes of the exported folder.
  @Test(.enabled(if: pythonPeer != nil)) func transformersAnswersTheSame() throws {
    let run = try TrainingRun(task: "entity-typing")
    // The configuration of the tests' small model pads with the token that begins a text.
    let configuration = packageFolder.appending(path: "Datasets/quickstart/config.json").path
    let trained = try run.train("run", "--quiet", "--set", "model.from=\(configuration)")
    #expect(trained.status == 0, "\(trained.errors)")
    #expect(try run.program.run(["export", "run/model.h5", "exported"]).status == 0)
    let all = ["--quiet", "--set", "task.threshold=0", "--output", "predicted.jsonl"]
    #expect(try run.program.run(["predict", "exported", test] + all).status == 0)
    let script = packageFolder.appending(path: "Tests/Scripts/compare_export.py").path
    let compared = try run.program.shell(
      "'\(pythonPeer?.path ?? "")' '\(script)' types exported '\(test)' predicted.jsonl")
    #expect(compared.output == "0 of 150 differ (299 mentions)\n", "\(compared.errors)")
    #expect(compared.status == 0)
  }

  @Test func mentionsThatCannotBeAskedHaveAReason() throws {
    let run = try TrainingRun(task: "entity-typing")
    #expect(try run.train("run", "--quiet", "--set", "training.steps=2").status == 0)
    try run.folder.write(
      "in.jsonl",
      """
      {"id": 7, "text": "Ann met Bo", "entities": [{"start": 0, "end": 3}, {"start": 8, "end": 12}]}
      {"text": "\(String(repeating: "x y ", count: 40))", "entities": [{"start": 0, "end": 159}]}

      """)
    let predicted = try run.program.run([
      "predict", "run/model.h5", "in.jsonl", "--set", "task.threshold=0.999",
    ])
    #expect(predicted.status == 0, "\(predicted.errors)")
    let lines = predicted.output.split(separator: "\n")
    #expect(
      lines.first
        == #"{"entities":[{"end":3,"labels":[],"start":0,"text":"Ann"},{"end":null,"labels":null,"reason":"\"entities[1]\": 8 to 12, end excluded, is no span of 10 characters","start":null,"text":null}],"id":7,"text":"Ann met Bo"}"#
    )
    #expect(
      lines.last?.contains(
        #""labels":null,"reason":"the mention has 122 subwords, its markers among them, too many for task.max_length, 64""#
      ) == true, "\(lines)")
    #expect(
      predicted.errors.contains(
        "in.jsonl: 2 mentions cannot be asked: not trained on, answered with null and the reason, missed in scores"
      ))
    let refused = try run.program.run(["evaluate", "run/model.h5", "in.jsonl", "--quiet"])
    #expect(refused.status == 65)
  }

  /// One type each, which exclude each other; the first type of each mention that has one.
  @Test func oneTypeForEachMention() throws {
    let run = try TrainingRun(task: "entity-typing")
    let lines = (1...40).map { index in
      let (name, label) = index % 2 == 0 ? ("Ann", "person") : ("Oslo", "place")
      return #"{"text": "\#(name) is \#(index)", "start": 0, "end": \#(name.count), "#
        + #""labels": ["\#(label)"]}"#
    }
    try run.folder.write("one.jsonl", lines.joined(separator: "\n") + "\n")
    let trained = try run.train(
      "run", "--set", "data.train=one.jsonl", "--set", "data.validation=one.jsonl", "--set",
      "data.test=null", "--set", "task.problem_type=single_label_classification", "--set",
      "training.steps=60")
    #expect(trained.status == 0, "\(trained.errors)")
    let scores = try run.program.run(["evaluate", "run/model.h5", "one.jsonl", "--json", "--quiet"])
    #expect(scores.output.contains("\"accuracy\":1"), "\(scores.output)")
    let predicted = try run.program.run(["predict", "run/model.h5", "one.jsonl", "--quiet"])
    #expect(
      predicted.output.hasPrefix(#"{"entities":[{"end":4,"label":"place","score":"#),
      "\(predicted.output)")
    let several = try run.program.run(["evaluate", "run/model.h5", test, "--quiet"])
    #expect(several.status == 65)
    #expect(several.faults.first?.contains("labels, but one is needed; task.problem_type") == true)
  }

  @Test func aProgramAsksLikewise() throws {
    let run = try TrainingRun(task: "entity-typing")
    #expect(try run.train("run", "--quiet", "--set", "training.steps=40").status == 0)
    let text = "Zoë 👩‍🚒 met Ann in Oslo."
    try run.folder.write(
      "in.jsonl", #"{"text": "\#(text)", "entities": [{"start": 12, "end": 15}]}"#)
    let line = try run.program.run(["predict", "run/model.h5", "in.jsonl", "--quiet"]).output
    let entities = try #require(try jsonObjects(line).first?["entities"] as? [[String: Any]])
    #expect(entities.first?["text"] as? String == "Ann")
    let labels = try #require(entities.first?["labels"] as? [[String: Any]])
    let predictor = try Predictor(run.folder.path + "/run/model.h5")
    let types = try predictor.types(of: #require(text.range(of: "Ann")), in: text)
    #expect(types.labels.map(\.name) == labels.map { $0["label"] as? String ?? "" })
    #expect(types.reason == nil)
  }

  /// A folder without a recipe, as those of transformers are.
  @Test func aFolderWithoutRecipeIsOfThisTask() throws {
    let run = try TrainingRun(task: "entity-typing")
    #expect(try run.train("run", "--quiet", "--set", "training.steps=2").status == 0)
    #expect(try run.program.run(["export", "run/model.h5", "exported"]).status == 0)
    let ours = try run.program.run(["predict", "exported", test, "--quiet"]).output
    try FileManager.default.removeItem(atPath: run.folder.path + "/exported/recipe.json")
    let predicted = try run.program.run([
      "predict", "exported", test, "--quiet", "--set", "task.max_length=64",
    ])
    #expect(predicted.output == ours)
  }
}
