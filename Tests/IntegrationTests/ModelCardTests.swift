import EndToEndSupport
import Foundation
import LukeCheckpoints
import LukeTestSupport
import Testing

/// The card that an exported model has beside it.
@Suite struct ModelCardTests {
  /// Names that would be markup, and ends of lines, if nothing were done about it.
  private static let labels = ["O", "a|b", "*x* `y` #1", "\"q\": \\z", "e\u{301} 👩‍👩‍👧 <br>"]

  /// A model whose numbers are the same on every machine.
  private func fixedModel() throws -> TrainingRun {
    let run = try TrainingRun()
    #expect(try run.train("run", "--quiet", "--set", "training.steps=2").status == 0)
    var model = try ModelFile.read(run.folder.path + "/run/model.h5")
    model.configuration.labels = Self.labels
    var record = ModelRecord()
    record.program = "luke-train 0.1.0"
    record.created = "2026-11-27T17:15:02Z"
    record.trainingSeconds = 61
    (record.step, record.epoch, record.seed) = (1200, 12.5, 3)
    record.start = .init(name: "bert_base*", weights: "a BERT")
    record.validation = .init(
      deciding: "f1", rank: 0.875,
      values: [
        .init(name: "precision", value: 0.9), .init(name: "recall", value: 0.85),
        .init(name: "f1", value: 0.875),
      ])
    record.test = .init(
      deciding: "f1", rank: 0.8125,
      values: [
        .init(name: "precision", value: 0.825), .init(name: "recall", value: 0.8),
        .init(name: "f1", value: 0.8125), .init(name: "a|b/precision", value: 0.5),
        .init(name: "a|b/recall", value: 1), .init(name: "a|b/f1", value: 2.0 / 3),
        .init(name: "*x* `y` #1/precision", value: 0), .init(name: "*x* `y` #1/recall", value: 0),
        .init(name: "*x* `y` #1/f1", value: 0),
      ])
    record.data = [
      .init(
        name: "train", examples: .init(400, "sentences"),
        files: [
          .init(
            name: "a_b|c\n.conll", checksum: 0xFA1E_4DA1, part: "the first half",
            counts: [.init(400, "sentences"), .init(92, "documents")])
        ]),
      .init(name: "validation", examples: .init(40, "sentences"), files: []),
      .init(
        name: "test", examples: nil,
        files: [
          .init(name: "one.conll", checksum: nil), .init(name: "\"two\": x.conll", checksum: 7),
        ]),
    ]
    model.record = record
    try ModelFile.write(model, to: run.folder.path + "/fixed.h5")
    return run
  }

  @Test func theCardIsThisWordForWord() throws {
    let run = try fixedModel()
    #expect(try run.program.run(["export", "fixed.h5", "out"]).status == 0)
    let card = try run.text("out/README.md")
    let file = Goldens.folder.appending(path: "model-card.md")
    if ProcessInfo.processInfo.environment["LUKE_RECORD"] == "1" {
      try card.write(to: file, atomically: true, encoding: .utf8)
      Issue.record("recorded model-card.md; run again without LUKE_RECORD")
    }
    #expect(try card == String(contentsOf: file, encoding: .utf8))
    // Whoever exports again gets the same.
    #expect(try run.program.run(["export", "out", "again"]).status == 0)
    #expect(try run.program.shell("cmp out/README.md again/README.md").status == 0)
    #expect(try run.program.shell("cmp out/predict.py again/predict.py").status == 0)
  }

