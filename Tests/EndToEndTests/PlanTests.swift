import EndToEndSupport
import Foundation
import LukeTestSupport
import Testing

/// What a run will cost is known before it begins.
@Suite struct PlanTests {
  @Test(arguments: [
    "named-entity-recognition", "relation-classification", "extractive-question-answering",
  ])
  func aPlanNamesWhatTheRunTakes(task: String) throws {
    let run = try TrainingRun(task: task)
    let before = try run.files("")
    let temporary = try WorkFolder()
    let result = try run.program.run(
      ["plan", "recipe.json", "--json", "--quiet"], environment: ["TMPDIR": temporary.path])
    #expect(result.status == 0, "\(result.errors)")
    #expect(try run.files("") == before)
    let plan = try jsonObject(result.output)
    #expect(plan["steps"] as? Int == 24)
    let trained = try run.train("run", "--quiet")
    #expect(trained.status == 0)
    let bytes = try #require(plan["bytes"] as? [String: Int])
    func size(_ name: String) throws -> Int {
      let attributes = try FileManager.default.attributesOfItem(
        atPath: run.folder.path + "/run/" + name)
      return attributes[.size] as? Int ?? 0
    }
    // Files have headings, the tokenizer and the recipe beside the weights.
    let extra = 400_000
    let checkpoint = try size("step-00000024.h5")
    #expect(checkpoint >= bytes["checkpoint"] ?? 0)
    #expect(checkpoint <= (bytes["checkpoint"] ?? 0) + extra)
    #expect(try size("model.h5") >= bytes["model"] ?? 0)
    #expect(try size("model.h5") <= (bytes["model"] ?? 0) + extra)
    #expect(bytes["peak_memory"] ?? 0 > bytes["checkpoint"] ?? 0)
    let seconds = try #require(plan["seconds"] as? [String: Double])
    #expect(seconds.values.allSatisfy { $0 > 0 })
    #expect(
      abs(
        ["reading", "steps", "scoring", "writing"].reduce(0) { $0 + (seconds[$1] ?? 0) }
          - (seconds["all"] ?? 0)) < 1e-9)
    // What was written to see how long it takes is gone.
    #expect(try FileManager.default.contentsOfDirectory(atPath: temporary.path).isEmpty)
  }

  /// Every seed is a run of its own.
  @Test func seedsTakeTheirTimes() throws {
    let run = try TrainingRun()
    let seeds = ["--set", "training.seeds=[1,2,3]"]
    let plan = try run.program.run(["plan", "recipe.json", "--json", "--quiet"] + seeds)
    #expect(plan.status == 0, "\(plan.errors)")
    let seconds = try #require(jsonObject(plan.output)["seconds"] as? [String: Double])
    let one = ["reading", "steps", "scoring", "writing"].reduce(0) { $0 + (seconds[$1] ?? 0) }
    #expect(abs(3 * one - (seconds["all"] ?? 0)) < 1e-9)
    let lines = try run.program.run(["plan", "recipe.json", "--quiet"] + seeds).output
    #expect(lines.contains(" for each of 3 seeds (training.seeds), of which reading takes "))
    #expect(lines.contains(" for each of 3 seeds, and 1 model of "))
  }

  /// Where nothing can be written for a try, the rest is planned.
  @Test func aPlanWithoutRoomForFilesSaysSo() throws {
    let run = try TrainingRun()
    let absent = run.folder.path + "/absent"
    for place in ["/dev/null/none", absent] {
      let result = try run.program.run(
        ["plan", "recipe.json", "--quiet"], environment: ["TMPDIR": place])
      #expect(result.status == 0, "\(result.errors)")
      #expect(
        result.output.contains(
          "\nwriting  not counted, as the folder for temporary files took no model\n"))
    }
    #expect(!FileManager.default.fileExists(atPath: absent))
  }

  @Test func aPlanIsReadable() throws {
    let run = try TrainingRun()
    let result = try run.program.run(["plan", "recipe.json", "--quiet"])
    #expect(result.status == 0, "\(result.errors)")
    let lines = result.output.split(separator: "\n").map(String.init)
    #expect(
      lines.prefix(8).map { String($0.prefix(9)) } == [
        "model    ", "data     ", "steps    ", "scoring  ", "writing  ", "time     ", "memory   ",
        "disk     ",
      ])
    #expect(lines[2].hasPrefix("steps    24, each of "))
    // At 10, 20 and 24 steps, and of the final model.
    #expect(lines[3].contains("validation 4 times, each "))
    // Every third step; and the final model twice, and half of what is scored may be the best so far.
    #expect(
      lines[4].contains("8 checkpoints, each ") && lines[4].contains("; about 4 models, each "))
    #expect(lines[7].contains("2 × ") && lines[7].contains("2 models of "))
  }

  /// No more files than are written: of a short run without scores one checkpoint and the final model.
  @Test func aShortRunLeavesFewFiles() throws {
    let run = try TrainingRun()
    let result = try run.program.run(
      ["plan", "recipe.json", "--quiet"]
        + [
          "training.steps=10", "training.checkpoint_every=null", "training.evaluate_every=null",
          "data.validation=null", "data.test=null",
        ].flatMap { ["--set", $0] })
    #expect(result.status == 0, "\(result.errors)")
    let lines = result.output.split(separator: "\n").map(String.init)
    #expect(
      lines[4].contains("1 checkpoint, each ") && lines[4].contains("; about 1 model, each "))
    #expect(lines[7].contains(": 1 × ") && lines[7].contains(" of checkpoints, 1 model of "))
    #expect(lines[6].contains(" with the largest batch and pass of scoring: weights "))
  }

  /// Pretraining has stages, and has to be prepared.
  @Test func pretrainingIsPlanned() throws {
    let run = try PretrainingRun()
    let refused = try run.program.run(["plan", "recipe.json", "--output", "run"])
    #expect(refused.status == 64)
    let unprepared = try run.program.run(["plan", "recipe.json"])
    #expect(unprepared.status == 64)
    #expect(unprepared.faults.first?.contains("nothing is prepared there") == true)
    #expect(try run.program.run(["prepare", "recipe.json"]).status == 0)
    let result = try run.program.run(["plan", "recipe.json", "--json", "--quiet"])
    #expect(result.status == 0, "\(result.errors)")
    let stages = try jsonObject(result.output)["stages"] as? [[String: Any]] ?? []
    #expect(!stages.isEmpty)
    #expect(stages.allSatisfy { ($0["seconds_per_step"] as? Double ?? 0) > 0 })
  }
}
