import EndToEndSupport
import Foundation
import LukeTestSupport
import Testing

/// Entities that a mention dictionary finds, from linked text to the answers of the exported model.
@Suite struct MentionTests {
  private static let samples = packageFolder.appending(path: "Datasets").path
  private static let titles = [
    "Teapot", "Cupboard", "Sulby", "Umbrella", "Hammer", "Street", "Fenham University", "Kettle",
  ]

  /// A run whose model knows entities, beside a dictionary of words that the samples have.
  private func run(_ task: String, training: String = "") throws -> TrainingRun {
    let run = try TrainingRun(task: task, training: training)
    try run.folder.write(
      "entity_vocab.json",
      try Self.json(
        Dictionary(
          uniqueKeysWithValues: (["[PAD]", "[UNK]", "[MASK]", "[MASK2]"] + Self.titles).enumerated()
            .map { ($1, $0) })))
    let config = try run.text("config.json").replacing(
      "\"entity_vocab_size\": 4", with: "\"entity_vocab_size\": \(4 + Self.titles.count)")
    try run.folder.write("config.json", config)
    let lines = try (Self.titles + ["Monday", "Knife"]).map { title in
      try Self.json([
        "text": "The \(title) there.",
        "entities": [["start": 4, "end": 4 + title.count, "title": title] as [String: Any]],
      ])
    }
    try run.folder.write("linked.jsonl", lines.joined(separator: "\n") + "\n")
    let made = try run.program.run([
      "build-mention-dictionary", "linked.jsonl", "--output", "mentions.jsonl", "--quiet",
    ])
    if made.status != 0 { throw GoldenError(made.errors) }
    let recipe = try run.text("recipe.json")
      .replacing(
        "\"max_length\": 64",
        with: #""max_length": 64, "entities": {"dictionary": "mentions.jsonl"}"#
      )
      .replacing(
        "\"from\": \"config.json\"", with: #""from": "config.json", "entity_vocabulary": "keep""#)
    try run.folder.write("recipe.json", recipe)
    return run
  }

  private static func json(_ value: Any) throws -> String {
    String(decoding: try JSONSerialization.data(withJSONObject: value), as: UTF8.self)
  }

  @Test(arguments: [
    ("sequence-classification", "quickstart-messages/validation.tsv"),
    ("multiple-choice", "quickstart-choices/test.jsonl"),
    ("extractive-question-answering", "quickstart-questions/test.json"),
  ])
  func fromRecipeToExport(task: String, file: String) throws {
    let run = try run(task, training: #", "keep_last": 20"#)
    let data = Self.samples + "/" + file
    let trained = try run.train("run")
    #expect(trained.status == 0, "\(trained.errors)")
    #expect(
      trained.errors.contains(
        "mentions.jsonl: 10 texts to be found, 8 of them with an entity that the model has\n"))
    let told =
      #/\d+ mentions found in what is read, \d+ linked \(\d+\.\d %\), entities in \d+ of \d+ passes/#
    #expect(trained.errors.matches(of: told).count == 2)
    // The entity table is trained, which without entities it is not.
    let plain = try run.train("plain", "--quiet", "--set", "task.entities=null")
    #expect(plain.status == 0, "\(plain.errors)")
    #expect(try run.weights("plain") != run.weights("run"))

    let arguments = [data, "--json", "--quiet"]
    let evaluated = try run.program.run(["evaluate", "run/model.h5"] + arguments)
    #expect(evaluated.status == 0, "\(evaluated.errors)")
    let predicted = try run.program.run(["predict", "run/model.h5", data, "--quiet"])
    #expect(predicted.status == 0 && predicted.output.count > 1000, "\(predicted.errors)")
    let exported = try run.program.run(["export", "run/model.h5", "exported"])
    let checksum = try #require(
      try run.text("run/recipe.json").firstMatch(of: #/"crc32": "([0-9a-f]{8})"/#)?.output.1)
    #expect(
      exported.errors.contains(
        "the model was trained with entities beside the words: mentions of the dictionary mentions.jsonl, CRC-32 "
          + "\(checksum), linked as task.entities of recipe.json says; transformers' LukeTokenizer takes them as "
          + "entities and entity_spans, and evaluate and predict need the dictionary (--set "
          + "task.entities.dictionary=FILE)\n"), "\(exported.errors)")
    let elsewhere = ["--set", "task.entities.dictionary=mentions.jsonl"]
    let again = try run.program.run(["predict", "exported", data, "--quiet"] + elsewhere)
    #expect(again.output == predicted.output)
    #expect(
      try run.program.run(["evaluate", "exported"] + arguments + elsewhere).output
        == evaluated.output)
    let without = try run.program.run(
      ["predict", "run/model.h5", data, "--quiet", "--set", "task.entities=null"])
    #expect(without.status == 0 && without.output != predicted.output)

    // Resumed, it is the same to the bit.
    for step in [24, 21, 18, 15] {
      try FileManager.default.removeItem(
        atPath: run.folder.path + "/run/step-000000\(step).h5")
    }
    let (weights, log) = (try run.weights("run"), try run.text("run/metrics.jsonl"))
    try FileManager.default.removeItem(atPath: run.folder.path + "/run/model.h5")
    let resumed = try run.train("run", "--resume", "--quiet")
    #expect(resumed.status == 0, "\(resumed.errors)")
    #expect(try run.weights("run") == weights)
    #expect(try run.text("run/metrics.jsonl") == log)
  }