  /// What YAML reads of the card is what the record has.
  @Test func theFrontMatterIsYAML() throws {
    let run = try fixedModel()
    #expect(try run.program.run(["export", "fixed.h5", "out"]).status == 0)
    let lines = try run.text("out/README.md").split(
      separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.first == "---")
    let end = try #require(lines.dropFirst().firstIndex(of: "---"))
    for line in lines[1..<end] {
      // Keys, and values that are names, numbers or quoted as in JSON.
      let match = line.wholeMatch(
        of: /( *(?:- )?)(?:([a-z_-]+):)?(?: ?([a-z_.0-9-]+|".*"))?/)
      let value = try #require(match, "\(line)").3
      if let value, value.hasPrefix("\"") { _ = try jsonObject("{\"value\": \(value)}") }
    }
    guard Python.has("yaml") else { return }
    let read = try Python.run(
      """
      import json, sys, yaml
      print(json.dumps(yaml.safe_load(open(sys.argv[1], encoding="utf-8").read().split("\\n---\\n")[0])))
      """, [run.folder.path + "/out/README.md"])
    #expect(read.status == 0, "\(read.output)")
    let front = try jsonObject(read.output)
    #expect(front["library_name"] as? String == "transformers")
    #expect(front["pipeline_tag"] == nil)
    #expect(front["tags"] as? [String] == ["luke", "named-entity-recognition", "luke-train"])
    let index = try #require((front["model-index"] as? [[String: Any]])?.first)
    let results = try #require(index["results"] as? [[String: Any]])
    #expect(
      results.map { ($0["task"] as? [String: Any])?["type"] as? String }
        == ["token-classification", "token-classification"])
    let datasets = results.compactMap { $0["dataset"] as? [String: String] }
    #expect(
      datasets.map { $0["name"] }
        == ["one.conll, \"two\": x.conll", "held out of the training data"])
    #expect(datasets.map { $0["split"] } == ["test", "validation"])
    let metrics = try #require(results[0]["metrics"] as? [[String: Any]])
    #expect(metrics.map { $0["type"] as? String } == ["precision", "recall", "f1"])
    #expect(metrics.map { $0["value"] as? Double } == [0.825, 0.8, 0.8125])
  }

  /// Nothing else is written, and what was written before is taken for somebody's own.
  @Test func withoutACardAFolderIsTheModelAlone() throws {
    let run = try TrainingRun()
    #expect(try run.train("run", "--quiet", "--set", "training.steps=2").status == 0)
    let bare = try run.program.run(["export", "run", "bare", "--no-card"])
    #expect(bare.status == 0)
    #expect(bare.errors.contains("; 8 files, 0.2 MB\n"), "\(bare.errors)")
    #expect(
      try run.files("bare") == [
        "about.json", "config.json", "entity_vocab.json", "merges.txt", "model.safetensors",
        "recipe.json", "tokenizer_config.json", "vocab.json",
      ])
    #expect(try run.program.run(["export", "run", "out"]).status == 0)
    #expect(try run.files("out") == (run.files("bare") + ["README.md", "predict.py"]).sorted())
    // What is beside the model makes no other one of it.
    let test = packageFolder.appending(path: "Datasets/quickstart/test.conll").path
    let answers = try ["bare", "out"].map {
      try run.program.run(["predict", $0, test, "--quiet"]).output
    }
    #expect(answers[0] == answers[1] && !answers[0].isEmpty)
    try run.folder.write("out/README.md", "mine")
    let refused = try run.program.run(["export", "run", "out", "--no-card", "--replace"])
    #expect(refused.status == 64)
    #expect(
      refused.faults == [
        "out: holds README.md, which is none of the files to be written; name another folder"
      ])
    #expect(try run.text("out/README.md") == "mine")
    #expect(try run.program.run(["export", "run", "out", "--replace"]).status == 0)
    #expect(try run.text("out/README.md").hasPrefix("---\n"))
  }

  /// A model carries what the folder that it began with says of itself, until somebody says otherwise; not its
  /// languages, which the data may be in or not.
  @Test func theHubIsToldWhatTheStartSays() throws {
    let run = try TrainingRun()
    #expect(try run.train("first", "--quiet", "--set", "training.steps=2").status == 0)
    #expect(try run.program.run(["export", "first", "start", "--quiet"]).status == 0)
    let config = try run.text("start/config.json")
    try run.folder.write(
      "start/config.json", #"{"_name_or_path": "studio-ousia/luke-base","# + config.dropFirst())
    try run.folder.write(
      "start/README.md",
      """
      ---
      language:
      - en
      - no # Norwegian
      license: 'apache-2.0'
      tags: [luke]
      ---

      # A card
      """)
    let trained = try run.train(
      "second", "--quiet", "--set", "training.steps=2", "--set", "model.from=start")
    #expect(trained.status == 0, "\(trained.errors)")
    // The same model in a file keeps all of it.
    #expect(try run.program.run(["import", "start", "same.h5"]).status == 0)
    #expect(
      try run.program.run(["inspect", "same.h5"]).output.contains(
        "\nhub: made from studio-ousia/luke-base, language en, no, license apache-2.0\n"))
    // It is the model that says it from now on.
    try FileManager.default.removeItem(atPath: run.folder.path + "/start")
    #expect(
      try run.program.run(["inspect", "second/model.h5"]).output.contains(
        "\nhub: made from studio-ousia/luke-base, license apache-2.0\n"))
    let exported = try run.program.run(["export", "second", "out"])
    #expect(
      exported.errors.contains(
        "out/README.md: base_model studio-ousia/luke-base and license apache-2.0 are taken over from the model, "
          + "language is not known; --base-model, --language and --license say what they are\n"),
      "\(exported.errors)")
    #expect(
      try run.text("out/README.md").hasPrefix(
        """
        ---
        base_model: "studio-ousia/luke-base"
        library_name: transformers
        license: "apache-2.0"
        tags:

        """))
    let options = ["--base-model", "ada/luke", "--language", "de", "--license", "other"]
    let told = try run.program.run(["export", "second", "told"] + options)
    #expect(told.status == 0 && !told.errors.contains("README.md: "), "\(told.errors)")
    #expect(
      try run.text("told/README.md").hasPrefix(
        """
        ---
        base_model: "ada/luke"
        language: "de"
        library_name: transformers
        license: "other"
        tags:

        """))
    // What was said stays said, in a folder and in a file.
    #expect(try run.program.run(["export", "told", "again"]).status == 0)
    #expect(try run.program.shell("cmp told/README.md again/README.md").status == 0)
    try run.folder.write("told/README.md", "---\nlicense: cc-by-4.0\n---\n")
    #expect(try run.program.run(["import", "told", "back.h5"]).status == 0)
    #expect(
      try run.program.run(["inspect", "back.h5"]).output.contains(
        "\nhub: made from ada/luke, language de, license cc-by-4.0\n"))
    let file = try run.program.run(["export", "second", "file.h5", "--license", "mit", "--quiet"])
    #expect(file.status == 0, "\(file.errors)")
    #expect(try run.program.run(["export", "file.h5", "third", "--quiet"]).status == 0)
    #expect(try run.text("third/README.md").contains("\nlicense: \"mit\"\n"))
  }

  @Test(arguments: [
    (
      ["--base-model", "/home/ada/luke"],
      "--base-model /home/ada/luke is no name on the hub; give OWNER/NAME, as studio-ousia/luke-base."
    ),
    (
      ["--language", "en", "--language", "English"],
      "--language English is no code of a language; give one of ISO 639, as en, de or yue, or multilingual, and "
        + "--language again for the next."
    ),
    (["--license", " "], "--license is empty; give what the hub calls it, as apache-2.0."),
    (
      ["--license", "Apache 2.0"],
      "--license Apache 2.0 is no name of a licence on the hub; give what the hub calls it, as apache-2.0, or other."
    ),
  ])
  func whatTheHubWouldRefuseIsRefused(_ options: [String], _ message: String) throws {
    let folder = try WorkFolder()
    let refused = try Program(folder: folder.path).run(["export", "model.h5", "out"] + options)
    #expect(refused.status == 64)
    #expect(refused.errors.contains(message), "\(refused.errors)")
  }

  /// What the run chose and what nobody set stand beside what the recipe says.
  @Test func everySettingSaysWhoSetIt() throws {
    let run = try TrainingRun(task: "sequence-classification")
    let recipe = try run.text("recipe.json").replacing(
      #""steps": 24, "batch_size": 4, "learning_rate": 0.003, "#, with: #""epochs": 1, "#)
    try run.folder.write("recipe.json", recipe)
    #expect(try run.train("run", "--quiet").status == 0)
    #expect(try run.program.run(["export", "run", "out", "--quiet"]).status == 0)
    let card = try run.text("out/README.md")
    for row in [
      "| task.max\\_length | 64 | the recipe |",
      "| training.epochs | 1 | the recipe |",
      "| training.batch\\_size | 8 | the default |",
      "| training.learning\\_rate | 0.001 | the run: for random weights 16 wide |",
      "| training.warmup\\_ratio | 0.06 | the default |",
      "| training.weight\\_decay | 0.01 | the default |",
      "| training.precision | float32 | the default |",
      "| training.seed | 3 | the recipe |",
      "| model.dropout | 0.1 | the model |",
    ] {
      #expect(card.contains(row + "\n"), "\(row) in \(card)")
    }
  }

  /// Where nothing answers in Python, the card says so.
  @Test func tasksWithoutAScriptHaveACard() throws {
    let run = try TrainingRun(task: "cloze-question-answering")
    #expect(try run.train("run", "--quiet", "--set", "training.steps=2").status == 0)
    let exported = try run.program.run(["export", "run/model.h5", "out"])
    #expect(
      exported.errors.hasSuffix(
        "; README.md says what it is; no predict.py, as the task has none yet\n"),
      "\(exported.errors)")
    #expect(try !run.files("out").contains("predict.py"))
    let card = try run.text("out/README.md")
    #expect(
      card.contains(
        "There is no script in Python beside this model, as the task has none yet. luke-train answers with it:"
      ))
  }

  @Test func modelsOfPretrainingHaveACard() throws {
    let run = try PretrainingRun()
    #expect(try run.train("run", "--quiet", "--set", "training.steps=2").status == 0)
    let exported = try run.program.run(["export", "run/model.h5", "out"])
    #expect(
      exported.errors.hasSuffix(
        "; README.md says what it is; no predict.py, as the model is one of pretraining, which answers nothing\n"
      ), "\(exported.errors)")
    #expect(!FileManager.default.fileExists(atPath: run.folder.path + "/out/predict.py"))
    let card = try run.text("out/README.md")
    #expect(card.hasPrefix("---\nlibrary_name: transformers\npipeline_tag: fill-mask\n"))
    #expect(card.contains(#"fill = pipeline("fill-mask", ".")"#))
    #expect(card.contains("\n# LUKE for masked words and entities\n"))
  }
}
