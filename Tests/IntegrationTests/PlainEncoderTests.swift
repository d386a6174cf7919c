import EndToEndSupport
import Foundation
import LukeTestSupport
import LukeTraining
import Testing

/// Recipes of every task with a plain encoder (`model.use_entities` is false), to what transformers loads.
@Suite struct PlainEncoderTests {
  /// A task, the head of its plain class, and its markers.
  private static let tasks: [(kind: String, head: String, markers: String)] = [
    ("named-entity-recognition", "ForTokenClassification", ""),
    ("token-classification", "ForTokenClassification", ""),
    ("relation-classification", "ForSequenceClassification", "'<ent>' '<ent2>'"),
    ("entity-typing", "ForSequenceClassification", "'<ent>'"),
    ("sequence-classification", "ForSequenceClassification", ""),
    ("multiple-choice", "ForMultipleChoice", ""),
    ("extractive-question-answering", "ForQuestionAnswering", ""),
  ]

  /// A run of the task without entities, from a configuration that says what the encoder is.
  private func run(_ task: String, _ family: String = "luke") throws -> TrainingRun {
    let run = try TrainingRun(task: task)
    let file = packageFolder.appending(path: "Datasets/quickstart/config.json")
    let types = family == "bert" ? 2 : 1
    // The configuration of the tests' small model pads with the token that begins a text.
    try run.folder.write(
      "config.json",
      String(contentsOf: file, encoding: .utf8)
        .replacing(#""model_type": "luke""#, with: #""model_type": "\#(family)""#)
        .replacing(#""architectures": ["LukeForEntitySpanClassification"],"#, with: "")
        .replacing(#""type_vocab_size": 1"#, with: #""type_vocab_size": \#(types)"#))
    let recipe = try run.text("recipe.json")
      .replacing(#", "max_mention_length": 6"#, with: "")
      .replacing(#""model": {"#, with: #""model": {"use_entities": false, "#)
    try run.folder.write("recipe.json", recipe)
    return run
  }

  private func test(_ run: TrainingRun) throws -> String {
    let recipe = try jsonObject(run.text("recipe.json"))
    return try #require((recipe["data"] as? [String: Any])?["test"] as? String)
  }

  @Test(arguments: tasks, ["luke", "bert"])
  func fromRecipeToExport(
    _ task: (kind: String, head: String, markers: String), _ family: String
  ) throws {
    let run = try run(task.kind, family)
    let trained = try run.train("run", "--set", "training.steps=6")
    #expect(trained.status == 0, "\(trained.errors)")
    let (type, name) =
      family == "bert" ? ("bert", "Bert" + task.head) : ("roberta", "Roberta" + task.head)
    let note =
      "config.json: read without entities (model.use_entities); \(type) is what it is, and exported as \(name)"
    #expect(trained.errors.split(separator: "\n").count { $0.hasSuffix(note) } == 1)

    let exported = try run.program.run(["export", "run/model.h5", "exported"])
    #expect(exported.status == 0, "\(exported.errors)")
    let config = try jsonObject(run.text("exported/config.json"))
    #expect(config["architectures"] as? [String] == [name])
    #expect(config["model_type"] as? String == type)
    #expect(!config.keys.contains { $0.contains("entit") })
    #expect(try !run.files("exported").contains("entity_vocab.json"))
    let arrays = try SafetensorsReader.read(
      URL(filePath: run.folder.path + "/exported/model.safetensors"))
    let others = ["entit", "2e_", "luke"]
    #expect(!arrays.keys.contains { name in others.contains { name.contains($0) } })
    let positions = try #require(arrays["\(type).embeddings.position_embeddings.weight"])
    #expect(positions.shape[0] == 258)
    // What is told of the folder counts what is in it, without rows that are LUKE's alone.
    let count = arrays.values.reduce(0) { $0 + $1.shape.reduce(1, *) }
    #expect(exported.errors.contains("\(name), \(count) parameters; "), "\(exported.errors)")
    #expect(try run.text("exported/README.md").contains(" \(count) parameters: "))
    #expect(
      try run.program.run(["inspect", "exported"]).output.contains("\nsize: \(count) parameters, "))

    // The same answers and scores from the file, the folder, and a file made of it.
    #expect(try run.program.run(["import", "exported", "imported.h5"]).status == 0)
    let data = try test(run)
    let results = try ["run/model.h5", "exported", "imported.h5"].map { model in
      let predicted = try run.program.run(["predict", model, data, "--quiet"])
      let evaluated = try run.program.run(["evaluate", model, data, "--json", "--quiet"])
      #expect(predicted.status == 0 && evaluated.status == 0, "\(predicted.errors)")
      return predicted.output + evaluated.output
    }
    #expect(results[0].count > 100 && Set(results).count == 1)
    let inspected = try run.program.run(["inspect", "exported"]).output
    #expect(inspected.hasPrefix("exported: \(name)\ntask: \(task.kind)\n"))
    try compareWithTransformers(run, task, family)
  }

  private func compareWithTransformers(
    _ run: TrainingRun, _ task: (kind: String, head: String, markers: String), _ family: String
  ) throws {
    let types = family == "bert" ? "[0, 0, 0, 1, 1]" : "[0, 0, 0, 0, 0]"
    let rows = ["[0, 300, 301, 302, 2]", "[0, 40, 41, 1790, 2]"].joined(separator: ", ")
    let isChoice = task.kind == "multiple-choice"
    func batch(_ rows: String) -> String { isChoice ? "[[\(rows)]]" : "[\(rows)]" }
    try run.folder.write(
      "batch.json",
      #"{"input_ids": \#(batch(rows)), "token_type_ids": \#(batch("\(types), \(types)"))}"#)
    let traced = try run.program.run(["trace", "exported", "batch.json", "trace.h5"])
    #expect(traced.status == 0, "\(traced.errors)")
    guard let pythonPeer else { return }
    let script = packageFolder.appending(path: "Tests/Scripts/compare_plain.py").path
    let compared = try run.program.shell(
      "'\(pythonPeer.path)' '\(script)' exported batch.json trace.h5 \(task.markers)")
    #expect(compared.status == 0 && compared.output.hasSuffix(" agree\n"), "\(compared.errors)")
  }

  @Test func resumedEqualsUnbroken() throws {
    let run = try run("relation-classification")
    let all = ["--quiet", "--set", "training.keep_last=20"]
    #expect(try run.program.run(["recipe.json", "--output", "whole"] + all).status == 0)
    #expect(try run.program.run(["recipe.json", "--output", "broken"] + all).status == 0)
    for step in [24, 21] {
      try FileManager.default.removeItem(atPath: "\(run.folder.path)/broken/step-000000\(step).h5")
    }
    try FileManager.default.removeItem(atPath: run.folder.path + "/broken/model.h5")
    #expect(
      try run.program.run(["recipe.json", "--output", "broken", "--resume"] + all).status == 0)
    #expect(try run.weights("broken") == run.weights("whole"))
    let other = try run.train("broken", "--resume", "--set", "model.use_entities=true")
    #expect(other.status == 64, "\(other.errors)")
  }

  /// A LUKE's words alone, the same model again, and what cannot be.
  @Test func whatAModelBeginsFrom() throws {
    let run = try run("named-entity-recognition")
    func train(_ output: String, _ settings: String...) throws -> Program.Result {
      try run.program.run(
        ["recipe.json", "--output", output, "--set", "training.steps=1"]
          + settings.flatMap { ["--set", $0] })
    }
    #expect(try train("luke", "model.use_entities=true").status == 0)
    let plain = try train("plain", "model.from=luke/model.h5", "model.tokenizer=null")
    #expect(plain.status == 0, "\(plain.errors)")
    // Six of the embeddings, one of the projection among them, and six of queries in each of two layers.
    let count = 6 + 6 * 2
    #expect(
      plain.errors.contains(
        "luke/model.h5: \(count) arrays of entities left out (model.use_entities)\n"))
    #expect(!plain.errors.contains("not used: luke.e"))
    #expect(try run.program.run(["export", "plain/model.h5", "exported"]).status == 0)
    // Its head is kept, and words of an encoder are words of a LUKE.
    let again = try train("again", "model.from=exported", "model.tokenizer=null")
    #expect(again.status == 0 && !again.errors.contains("begins at random"), "\(again.errors)")
    let luke = try train(
      "other", "model.from=exported", "model.tokenizer=null", "model.use_entities=true")
    #expect(luke.status == 0, "\(luke.errors)")
    let without = try train(
      "none", "model.from=plain/model.h5", "model.tokenizer=null", "model.use_entities=true")
    #expect(without.status == 65)
    #expect(
      without.faults.map { $0.replacing(run.folder.path + "/", with: "") } == [
        "plain/model.h5: has no entities, as roberta has none; set model.use_entities to false, or let a "
          + "LUKE begin from the folder that export writes of it"
      ])
    let predictor = try Predictor(run.folder.path + "/plain/model.h5")
    _ = try predictor.entities(in: "Ada saw Rome.")
    #expect(
      message { try predictor.tags(ofWords: [["a"]]) }
        == "\(run.folder.path)/plain/model.h5: a model for named-entity-recognition, not for "
        + "token-classification")
  }

  /// Of a folder that lost its recipe the task is guessed, and said to be.
  @Test(arguments: ["relation-classification", "entity-typing"])
  func withoutARecipeTheTaskIsGuessed(_ kind: String) throws {
    let run = try run(kind)
    #expect(try run.train("run", "--quiet", "--set", "training.steps=1").status == 0)
    #expect(try run.program.run(["export", "run/model.h5", "exported"]).status == 0)
    #expect(try run.program.shell("rm exported/recipe.json; echo A text. > in.txt").status == 0)
    let note =
      "exported: has no recipe.json, so it is taken as a model for sequence-classification; its vocabulary has "
      + "the markers of \(kind): with the recipe.json that export wrote beside it, it reads text as in training\n"
    let short = ["--set", "task.max_length=64"]
    let predicted = try run.program.run(["predict", "exported", "in.txt"] + short)
    #expect(predicted.status == 0 && predicted.errors.contains(note), "\(predicted.errors)")
    let evaluated = try run.program.run(["evaluate", "exported", test(run)] + short)
    #expect(evaluated.errors.contains(note), "\(evaluated.errors)")
  }

  /// A configuration that contradicts itself or the recipe is not guessed at.
  @Test func contradictionsAreErrors() throws {
    let run = try run("relation-classification")
    #expect(try run.train("run", "--quiet", "--set", "training.steps=1").status == 0)
    #expect(try run.program.run(["export", "run/model.h5", "exported"]).status == 0)
    let config = try run.text("exported/config.json")
    func faults(_ old: String, _ new: String) throws -> [String] {
      try run.folder.write("exported/config.json", config.replacing(old, with: new))
      let result = try run.program.run(["predict", "exported", test(run), "--quiet"])
      #expect(result.status == 65)
      return result.faults
    }
    #expect(
      try faults("RobertaForSequenceClassification", "RobertaForTokenClassification") == [
        "exported/config.json: architectures names RobertaForTokenClassification, and the model's recipe has "
          + "task.kind relation-classification, whose models are RobertaForSequenceClassification; correct the one "
          + "that is wrong"
      ])
    let labels = try #require(jsonObject(config)["id2label"] as? [String: String]).count
    #expect(
      try faults("\"single_label_classification\"", "\"regression\"") == [
        "exported/config.json: problem_type is \"regression\", which gives one number, and id2label names "
          + "\(labels) classes; correct one of them"
      ])
  }

