import EndToEndSupport
import Foundation
import LukeTestSupport
import Testing

/// A run goes on with its own recipe and its own files alone.
@Suite struct RunRecipeTests {
  private static let advice = "resume with the old values, or begin again with --fresh"

  private func remove(_ name: String, of run: TrainingRun) throws {
    try FileManager.default.removeItem(atPath: run.folder.path + "/" + name)
  }

  private func copy(_ one: String, _ other: String, of run: TrainingRun) throws {
    try? remove(other, of: run)
    try FileManager.default.copyItem(
      atPath: run.folder.path + "/" + one, toPath: run.folder.path + "/" + other)
  }

  private func data(_ name: String, of run: TrainingRun) throws -> Data {
    try Data(contentsOf: URL(filePath: run.folder.path + "/" + name))
  }

  @Test func theCheckpointsKnowTheRecipeOfARunWithoutOne() throws {
    let run = try TrainingRun()
    #expect(try run.train("run", "--quiet").status == 0)
    let recipe = try run.text("run/recipe.json")
    try remove("run/recipe.json", of: run)
    let other = try run.train("run", "--resume", "--quiet", "--set", "training.seed=30")
    #expect(other.status == 64)
    #expect(
      other.faults == [
        "the recipe differs from that of the run to resume (run/step-00000024.h5):",
        "training.seed: was 3, is 30", Self.advice,
      ])
    #expect(try !run.files("run").contains("recipe.json"))
    let same = try run.train("run", "--resume")
    #expect(same.status == 0)
    #expect(
      same.errors.contains(
        "run/recipe.json: is missing, and written anew; run/step-00000024.h5 has the same recipe\n"
      ))
    #expect(try run.text("run/recipe.json") == recipe)
    // But for its length, with which it goes on.
    try remove("run/recipe.json", of: run)
    let longer = try run.train("run", "--resume", "--set", "training.steps=30")
    #expect(longer.status == 0)
    #expect(
      longer.errors.contains(
        "run/recipe.json: is missing, and written anew; run/step-00000024.h5 has the same recipe but for its length\n"
      ))
    #expect(longer.errors.contains("resuming after step 24 of 30\n"))
  }

  /// Whoever changes recipe.json by hand is told that it is the odd one.
  @Test func aRecipeThatWasChangedByHandIsTold() throws {
    let run = try TrainingRun()
    #expect(try run.train("run", "--quiet").status == 0)
    let changed = try run.program.shell("sed -i 's/\"seed\" *: *3/\"seed\": 8/' run/recipe.json")
    #expect(changed.status == 0)
    let resumed = try run.train("run", "--resume", "--quiet")
    #expect(resumed.status == 64)
    #expect(
      resumed.faults == [
        "run/recipe.json: differs from the recipe that the checkpoints of the run carry, which is the one "
          + "that is given: somebody has changed it; remove the file, and --resume writes it anew",
        "the recipe differs from that of the run to resume (run/recipe.json):",
        "training.seed: was 8, is 3",
      ])
    try remove("run/recipe.json", of: run)
    #expect(try run.train("run", "--resume", "--quiet").status == 0)
  }

  /// The final model of another run is not taken for this one's, nor written over.
  @Test(arguments: ["model.h5", "best.h5", "step-00000030.h5"])
  func modelsOfOtherRunsAreTold(_ name: String) throws {
    let run = try TrainingRun()
    #expect(try run.train("run", "--quiet").status == 0)
    #expect(
      try run.train("other", "--quiet", "--set", "training.seed=4", "--set", "training.steps=3")
        .status == 0)
    try copy("other/model.h5", "run/" + name, of: run)
    let before = try data("run/" + name, of: run)
    let resumed = try run.train("run", "--resume", "--quiet")
    #expect(resumed.status == 64)
    #expect(
      resumed.faults == [
        "run/\(name): is not of this run, for its recipe differs:", "training.steps: was 3, is 24",
        "training.seed: was 4, is 3", "move it away, or begin again with --fresh",
      ])
    #expect(try data("run/" + name, of: run) == before)
    #expect(try run.train("run", "--fresh", "--quiet").status == 0)
    #expect(try run.train("run", "--resume", "--quiet").status == 0)
  }

  /// Who writes another length into the run's own recipe goes on with it, and is told so.
  @Test func aRunMayBeMadeLongerInItsOwnRecipe() throws {
    let run = try TrainingRun()
    #expect(try run.train("run", "--quiet", "--set", "training.steps=20").status == 0)
    let recipe = try run.text("run/recipe.json")
    try run.folder.write(
      "run/recipe.json", recipe.replacing("\"steps\": 20,", with: "\"steps\": 24,"))
    let longer = try run.train("run", "--resume")
    #expect(longer.status == 0)
    let note =
      "run/step-00000020.h5: is of a run of another length: training.steps: was 20, is 24\n"
    #expect(longer.errors.contains(note))
    #expect(longer.errors.contains("resuming after step 20 of 24"))
    let again = try run.train("run", "--resume", "--quiet")
    #expect(again.status == 0)
    #expect(again.errors.hasPrefix("run: the run is finished (step 24 of 24); "))
  }

  @Test func modelsOfNoRunAreTold() throws {
    let run = try TrainingRun()
    #expect(try run.train("run", "--quiet").status == 0)
    let golden = Goldens.modelFolder("span-entity-aware").path
    #expect(
      try run.program.run(["import", golden, "foreign.h5", "--quiet"]).status == 0)
    try copy("foreign.h5", "run/model.h5", of: run)
    let imported = try run.train("run", "--resume", "--quiet")
    #expect(imported.status == 64)
    #expect(
      imported.faults == [
        "run/model.h5: carries no recipe, so no run wrote it; move it away, or begin again with --fresh"
      ])
    try FileManager.default.removeItem(atPath: run.folder.path + "/run/model.h5")
    try FileManager.default.copyItem(
      atPath: Goldens.folder.appending(path: "files/h5py.h5").path,
      toPath: run.folder.path + "/run/model.h5")
    let other = try run.train("run", "--resume", "--quiet")
    #expect(other.status == 64)
    #expect(
      other.faults == [
        "run/model.h5: an HDF5 file, but not a model of luke-train (attribute format); move it away, or begin again with --fresh"
      ])
  }

  @Test func aBrokenRecipeOfAModelIsTold() throws {
    let run = try TrainingRun()
    #expect(try run.train("run", "--quiet", "--set", "training.steps=3").status == 0)
    #expect(try run.program.run(["export", "run/model.h5", "out", "--quiet"]).status == 0)
    try run.folder.write("out/recipe.json", "{\n  \"task\": {")
    try run.folder.write("in.txt", "Some words.\n")
    for command in [["predict", "out", "in.txt"], ["import", "out", "new.h5"]] {
      let result = try run.program.run(command)
      #expect(result.status == 65)
      #expect(
        result.faults == [
          "out/recipe.json:2:12: expected a key in double quotes, found the end of the file",
          "this is the recipe that the model was trained with, by which it reads text: put it back, or remove it for the defaults of the model's task",
        ])
    }
    #expect(!FileManager.default.fileExists(atPath: run.folder.path + "/new.h5"))
    try remove("out/recipe.json", of: run)
    #expect(
      try run.program.run(["predict", "out", "in.txt", "--set", "task.max_length=64"]).status == 0)
  }

  /// A model tells nothing of stopping early, whatever its recipe asked for.
  @Test func howAModelWasTrainedDoesNotMatterAnyMore() throws {
    let run = try TrainingRun()
    #expect(try run.train("run", "--quiet", "--set", "training.steps=3").status == 0)
    #expect(try run.program.run(["export", "run/model.h5", "out", "--quiet"]).status == 0)
    let recipe = try run.text("out/recipe.json")
    try run.folder.write(
      "out/recipe.json",
      recipe.replacing("\"early_stopping\": null", with: "\"early_stopping\": {\"patience\": 0}"))
    try run.folder.write("in.txt", "Some words.\n")
    #expect(try run.program.run(["predict", "out", "in.txt", "--quiet"]).status == 0)
  }

  @Test func aRecipeInUTF16IsNamed() throws {
    let run = try TrainingRun()
    try run.text("recipe.json").write(
      toFile: run.folder.path + "/wide.json", atomically: false, encoding: .utf16)
    let result = try run.program.run(["wide.json"])
    #expect(result.status == 64)
    #expect(
      result.faults == [
        "wide.json:1:1: the file is in UTF-16, and JSON is read in UTF-8; convert it, for example with iconv -f UTF-16 -t UTF-8"
      ])
  }
}
