import EndToEndSupport
import Foundation
import LukeTestSupport
import Testing

/// The folder of a run in the place of its model.
@Suite struct RunFolderModelTests {
  private static let note = "run: is the folder of a run; run/model.h5 is taken\n"

  @Test func commandsTakeTheModelOfARun() throws {
    let run = try TrainingRun()
    #expect(try run.train("run", "--quiet", "--set", "training.steps=3").status == 0)
    try run.folder.write("in.txt", "Anna Berg met Karl.\n")
    let data = packageFolder.appending(path: "Datasets/quickstart/test.conll").path
    for command in [
      ["evaluate", "X", data], ["predict", "X", "in.txt"], ["tokenize", "X", "in.txt"],
    ] {
      func result(_ model: String) throws -> Program.Result {
        try run.program.run(command.map { $0 == "X" ? model : $0 })
      }
      let (named, taken) = try (result("run/model.h5"), result("run"))
      #expect(taken.status == 0, "\(taken.errors)")
      #expect(taken.output == named.output && !taken.output.isEmpty)
      #expect(taken.errors.contains(Self.note), "\(taken.errors)")
      #expect(!named.errors.contains("is taken"))
      #expect(try result("run/").output == named.output)
    }
    let exported = try run.program.run(["export", "run", "out"])
    #expect(exported.status == 0 && exported.errors.hasPrefix(Self.note), "\(exported.errors)")
    #expect(try run.files("out").contains("model.safetensors"))
    try run.folder.write(
      "batch.json",
      """
      {"input_ids": [[0, 5, 2]], "entity_ids": [[2]], "entity_position_ids": [[[1]]],
       "entity_start_positions": [[1]], "entity_end_positions": [[1]]}
      """)
    let traced = try run.program.run(["trace", "run", "batch.json", "out.h5"])
    #expect(traced.errors.hasPrefix(Self.note), "\(traced.errors)")
    #expect(traced.status == 0)
    // Answers may lie beside the files of the run, and none of these is written over.
    let beside = try run.program.run(["predict", "run", "in.txt", "--output", "run/answers.jsonl"])
    #expect(beside.status == 0, "\(beside.errors)")
    let over = try run.program.run(
      ["predict", "run", "in.txt", "--output", "run/model.h5", "--replace"])
    #expect(over.status == 64)
    #expect(
      over.faults == ["run/model.h5: is read, and never written over; name another file to write"])
  }

  @Test func anUnfinishedRunStandsForWhatItHas() throws {
    let run = try TrainingRun()
    #expect(try run.train("run", "--quiet").status == 0)
    let data = packageFolder.appending(path: "Datasets/quickstart/test.conll").path
    func notes() throws -> (status: Int32, errors: String, faults: [String]) {
      let result = try run.program.run(["evaluate", "run", data])
      return (result.status, result.errors, result.faults)
    }
    func remove(_ pattern: String) throws {
      #expect(try run.program.shell("rm run/\(pattern)").status == 0)
    }
    try remove("model.h5")
    var found = try notes()
    #expect(found.status == 0)
    #expect(
      found.errors.contains(
        "run: is the folder of a run without a final model yet, whose best one so far by the validation data is "
          + "there; run/best.h5 is taken\n"), "\(found.errors)")
    try remove("best.h5")
    found = try notes()
    #expect(found.status == 0)
    #expect(
      found.errors.contains(
        "run: is the folder of a run without a final model yet, whose newest checkpoint is that of step 24; "
          + "run/step-00000024.h5 is taken\n"), "\(found.errors)")
    try remove("step-*.h5")
    found = try notes()
    #expect(found.status == 65)
    #expect(found.faults == ["run: is the folder of a run without a model yet"])
  }

  /// A model that lies in its run finds what its recipe names where the run had it; elsewhere it has names.
  @Test func theFilesOfARunAreFoundFromItsModel() throws {
    let run = try TrainingRun(task: "relation-classification")
    #expect(try run.train("run", "--quiet", "--set", "training.steps=3").status == 0)
    let data = packageFolder.appending(path: "Datasets/quickstart-relations/test.jsonl").path
    #expect(try run.program.shell("cp run/model.h5 alone.h5").status == 0)
    let outputs = try ["run/model.h5", "run", "alone.h5"].map {
      try run.program.run(["evaluate", $0, data, "--quiet"]).output
    }
    #expect(outputs[0].contains("F1") && outputs[1] == outputs[0] && outputs[2] == outputs[0])
  }

  /// The model of a run carries its recipe, too: the folder is one of a run still.
  @Test(arguments: ["rm run/recipe.json", "printf '{\"task\": {' > run/recipe.json"])
  func aRunWithoutItsRecipe(_ damage: String) throws {
    let run = try TrainingRun()
    #expect(try run.train("run", "--quiet", "--set", "training.steps=3").status == 0)
    try run.folder.write("in.txt", "Anna Berg met Karl.\n")
    let before = try run.program.run(["predict", "run", "in.txt", "--quiet"]).output
    #expect(try run.program.shell(damage).status == 0)
    let predicted = try run.program.run(["predict", "run", "in.txt"])
    #expect(predicted.status == 0, "\(predicted.errors)")
    #expect(predicted.output == before && !before.isEmpty)
    #expect(
      predicted.errors.contains(
        "run: is the folder of a run; run/model.h5 is taken, with the recipe that it carries, as run/recipe.json "
          + "is missing or damaged\n"), "\(predicted.errors)")
    let inspected = try run.program.run(["inspect", "run"])
    #expect(
      inspected.output.hasPrefix("run: the folder of a run\nstate: finished at step 3 of 3\n"),
      "\(inspected.output)\(inspected.errors)")
    let isGone = damage.hasPrefix("rm")
    #expect(
      inspected.output.contains(
        "\nrun/recipe.json: is \(isGone ? "missing" : "damaged"); the model carries the recipe, too; --resume with "
          + "the same one writes the file anew\(isGone ? "" : " once it is removed")\n"),
      "\(inspected.output)")
    let compared = try run.program.run(["compare", "run", "run"])
    #expect(compared.status == 0, "\(compared.errors)")
    #expect(
      compared.output.contains(
        "\nrun/recipe.json: is missing or damaged; the recipe is the one that the model carries\n"),
      "\(compared.output)")
    // Without a model it is one by its lock and its log.
    #expect(try run.program.shell("rm run/*.h5").status == 0)
    let bare = try run.program.run(["inspect", "run"])
    #expect(bare.output.contains("\nstate: not finished; no checkpoint yet\n"), "\(bare.errors)")
    #expect(bare.output.contains("; put it back to go on with the run\n"), "\(bare.output)")
  }
}