  /// An encoder from the hub, which has no entities, is none that lacks them.
  @Test func inspectSaysThatAnEncoderHasNoEntities() throws {
    let run = try run("sequence-classification", "bert")
    #expect(try run.train("run", "--quiet", "--set", "training.steps=1").status == 0)
    #expect(try run.program.run(["export", "run/model.h5", "bare"]).status == 0)
    try run.folder.write(
      "bare/config.json",
      run.text("bare/config.json").replacing("BertForSequenceClassification", with: "BertModel"))
    try FileManager.default.removeItem(atPath: run.folder.path + "/bare/recipe.json")
    let inspected = try run.program.run(["inspect", "bare"])
    #expect(inspected.status == 0, "\(inspected.errors)")
    #expect(
      inspected.output.hasPrefix(
        "bare: bert, an encoder without entities, which a LUKE can begin from; as LUKE reads it, with tables and "
          + "queries of entities that are new:\n"), "\(inspected.output)")
    #expect(!inspected.output.contains("lacks"))
  }

  @Test func aConfigurationOfAPlainEncoderIsOfNoLUKE() throws {
    let run = try run("named-entity-recognition", "bert")
    let result = try run.train("run", "--set", "model.use_entities=true")
    #expect(result.status == 65)
    #expect(
      result.faults.map { $0.replacing(run.folder.path + "/", with: "") } == [
        "config.json: model_type is \"bert\", not \"luke\"; a plain encoder is trained with "
          + "model.use_entities false"
      ])
  }
}
