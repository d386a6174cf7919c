import EndToEndSupport
import Foundation
import LukeTestSupport
import Testing

/// Recipes that the program drafts.
@Suite struct InitTests {
  private static let datasets = packageFolder.appending(path: "Datasets").path

  /// The task is found by the data, and the recipe runs as it is.
  @Test(arguments: [
    ("quickstart", "conll", "named-entity-recognition"),
    ("quickstart-relations", "jsonl", "relation-classification"),
    ("quickstart-types", "jsonl", "entity-typing"),
    ("quickstart-messages", "tsv", "sequence-classification"),
    ("quickstart-choices", "jsonl", "multiple-choice"),
    ("quickstart-questions", "json", "extractive-question-answering"),
    ("quickstart-cloze", "jsonl", "cloze-question-answering"),
  ])
  func theTaskIsFoundByTheData(set: String, suffix: String, task: String) throws {
    let run = try TrainingRun()
    let data = Self.datasets + "/\(set)/"
    // A configuration alone has no tokenizer, which a folder of a model has.
    let result = try run.program.run([
      "init", "mine.json", "--train", data + "validation.\(suffix)", "--validation",
      data + "validation.\(suffix)", "--test", data + "test.\(suffix)", "--model", "config.json",
      "--tokenizer", Self.datasets + "/quickstart/tokenizer",
    ])
    #expect(result.status == 0, "\(result.errors)")
    let recipe = try jsonObject(run.text("mine.json"))
    #expect((recipe["task"] as? [String: Any])?["kind"] as? String == task)
    #expect((recipe["model"] as? [String: Any])?["from"] as? String == "config.json")
    #expect(result.output.hasPrefix("mine.json: written\n  task.kind: \(task), which reads "))
    // What of a length does not go with others has to be said.
    let short =
      task == "cloze-question-answering"
      ? ["max_length=64", "max_query_length=24", "doc_stride=24"] : []
    let lengths = short.flatMap { ["--set", "task.\($0)"] }
    #expect(result.output.contains("task.max_length: 65"), "\(result.output)")
    let trained = try run.program.run(
      [
        "mine.json", "--output", "run", "--quiet", "--set", "training.steps=2",
      ] + lengths)
    #expect(trained.status == 0, "\(trained.errors)")
  }

