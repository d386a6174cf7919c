import EndToEndSupport
import Foundation
import LukeTestSupport
import Testing

/// Entities found by their words, from an encoder that knows no entities (`task.head`).
@Suite struct SpansOfWordsTests {
  /// A plain encoder in the folder `encoder`, and a recipe that says nothing of heads and rates.
  private func run() throws -> TrainingRun {
    let run = try TrainingRun(hiddenSize: 32)
    // transformers counts no position for the token that pads, which here begins a text.
    try run.folder.write(
      "config.json",
      run.text("config.json").replacing("\"pad_token_id\": 0", with: "\"pad_token_id\": 1")
        .replacing("\"max_position_embeddings\": 66", with: "\"max_position_embeddings\": 130"))
    let plain = try run.train(
      "plain", "--quiet", "--set", "model.use_entities=false", "--set", "training.steps=2")
    #expect(plain.status == 0, "\(plain.errors)")
    #expect(try run.program.run(["export", "plain/model.h5", "encoder"]).status == 0)
    // Its head is that of another task, and its recipe tells nobody anything.
    try FileManager.default.removeItem(atPath: run.folder.path + "/encoder/recipe.json")
    let datasets = packageFolder.appending(path: "Datasets/quickstart").path
    try run.folder.write(
      "recipe.json",
      """
      {"task": {"kind": "named-entity-recognition", "max_length": 128},
       "data": {"train": "\(datasets)/validation.conll", "test": "\(datasets)/test.conll"},
       "model": {"from": "encoder"},
       "training": {"epochs": 3, "seed": 3, "checkpoint_every": {"steps": 20}, "keep_last": 20}}
      """)
    return run
  }

  private static let reasons = [
    "task.head": "the model begins from an encoder without entities",
    "task.context": "the sentences are parts of documents",
    "task.max_mention_length": "the longest entity of the training files has 9 subwords",
    "training.learning_rate": "for an encoder without entities 32 wide",
  ]

