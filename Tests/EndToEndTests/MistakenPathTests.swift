import EndToEndSupport
import Foundation
import LukeTestSupport
import Testing

/// Paths that lead to something else than was meant, or that the system does not let us see.
@Suite struct MistakenPathTests {
  @Test(arguments: ["inspect X", "evaluate X d", "predict X d", "tokenize X d", "export X out"])
  func recipesAreNoModels(_ command: String) throws {
    let run = try TrainingRun()
    func faults(_ path: String) throws -> [String] {
      let result = try run.program.run(
        command.split(separator: " ").map { $0 == "X" ? path : String($0) })
      #expect(result.status == 65)
      return result.faults
    }
    #expect(
      try faults("recipe.json") == [
        "recipe.json: is a recipe, not a model; luke-train recipe.json trains one"
      ])
    #expect(
      try run.program.run(["recipe.json", "--quiet", "--set", "training.steps=3"]).status == 0)
    let folder = "Checkpoints/recipe"
    #expect(
      try faults("recipe.json") == [
        "recipe.json: is a recipe, not a model; the model of its run is \(folder)/model.h5"
      ])
  }

  /// A recipe begins from a file; the folder of a run holds several.
  @Test func noRecipeBeginsFromARunFolder() throws {
    let run = try TrainingRun()
    let steps = ["--quiet", "--set", "training.steps=3"]
    #expect(try run.program.run(["recipe.json", "--output", "one"] + steps).status == 0)
    func faults() throws -> [String] {
      let result = try run.program.run(
        ["recipe.json", "--output", "two", "--set", "model.from=one"] + steps)
      #expect(result.status == 65)
      return result.faults.map { $0.replacing(run.folder.path + "/", with: "") }
    }
    #expect(try faults() == ["one: is a run folder; its model is one/model.h5"])
    try FileManager.default.removeItem(atPath: run.folder.path + "/one/model.h5")
    #expect(
      try faults() == [
        "one: is a run folder without a final model yet; its newest checkpoint is one/step-00000003.h5"
      ])
  }

  /// What lies behind closed doors is not missing, and the system's reason is given in its words.
  @Test(arguments: [
    ("closed/recipe.json", "cannot read closed/recipe.json"),
    ("recipe.json --output closed/run", "cannot make the folder closed/run"),
    ("recipe.json --output new", "cannot make the folder new"),
    (
      "recipe.json --output open/run --set data.train=secret.conll",
      "$PWD/secret.conll: cannot be read"
    ),
    (
      "recipe.json --output open/run --set model.tokenizer=tokenizer",
      "$PWD/tokenizer/vocab.json: cannot be read"
    ),
    ("inspect closed/model.h5", "closed/model.h5: cannot read"),
    ("inspect model", "model/config.json: cannot read"),
    ("inspect closed", "closed/config.json: cannot read"),
    ("tokenize model2 closed/in.txt", "cannot read closed/in.txt"),
    ("tokenize closed/model.h5 closed/in.txt", "cannot read closed/model.h5"),
    ("predict model2 secret.conll", "secret.conll: cannot be read"),
    ("build-corpus closed/in.txt open/made", "cannot read closed/in.txt"),
    (
      "build-entity-vocabulary closed/corpus open/v.jsonl",
      "closed/corpus/corpus.json: cannot be read"
    ),
    (
      "build-mention-dictionary closed/in.txt --output open/m.jsonl", "cannot read closed/in.txt"
    ),
    ("trace model2 closed/b.json open/out.h5", "cannot read closed/b.json"),
  ])
  func theSystemsReasonIsGiven(_ command: String, _ fault: String) throws {
    guard getuid() == 0 else { return }
    let run = try TrainingRun()
    let tokenizer = packageFolder.appending(path: "Datasets/quickstart/tokenizer").path
    let result = try run.program.shell(
      """
      mkdir closed open; cp -r \(tokenizer) tokenizer; cp -r \(Goldens.modelFolder("span-entity-aware").path) model
      cp -r model model2; cp tokenizer/* model2; cp recipe.json closed; : > secret.conll
      chmod -R a+rX .; chmod 777 open; chmod 700 closed; chmod 600 secret.conll tokenizer/vocab.json model/config.json
      setpriv --reuid=54321 --regid=54321 --clear-groups "$LUKE" \(command)
      """)
    #expect(result.status == 74, "\(result.errors)")
    #expect(
      result.faults == [
        fault.replacingOccurrences(of: "$PWD", with: run.folder.path) + ": Permission denied"
      ])
  }

  /// The folder that `..` leads out of does not make the way, and a file is called one.
  @Test func pathsOverWhatIsNotThere() throws {
    let run = try TrainingRun()
    try run.folder.write("file")
    #expect(try run.program.shell("mkdir u; : > u/file").status == 0)
    for (path, fault) in [
      ("u/x/../file", "it is a file"), ("file/../run", "file is a file"),
      ("u/x/../file/run", "u/x/../file is a file"),
    ] {
      let result = try run.train(path, "--quiet")
      #expect(result.status == 74)
      #expect(result.faults == ["cannot make the folder \(path): \(fault)"])
    }
    #expect(try run.files("u") == ["file"])
    #expect(
      try run.train("", "--quiet").faults
        == ["--output is empty; name what is to be written."])
  }

  @Test func theLayoutOfAVocabularyIsSaid() throws {
    let folder = try WorkFolder()
    let program = Program(folder: folder.path)
    try folder.write("text.jsonl", PretrainingRun.text)
    #expect(try program.run(["build-corpus", "text.jsonl", "corpus"]).status == 0)
    for (name, isTold) in [
      ("v.txt", true), ("v", true), ("v.json", false), ("v.jsonl", false), ("v.tsv", false),
    ] {
      let result = try program.run(["build-entity-vocabulary", "corpus", name])
      #expect(result.status == 0)
      let note =
        "\(name): written as transformers' JSON, as its name ends with none of .json, .jsonl and .tsv"
      #expect(result.errors.split(separator: "\n").contains { $0 == note } == isTold)
      // The number before it is that of the entities asked for; the file of transformers has one more.
      let more = "; the file holds [MASK2] as well, which transformers' tokenizer needs"
      let isTransformers = isTold || name == "v.json"
      #expect((result.output + result.errors).contains(more) == isTransformers)
    }
  }
}