  @Test func aTenthIsHeldBack() throws {
    let run = try TrainingRun()
    try FileManager.default.createDirectory(
      atPath: run.folder.path + "/data", withIntermediateDirectories: true)
    try Self.copyTokenizer(to: run)
    try run.folder.write("data/train.tsv", (0..<20).map { "text\($0)\t\($0 % 2)\n" }.joined())
    try FileManager.default.createDirectory(
      atPath: run.folder.path + "/recipes", withIntermediateDirectories: true)
    let result = try run.program.run([
      "init", "recipe-of-mine.json", "--train", "data/train.tsv", "--model", "config.json",
      "--task",
      "sequence-classification",
    ])
    #expect(result.status == 0, "\(result.errors)")
    #expect(
      try run.text("recipe-of-mine.json") == """
        {
          "task": {
            "kind": "sequence-classification",
            "max_length": 65
          },
          "data": {
            "train": "data/train.tsv",
            "validation_share": 0.1
          },
          "model": {
            "from": "config.json"
          }
        }

        """)
    #expect(result.output.contains("data.validation_share: 0.1, for there is no validation file"))
    // In another folder paths start from the root.
    let other = try run.program.run([
      "init", "recipes/mine.json", "--train", "data/train.tsv", "--model", "config.json", "--task",
      "sequence-classification",
    ])
    #expect(other.status == 0)
    let path = (run.folder.path + "/data/train.tsv").replacing("/", with: "\\/")
    let text = try run.text("recipes/mine.json").replacing("/", with: "\\/")
    #expect(text.contains(path))
  }

  /// What lies beside a configuration is its tokenizer.
  private static func copyTokenizer(to run: TrainingRun) throws {
    let folder = datasets + "/quickstart/tokenizer"
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
      try FileManager.default.copyItem(
        atPath: folder + "/" + name, toPath: run.folder.path + "/" + name)
    }
  }

  /// A run goes on from the model of another one, on files that a pattern stands for.
  @Test func runsAndPatternsAreTaken() throws {
    let run = try TrainingRun(task: "sequence-classification")
    let trained = try run.train("run", "--quiet", "--set", "training.steps=2")
    #expect(trained.status == 0, "\(trained.errors)")
    for name in ["a", "b"] {
      try run.folder.write("\(name).tsv", (0..<20).map { "text\($0)\t\(name)\($0 % 2)\n" }.joined())
    }
    let result = try run.program.run([
      "init", "mine.json", "--train", "[ab].tsv", "--model", "run", "--task",
      "sequence-classification",
    ])
    #expect(result.status == 0, "\(result.errors)")
    let recipe = try jsonObject(run.text("mine.json"))
    #expect((recipe["model"] as? [String: Any])?["from"] as? String == "run/model.h5")
    #expect((recipe["data"] as? [String: Any])?["train"] as? String == "[ab].tsv")
    #expect(
      result.output.contains("  model.from: run: is the folder of a run; run/model.h5 is taken\n"))
    let next = try run.program.run([
      "mine.json", "--output", "next", "--quiet", "--set", "training.steps=2",
    ])
    #expect(next.status == 0, "\(next.errors)")
    let none = try run.program.run([
      "init", "other.json", "--train", "[xy].tsv", "--model", "run",
    ])
    #expect(none.status == 66)
    #expect(none.faults == ["[xy].tsv: no file has a name like this"])
    let bare = try run.program.run([
      "init", "other.json", "--train", "a.tsv", "--model", "config.json", "--task",
      "sequence-classification",
    ])
    #expect(bare.status == 66)
    #expect(bare.faults.first?.hasSuffix("(--tokenizer names it here)") == true, "\(bare.errors)")
  }

  /// Keys that are asked for decide how the data are read, and stand in the recipe with paths from its folder.
  @Test func keysThatAreAskedForAreInTheRecipe() throws {
    let run = try TrainingRun()
    try Self.copyTokenizer(to: run)
    let rows = (0..<20).map { "\($0);a sentence, the \($0)th;C\($0 % 2)\n" }
    try run.folder.write("own.csv", "id;said;where\n" + rows.joined())
    try FileManager.default.createDirectory(
      atPath: run.folder.path + "/recipes", withIntermediateDirectories: false)
    func draft(_ settings: String..., status: Int32) throws -> Program.Result {
      let result = try run.program.run(
        ["init", "recipes/own.json", "--train", "own.csv", "--model", "config.json"]
          + settings.flatMap { ["--set", $0] })
      #expect(result.status == status, "\(result.errors)")
      return result
    }
    _ = try draft(status: 65)
    let told = try draft(
      "data.columns.text=said", #"data.columns={"text": "said", "label": "where"}"#,
      "data.validation_share=0.2", "output=out", "task.max_length=20",
      status: 0)
    #expect(told.output.contains("  data.validation_share: 0.2, as asked for\n"), "\(told.output)")
    #expect(!told.output.contains("no validation file") && !told.output.contains("positions"))
    let recipe = try jsonObject(run.text("recipes/own.json"))
    #expect((recipe["task"] as? [String: Any])?["kind"] as? String == "sequence-classification")
    #expect((recipe["task"] as? [String: Any])?["max_length"] as? Int == 20)
    let data = try #require(recipe["data"] as? [String: Any])
    #expect(data["columns"] as? [String: String] == ["text": "said", "label": "where"])
    #expect(data["validation_share"] as? Double == 0.2)
    // What was typed starts from the current folder.
    let output = try #require(recipe["output"] as? String)
    #expect(output.hasPrefix("/") && output.hasSuffix("/out") && !output.contains("/recipes/"))
    try FileManager.default.removeItem(atPath: run.folder.path + "/recipes/own.json")
    #expect(
      try draft("data.train=other.csv", status: 64).faults
        == ["--set data.train: is what --train says"])
    #expect(
      try draft("data.colums=1", status: 65).faults.contains {
        $0.contains("did you mean columns?")
      })
  }

  @Test func faultsAreSaidBeforeAnythingIsWritten() throws {
    let run = try TrainingRun()
    try Self.copyTokenizer(to: run)
    try run.folder.write("text.txt", "Only a few words.\nAnd some more.\n")
    func faults(_ arguments: String..., status: Int32) throws -> [String] {
      let result = try run.program.run(["init", "mine.json"] + arguments)
      #expect(result.status == status)
      #expect(try !run.files("").contains("mine.json"))
      return result.faults
    }
    let train = Self.datasets + "/quickstart/validation.conll"
    #expect(
      try faults("--model", "config.json", status: 64)
        == ["--train is missing; it is asked for at a terminal alone."])
    #expect(
      try faults("--train", train, "--model", "config.json", "--task", "ner", status: 64).first?
        .hasPrefix("--task: \"ner\" is no task; did you mean named-entity-recognition?") == true)
    #expect(
      try faults("--train", train, "--model", "config.json", "--task", "pretraining", status: 64)
        == [
          "--task pretraining: drafts are of fine-tuning alone; Recipes/quickstart-pretraining.json is one to begin with"
        ])
    #expect(
      try faults("--train", "none.conll", "--model", "config.json", status: 66).first?
        .hasPrefix("none.conll: no such file") == true)
    try FileManager.default.createDirectory(
      atPath: run.folder.path + "/texts", withIntermediateDirectories: false)
    #expect(
      try faults("--train", "texts", "--model", "config.json", status: 66).first
        == "texts: cannot be read: it is a folder")
    #expect(
      try faults("--train", train, "--model", "luke", status: 66).first?
        .hasPrefix("luke: no such file or folder; models are not downloaded here") == true)
    let unread = try faults("--train", "text.txt", "--model", "config.json", status: 65)
    #expect(
      unread.first
        == "text.txt: no task reads it as it is; --task says which one is meant, and this is what each says:"
    )
    #expect(unread.count == 9)
    // The task whose data a file looks like says first what is wrong with it.
    try run.folder.write(
      "pairs.jsonl", #"{"sentence1": "a", "sentence2": "b", "labels": {"real": 1}}"# + "\n")
    let pairs = try faults("--train", "pairs.jsonl", "--model", "config.json", status: 65)
    #expect(
      pairs.prefix(2) == [
        "pairs.jsonl: no task reads it as it is; it looks like data of sequence-classification; --task says which one "
          + "is meant, and this is what each says:",
        "sequence-classification: pairs.jsonl:1: \"labels\": expected a label, but it is an object; name one of its "
          + "keys in data.columns.label (--set data.columns.label=KEY): \"labels.real\"",
      ])
    #expect(pairs.count == 9)
    // Nothing that is there is written over.
    try run.folder.write("mine.json", "{}")
    let refused = try run.program.run([
      "init", "mine.json", "--train", train, "--model", "config.json",
    ])
    #expect(refused.status == 64)
    #expect(try run.text("mine.json") == "{}")
  }
}