  /// Tags have no candidates, so nothing is said of their length.
  @Test func tagsChooseTheContextAlone() throws {
    let run = try run()
    for keyPath in ["task.head=tags", "model.use_entities=false"] {
      let trained = try run.train(
        "tags", "--fresh", "--set", keyPath, "--set", "training.epochs=1", "--set",
        "training.learning_rate=1e-3")
      #expect(trained.status == 0, "\(trained.errors)")
      #expect(
        trained.errors.split(separator: "\n").filter { $0.hasPrefix("chosen: task") }
          == ["chosen: task.context document: the sentences are parts of documents"])
    }
  }

  @Test func fromRecipeToExport() throws {
    let run = try run()
    let trained = try run.train("run")
    #expect(trained.status == 0, "\(trained.errors)")
    let notes = trained.errors.split(separator: "\n").filter { $0.hasPrefix("chosen: ") }
    #expect(
      notes == [
        "chosen: task.head words: the model begins from an encoder without entities",
        "chosen: task.context document: the sentences are parts of documents",
        "chosen: task.max_mention_length 9: the longest entity of the training files has 9 subwords",
        "chosen: training.learning_rate 0.001: for an encoder without entities 32 wide",
      ])
    let recipe = try jsonObject(run.text("run/recipe.json"))
    #expect(recipe["chosen"] as? [String: String] == Self.reasons)
    #expect((recipe["task"] as? [String: Any])?["max_mention_length"] as? Int == 9)

    #expect(try run.program.run(["export", "run/model.h5", "exported"]).status == 0)
    let config = try jsonObject(run.text("exported/config.json"))
    #expect(config["architectures"] as? [String] == ["RobertaForTokenClassification"])
    let columns = try #require(config["id2label"] as? [String: String])
    #expect(columns.count % 3 == 0 && columns["0"] == "first:O")
    #expect(try run.program.run(["import", "exported", "imported.h5"]).status == 0)
    let test = packageFolder.appending(path: "Datasets/quickstart/test.conll").path
    let results = try ["run/model.h5", "exported", "imported.h5"].map { model in
      let predicted = try run.program.run(["predict", model, test, "--quiet"])
      let evaluated = try run.program.run(["evaluate", model, test, "--json", "--quiet"])
      #expect(predicted.status == 0 && evaluated.status == 0, "\(predicted.errors)")
      return [predicted.output, evaluated.output]
    }
    #expect(Set(results).count == 1 && results[0][0].contains("\"label\""))

    guard let pythonPeer else { return }
    try run.folder.write("predicted.jsonl", results[0][0])
    let script = packageFolder.appending(path: "Tests/Scripts/predict_spans.py").path
    // Sentences by themselves, which the script reads.
    let alone = try run.program.run(
      ["predict", "exported", test, "--quiet", "--set", "task.context=sentence"])
    try run.folder.write("predicted.jsonl", alone.output)
    let compared = try run.program.shell(
      "'\(pythonPeer.path)' '\(script)' exported '\(test)' 9 predicted.jsonl")
    #expect(compared.status == 0 && compared.output.hasSuffix(" agree\n"), "\(compared.errors)")
  }

  /// A run that goes on has chosen once and for all, and its own recipe is the same run.
  @Test func resumedEqualsUnbroken() throws {
    let run = try run()
    for output in ["whole", "broken"] {
      #expect(try run.train(output, "--quiet").status == 0)
    }
    let last = try run.files("broken").filter { $0.hasPrefix("step-") }.suffix(2)
    #expect(last.count == 2)
    for name in last + ["model.h5"] {
      try FileManager.default.removeItem(atPath: run.folder.path + "/broken/" + name)
    }
    let resumed = try run.train("broken", "--resume")
    #expect(resumed.status == 0, "\(resumed.errors)")
    #expect(try run.weights("broken") == run.weights("whole"))
    #expect(try run.text("broken/recipe.json").contains("the model begins from an encoder"))
    let recipe = try jsonObject(run.text("broken/recipe.json"))
    #expect(recipe["chosen"] as? [String: String] == Self.reasons)
    // What was chosen counts as what the run was trained with, whoever chooses otherwise is told.
    let own = try run.program.run(["broken/recipe.json", "--output", "broken", "--resume"])
    #expect(own.status == 0, "\(own.errors)")
    let other = try run.train("broken", "--resume", "--set", "task.max_mention_length=3")
    #expect(other.status == 64)
    #expect(other.errors.contains("task.max_mention_length: was 9, is 3"))
  }

  @Test func theHeadCanBeSaid() throws {
    let run = try run()
    for (head, note) in [("entities", "LukeForEntitySpanClassification"), ("tags", "exported as")] {
      let trained = try run.train(
        head, "--set", "task.head=\(head)", "--set", "training.epochs=1")
      #expect(trained.status == 0, "\(trained.errors)")
      #expect(!trained.errors.contains("chosen: task.head"))
      #expect(trained.errors.contains(note) || head == "entities")
      #expect(try run.program.run(["export", head + "/model.h5", head + "-out"]).status == 0)
      let config = try jsonObject(run.text(head + "-out/config.json"))
      #expect(
        config["architectures"] as? [String]
          == [head == "tags" ? "RobertaForTokenClassification" : "LukeForEntitySpanClassification"])
    }
    let contrary = try run.train(
      "no", "--set", "task.head=words", "--set", "model.use_entities=true")
    #expect(contrary.status == 64)
    #expect(
      contrary.faults == [
        "recipe.json: task.head: does not go with model.use_entities of true; leave that out"
      ])
  }

  /// The labels of a model are its classes, wherever they are listed; the columns of its head stand beside them.
  @Test func labelsAreClassesInEveryForm() throws {
    let run = try run()
    let trained = try run.train(
      "words", "--quiet", "--set", "training.epochs=1", "--set", "training.learning_rate=1e-3")
    #expect(trained.status == 0, "\(trained.errors)")
    let labels = ["O", "LOC", "ORG", "PER", "PRODUCT"]
    let short = try run.program.run(["inspect", "words/model.h5"]).output
    #expect(short.contains("\nlabels: 5 (\(labels.joined(separator: ", ")))\n"), "\(short)")
    let json = try jsonObject(run.program.run(["inspect", "words/model.h5", "--json"]).output)
    #expect(json["labels"] as? [String] == labels)
    let outputs = try #require(json["outputs"] as? [String])
    #expect(outputs.count == 15 && outputs[0] == "first:O")
    let all = try run.program.run(["inspect", "words/model.h5", "--all"]).output
    #expect(
      all.contains("\nlabels: \(labels.joined(separator: ", "))\noutputs: first:O, "), "\(all)")
  }
}
