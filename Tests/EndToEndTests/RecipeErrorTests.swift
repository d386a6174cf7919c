import Foundation
import Testing

@Suite struct RecipeErrorTests {
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
        "model.from: /model: no such file or folder",
      ])
  }

  @Test func brokenSyntaxIs64() throws {
    try folder.write("r.json", "{\"task\": }")
    let result = try program.run(["r.json"])
    #expect(result.status == 64)
    #expect(result.errors == "luke-train: error: r.json:1:10: expected a value, found }\n")
  }
}