  @Test func theDictionaryOfTheRunIsNoted() throws {
    let run = try run("sequence-classification")
    let data = Self.samples + "/quickstart-messages/test.tsv"
    #expect(try run.train("run", "--quiet", "--set", "training.steps=3").status == 0)
    let recipe = try run.text("run/recipe.json")
    let checksum = try #require(recipe.firstMatch(of: #/"crc32": "([0-9a-f]{8})"/#)?.output.1)
    try FileManager.default.removeItem(atPath: run.folder.path + "/run/model.h5")
    // Another dictionary under the same name.
    let text = try run.text("mentions.jsonl").replacing(
      "\"link_probability\": 1", with: "\"link_probability\": 0.5")
    try run.folder.write("mentions.jsonl", text)
    let resumed = try run.train("run", "--resume", "--set", "training.steps=3")
    #expect(resumed.status == 64)
    #expect(resumed.faults.count == 3)
    #expect(
      resumed.faults[1].wholeMatch(
        of: #/task\.entities\.crc32: was "[0-9a-f]{8}", is "[0-9a-f]{8}"/#) != nil)
    #expect(resumed.faults[1].contains("was \"\(checksum)\""))
    let step = "run/step-00000003.h5"
    let changed = try run.program.run(["predict", step, data])
    #expect(changed.status == 0, "\(changed.errors)")
    #expect(
      changed.errors.contains("is not the dictionary that the model was trained with (CRC-32 "))
    try FileManager.default.removeItem(atPath: run.folder.path + "/mentions.jsonl")
    let gone = try run.program.run(["predict", step, data, "--quiet"])
    #expect(gone.status == 66)
    let real = try #require(gone.faults.first)
    #expect(
      real.hasSuffix(
        "/mentions.jsonl: no such file; --set task.entities.dictionary=FILE says where the mention dictionary "
          + "is, and --set task.entities=null answers without entities"))
    #expect(real.hasPrefix("task.entities.dictionary: "))
  }

  @Test func theDictionaryIsNeverWrittenOver() throws {
    let run = try run("sequence-classification")
    let data = Self.samples + "/quickstart-messages/test.tsv"
    #expect(try run.train("run", "--quiet", "--set", "training.steps=1").status == 0)
    let before = try run.text("mentions.jsonl")
    let result = try run.program.run([
      "predict", "run/model.h5", data, "--output", "mentions.jsonl", "--replace", "--quiet",
    ])
    #expect(result.status == 64)
    #expect(
      result.faults == [
        "mentions.jsonl: is the same file as \(run.folder.path)/mentions.jsonl, which is read; name another file "
          + "to write"
      ])
    #expect(try run.text("mentions.jsonl") == before)
  }

  /// An exported recipe has the name of the dictionary alone: it is looked for where the model is.
  @Test func theDictionaryLiesInTheFolderOfTheModel() throws {
    let run = try run("sequence-classification")
    let data = Self.samples + "/quickstart-messages/test.tsv"
    #expect(try run.train("run", "--quiet", "--set", "training.steps=1").status == 0)
    let expected = try run.program.run(["predict", "run/model.h5", data, "--quiet"]).output
    #expect(try run.program.run(["export", "run/model.h5", "exported", "--quiet"]).status == 0)
    #expect(
      try run.program.shell("mkdir alone; \"$LUKE\" import exported alone/m.h5").status == 0)
    for (model, place) in [
      ("exported", "exported"), ("exported/", "exported"), ("alone/m.h5", "alone"),
    ] {
      let missing = try run.program.run(["predict", model, data, "--quiet"])
      #expect(missing.status == 66)
      #expect(
        missing.faults == [
          "task.entities.dictionary: \(place)/mentions.jsonl: no such file; the model's recipe has the name "
            + "mentions.jsonl, which is looked for in the folder that the model is in; put the mention dictionary "
            + "there, or say where it is with --set task.entities.dictionary=FILE; --set task.entities=null "
            + "answers without entities"
        ])
    }
    for (model, place) in [("exported", "exported"), ("alone/m.h5", "alone")] {
      #expect(try run.program.shell("cp mentions.jsonl \(place)").status == 0)
      let found = try run.program.run(["predict", model, data, "--quiet"])
      #expect(found.status == 0 && found.output == expected, "\(found.errors)")
    }
  }

  /// The same recipe trains the plain encoder: what it says of entities is named once, and not read.
  @Test func withoutEntitiesTheyAreNotUsed() throws {
    let run = try run("sequence-classification")
    try FileManager.default.removeItem(atPath: run.folder.path + "/mentions.jsonl")
    let plain = try run.train(
      "plain", "--set", "model.use_entities=false", "--set", "training.steps=1")
    #expect(plain.status == 0, "\(plain.errors)")
    let note =
      "model.entity_vocabulary and task.entities say nothing without entities and are not used "
      + "(model.use_entities is false)"
    #expect(plain.errors.split(separator: "\n").count { $0 == note } == 1, "\(plain.errors)")
    let data = Self.samples + "/quickstart-messages/test.tsv"
    let predicted = try run.program.run(["predict", "plain/model.h5", data, "--quiet"])
    #expect(predicted.status == 0, "\(predicted.errors)")
  }

  @Test func whatIsMissingIsSaid() throws {
    let run = try run("multiple-choice")
    func faults(_ arguments: String..., status: Int32 = 64) throws -> [String] {
      let result = try run.program.run(["recipe.json", "--output", "bad"] + arguments)
      #expect(result.status == status, "\(result.errors)")
      #expect(!FileManager.default.fileExists(atPath: run.folder.path + "/bad"))
      return result.faults
    }
    #expect(
      try faults("--set", "model.entity_vocabulary=special") == [
        "task.entities: model.entity_vocabulary is \"special\", which keeps no entities that mentions could be "
          + "linked to; set it to \"keep\""
      ])
    #expect(
      try faults("--set", "task.entities={}") == [
        "--set task.entities: task.entities.dictionary: missing; it must be a path in quotes"
      ])
    let absent = try faults("--set", "task.entities.dictionary=absent.jsonl", status: 66)
    #expect(absent.count == 1)
    #expect(absent[0].hasPrefix("task.entities.dictionary: "))
    #expect(absent[0].hasSuffix("/absent.jsonl: no such file or folder"))
    let wrong = try faults("--set", "task.entities.dictionary=linked.jsonl", status: 65)
    #expect(wrong.count == 1)
    #expect(
      wrong[0].hasSuffix(
        "/linked.jsonl: is no mention dictionary, which begins with {\"format\": \"luke-train mention "
          + "dictionary\", ...}; build-mention-dictionary makes one"))
    try FileManager.default.removeItem(atPath: run.folder.path + "/entity_vocab.json")
    let without = try faults()
    #expect(without.count == 1)
    #expect(
      without[0].hasSuffix(
        "/config.json has no entities but the special ones, so no mention can be linked; pretrain it on text "
          + "with links first, start from a LUKE that has entities, or leave task.entities out"))
  }
}
