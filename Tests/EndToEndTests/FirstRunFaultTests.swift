import EndToEndSupport
import Foundation
import Testing

/// What goes wrong in a first run, and is said before anything is lost by it.
@Suite struct FirstRunFaultTests {
  @Test(arguments: [
    (["r.json", "--output", ""], "--output"),
    (["prepare", "r.json", "--output", ""], "--output"),
    (["predict", "m.h5", "in.txt", "--output", ""], "--output"),
    (["tokenize", "m.h5", "--output", ""], "--output"),
    (["build-mention-dictionary", "c", "--output", ""], "--output"),
    (["export", "m.h5", ""], "The folder to write"),
    (["import", "m", ""], "The file to write"),
    (["trace", "m", "b.json", ""], "The file to write"),
    (["build-corpus", "a.xml", ""], "The folder to write"),
    (["train-tokenizer", "a.xml", ""], "The folder to write"),
    (["build-entity-vocabulary", "c", ""], "The file to write"),
    (["datasets", "fetch", "x", ""], "The folder to write"),
  ])
  func namesThatAreEmpty(_ arguments: [String], _ name: String) throws {
    let result = try Program().run(arguments)
    #expect(result.status == 64)
    #expect(
      result.errors.hasPrefix("luke-train: error: \(name) is empty; name what is to be written."),
      "\(result.errors)")
  }

  /// `-` is standard output where that is written to, and no name of a file elsewhere.
  @Test(arguments: [
    (["compare", "a", "b", "--html", "-"], "--html"),
    (["evaluate", "m.h5", "d.jsonl", "--report", "-"], "--report"),
    (["r.json", "--output", "-"], "--output"),
    (["sweep", "r.json", "--grid", "training.seed=1,2", "--output", "-"], "--output"),
    (["init", "-", "--task", "entity-typing"], "The recipe"),
    (["build-mention-dictionary", "c", "--output", "-"], "--output"),
    (["export", "m.h5", "-"], "The folder to write"),
    (["import", "m", "-"], "The file to write"),
    (["trace", "m", "b.json", "-"], "The file to write"),
    (["build-corpus", "a.xml", "-"], "The folder to write"),
    (["train-tokenizer", "a.xml", "-"], "The folder to write"),
    (["build-entity-vocabulary", "c", "-"], "The file to write"),
    (["datasets", "fetch", "x", "-"], "The folder to write"),
  ])
  func standardOutputWhereItIsNotWrittenTo(_ arguments: [String], _ name: String) throws {
    let folder = try WorkFolder()
    let result = try Program(folder: folder.path).run(arguments)
    #expect(result.status == 64)
    #expect(
      result.errors.hasPrefix(
        "luke-train: error: \(name) is -, and is not written to standard output; name what is to be written "
          + "(./- for that name)."), "\(result.errors)")
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/-"))
  }

  @Test(arguments: ["[]", "null", "\"x\""])
  func recipesThatAreNoObject(_ text: String) throws {
    let folder = try WorkFolder()
    try folder.write("r.json", text)
    let result = try Program(folder: folder.path).run(["r.json"])
    #expect(result.status == 64)
    #expect(result.faults.count == 1, "\(result.faults)")
    #expect(result.faults.first?.hasPrefix("r.json:1:1: ") == true)
  }

  @Test func modelsOfTheHubAreNotDownloaded() throws {
    let folder = try WorkFolder()
    let (name, advice) = (
      "owner/some-luke",
      "no such file or folder; models are not downloaded here: hf download owner/some-luke --local-dir "
    )
    for command in ["predict", "inspect", "export"] {
      let result = try Program(folder: folder.path).run(
        [command, name] + (command == "inspect" ? [] : ["out"]))
      #expect(result.status == 66)
      #expect(
        result.faults == [
          "\(name): \(advice)\(name), or git clone https://huggingface.co/owner/some-luke \(name)"
        ])
    }
    try folder.write("train.conll", "Ada B-PER\n")
    try folder.write(
      "r.json",
      """
      {"task": {"kind": "named-entity-recognition"}, "data": {"train": "train.conll"},
       "model": {"from": "\(name)"}}
      """)
    let path = folder.path + "/" + name
    #expect(
      try Program(folder: folder.path).run(["r.json"]).faults == [
        "model.from: \(path): \(advice)\(path), or git clone https://huggingface.co/owner/some-luke \(path)"
      ])
    let file = try Program(folder: folder.path).run(["inspect", "m.h5"])
    #expect(file.faults == ["m.h5: no such file or folder"])
  }

  @Test func stridesThatDoNotFitEndTheRun() throws {
    let run = try TrainingRun(task: "extractive-question-answering")
    let result = try run.train("run", "--set", "task.stride=60")
    #expect(result.status == 64)
    #expect(
      result.faults.first?.hasPrefix(
        "task.stride: 60 does not fit into task.max_length, 64, beside ")
        == true, "\(result.errors)")
    #expect(!FileManager.default.fileExists(atPath: run.folder.path + "/run/recipe.json"))
  }

  @Test func questionsOfWhichMostCannotBeAsked() throws {
    let run = try TrainingRun(task: "extractive-question-answering")
    let long = String(repeating: "one two three ", count: 8)
    let lines = [("Who?", "Ada."), (long, long), (long, long)].map { question, context in
      "{\"question\": \"\(question)\", \"context\": \"\(context)\", \"answers\": {\"text\": [\""
        + context.prefix(3) + "\"], \"answer_start\": [0]}}\n"
    }
    try run.folder.write("train.jsonl", lines.joined())
    let train = "data.train=\(run.folder.path)/train.jsonl"
    let result = try run.train(
      "run", "--set", train, "--set", "task.max_length=16", "--set", "task.stride=0")
    #expect(result.status == 65)
    #expect(
      result.faults == [
        "\(run.folder.path)/train.jsonl: 2 of 3 examples cannot be asked, more than half; mend what is told of "
          + "them, or leave them out"
      ], "\(result.errors)")
  }

  /// A folder that carries no recipe is asked for no more than it has positions.
  @Test func positionsOfAModelWithoutARecipe() throws {
    let run = try TrainingRun(task: "sequence-classification")
    #expect(try run.train("run", "--quiet", "--set", "training.steps=1").status == 0)
    #expect(try run.program.run(["export", "run/model.h5", "out"]).status == 0)
    try FileManager.default.removeItem(atPath: run.folder.path + "/out/recipe.json")
    let result = try run.program.run(["predict", "out", "-"], input: "Ada left.\n")
    #expect(result.status == 0, "\(result.errors)")
    #expect(
      result.errors.contains(
        "out: task.max_length is 65, as many as the model has positions, fewer than the task's default"
      ),
      "\(result.errors)")
    #expect(try jsonObjects(result.output).count == 1)
  }
}
