import EndToEndSupport
import Foundation
import Testing

@Suite struct RecipeErrorTests {
  /// How a model gets to a path.
  private static func advice(_ path: String) -> String {
    "; models are not downloaded here: hf download OWNER/NAME --local-dir \(path), or git clone "
      + "https://huggingface.co/OWNER/NAME \(path)"
  }

  let folder: WorkFolder
  var program: Program { Program(folder: folder.path) }

  init() throws { folder = try WorkFolder() }

  @Test func allFaultsOfARecipeAreShown() throws {
    try folder.write(
      "r.json",
      """
      {
        "task": {"kind": "named-entity-recognition", "contxt": "sentence"},
        "data": {"train": "train.conll"},
        "model": {"from": "model"},
        "training": {"learning_rte": 1e-5}
      }
      """)
    let result = try program.run(["r.json", "--set", "training.epochs=-1"])
    #expect(result.status == 64)
    #expect(
      result.errors == """
        luke-train: error: r.json:2:48: task.contxt: no such key; did you mean context?
        luke-train: error: r.json:5:16: training.learning_rte: no such key; did you mean learning_rate?
        luke-train: error: --set training.epochs: must be a whole number, at least 1, but is -1
        luke-train: error: data.train: \(folder.path)/train.conll: no such file or folder
        luke-train: error: model.from: \(folder.path)/model: no such file or folder\(Self.advice(folder.path + "/model"))

        """)
    #expect(result.output == "")
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/Checkpoints"))
  }

  @Test func missingRecipeIs66() throws {
    let result = try program.run(["nothing.json"])
    #expect(result.status == 66)
    #expect(result.errors == "luke-train: error: nothing.json: no such recipe\n")
  }

  @Test func missingInputsAreAllNamed() throws {
    try folder.write(
      "r.json",
      """
      {"task": {"kind": "named-entity-recognition"},
       "data": {"train": "train.conll", "test": "test.conll"}, "model": {"from": "model"}}
      """)
    let result = try program.run(["r.json"])
    #expect(result.status == 66)
    #expect(
      result.faults.map { $0.replacing(folder.path, with: "") } == [
        "data.train: /train.conll: no such file or folder",
        "data.test: /test.conll: no such file or folder",
        "model.from: /model: no such file or folder\(Self.advice("/model"))",
      ])
  }

  /// Whoever mends a key need not come back for the files, nor then for the model.
  @Test func faultsOfKeysFilesAndModelAreToldTogether() throws {
    let start = #"{"task": {"kind": "named-entity-recognition""#
    func faults(_ text: String, status: Int32) throws -> [String] {
      try folder.write("r.json", text)
      let result = try program.run(["r.json"])
      #expect(result.status == status)
      return result.faults.map { $0.replacing(folder.path, with: "") }
    }
    let missing = "data.train: /train.conll: no such file or folder"
    try FileManager.default.createDirectory(
      atPath: folder.path + "/model", withIntermediateDirectories: true)
    let empty = try faults(
      start + #"}, "data": {"train": "train.conll"}, "model": {"from": "model"}}"#, status: 66)
    #expect(
      empty == [
        missing, "/model: the folder has no config.json, so it is not a Hugging Face model",
      ])
    // A model that is there, without a tokenizer beside it.
    try folder.write(
      "config.json",
      #"{"model_type": "luke", "vocab_size": 9, "hidden_size": 24, "num_attention_heads": 2}"#)
    let rest = #""data": {"train": "train.conll"}, "model": {"from": "config.json"}"#
    let noTokenizer = try faults(
      start + "}, " + rest + #", "training": {"epoch": 1}}"#, status: 64)
    #expect(noTokenizer.count == 3)
    #expect(
      noTokenizer.prefix(2) == [
        "r.json:1:129: training.epoch: no such key; did you mean epochs?", missing,
      ])
    #expect(
      noTokenizer[2].hasSuffix(
        "name a folder that has one in model.tokenizer, or make one with train-tokenizer"))
    // Before any data are read: these would be wrong, too.
    try folder.write("train.conll", "no tags\n")
    let before = try faults(start + "}, " + rest + "}", status: 66)
    #expect(before == Array(noTokenizer.suffix(1)))
  }

  @Test func brokenSyntaxIs64() throws {
    try folder.write("r.json", "{\"task\": }")
    let result = try program.run(["r.json"])
    #expect(result.status == 64)
    #expect(result.errors == "luke-train: error: r.json:1:10: expected a value, found }\n")
  }

  /// A number of the command line that cannot be read is its own fault, and of nothing that has the default.
  @Test(arguments: ["1e400", "99999999999999999999", "-1e400"])
  func numbersThatAreTooLargeAreThoseOfTheOption(_ number: String) throws {
    let run = try TrainingRun()
    let result = try run.program.run(["recipe.json", "--set", "task.max_length=\(number)"])
    #expect(result.status == 64)
    #expect(
      result.errors
        == "luke-train: error: --set task.max_length: must be a whole number, from 8 to 1000000, but is "
        + "\(number)\n")
  }
}
