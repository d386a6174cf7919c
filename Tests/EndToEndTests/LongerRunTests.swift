import EndToEndSupport
import Foundation
import LukeTestSupport
import Testing

/// A run that is resumed with another length goes on with it.
@Suite struct LongerRunTests {
  private static let constant = #", "schedule": "constant", "warmup_steps": 2"#

  /// The weights of a model file of a run.
  private func weights(_ run: TrainingRun, _ file: String) throws -> Data {
    let exported = "exported-" + UUID().uuidString
    let result = try run.program.run(["export", file, exported])
    if result.status != 0 { throw GoldenError(result.errors) }
    return try Data(
      contentsOf: URL(filePath: run.folder.path + "/" + exported + "/model.safetensors"))
  }

  /// The run log without what was noticed, which says how long the run is.
  private func log(_ run: TrainingRun, _ output: String) throws -> [Substring] {
    try run.text(output + "/metrics.jsonl").split(separator: "\n").filter {
      !$0.contains(#""notice":"#)
    }
  }

  private func remove(_ name: String, of run: TrainingRun) throws {
    try FileManager.default.removeItem(atPath: run.folder.path + "/" + name)
  }

  /// With a rate that stays, to the bit: the newest and the final weights, and the log.
  @Test(arguments: ["steps", "epochs"])
  func aLongerRunIsTheOneThatWasPlannedSo(_ unit: String) throws {
    let run = try TrainingRun(training: Self.constant)
    let (short, long) = unit == "steps" ? ("12", "24") : ("1", "2")
    let interval = unit == "steps" ? "12" : "1"
    let every = ["--set", #"training.evaluate_every={"\#(unit)": \#(interval)}"#]
    func train(_ output: String, _ length: String, _ more: String...) throws -> Program.Result {
      try run.program.run(
        ["recipe.json", "--output", output, "--set", "training.\(unit)=\(length)"] + every + more)
    }
    #expect(try train("planned", long).status == 0)
    #expect(try train("longer", short).status == 0)
    let longer = try train("longer", long, "--resume")
    #expect(longer.status == 0, "\(longer.errors)")
    #expect(
      longer.errors.contains(
        "training.\(unit): was \(short), is \(long): the run goes on from step "),
      "\(longer.errors)")
    #expect(longer.errors.contains("; the learning rate stays 3.00e-03\n"))
    let newest = try #require(try run.files("planned").last { $0.hasPrefix("step-") })
    #expect(try weights(run, "longer/" + newest) == weights(run, "planned/" + newest))
    #expect(try run.weights("longer") == run.weights("planned"))
    #expect(try log(run, "longer") == log(run, "planned"))
    let again = try train("longer", long, "--resume", "--quiet")
    #expect(again.errors.hasPrefix("longer: the run is finished (step "), "\(again.errors)")
  }

  /// With a rate that falls it goes on by that of the new length, wherever it is broken off.
  @Test func theRateGoesOnByTheNewLength() throws {
    let run = try TrainingRun(training: #", "warmup_steps": 2"#)
    for output in ["run", "broken"] {
      #expect(try run.train(output, "--quiet", "--set", "training.steps=12").status == 0)
      let longer = try run.train(output, "--resume")
      #expect(longer.status == 0)
      #expect(
        longer.errors.contains(
          "training.steps: was 12, is 24: the run goes on from step 12 to step 24; the learning rate was "
            + "3.00e-04 at step 12 and is 1.64e-03 at step 13, by the linear schedule of the new length\n"
        ),
        "\(longer.errors)")
    }
    for name in ["step-00000024.h5", "model.h5"] { try remove("broken/" + name, of: run) }
    let resumed = try run.train("broken", "--resume")
    #expect(resumed.status == 0)
    #expect(resumed.errors.contains("resuming after step 21 of 24\n"))
    #expect(!resumed.errors.contains("goes on from"))
    #expect(try run.weights("broken") == run.weights("run"))
    #expect(try run.text("broken/metrics.jsonl") == run.text("run/metrics.jsonl"))
  }

  /// A warm-up that is over does not begin again where the new length has a longer one.
  @Test func aWarmUpThatIsOverStaysSo() throws {
    let run = try TrainingRun(training: #", "schedule": "constant", "warmup_ratio": 0.5"#)
    #expect(try run.train("run", "--quiet", "--set", "training.steps=12").status == 0)
    let longer = try run.train("run", "--resume", "--set", "training.steps=40")
    #expect(longer.status == 0)
    #expect(
      longer.errors.contains(
        "training.steps: was 12, is 40: the run goes on from step 12 to step 40; the learning rate stays "
          + "3.00e-03, with the warm-up of 6 steps that it had, where a run of this length has 20\n"
      ),
      "\(longer.errors)")
  }

  @Test func fewerStepsThanWereTakenAreRefused() throws {
    let run = try TrainingRun()
    #expect(try run.train("run", "--quiet").status == 0)
    let before = try run.program.shell("cksum run/*").output
    let refused = try run.train("run", "--resume", "--quiet", "--set", "training.steps=12")
    #expect(refused.status == 64)
    #expect(
      refused.faults == [
        "training.steps: was 24, is 12: 12 steps are fewer than the 24 that the run has taken "
          + "(run/step-00000024.h5); give at least as many, or begin again with --fresh"
      ])
    #expect(try run.program.shell("cksum run/*").output == before)
  }

  /// A run may be made shorter as long as it has not got there; its last model is then scored.
  @Test func aRunThatIsNotThereYetMayBeShorter() throws {
    let run = try TrainingRun(training: #", "keep_last": 30"#)
    #expect(try run.train("run", "--quiet").status == 0)
    #expect(
      try run.program.shell("cd run; rm model.h5 best.h5 step-0000001* step-0000002* step-*9.h5")
        .status == 0)
    let shorter = try run.train("run", "--resume", "--set", "training.steps=6")
    #expect(shorter.status == 0, "\(shorter.errors)")
    #expect(
      shorter.errors.contains("training.steps: was 24, is 6: the run ends at step 6\n"),
      "\(shorter.errors)")
    #expect(
      try log(run, "run").contains { $0.hasPrefix(#"{"step":6,"split":"validation","#) })
    #expect(try run.files("run").contains("best.h5"))
  }

  /// What was scored only because the run ended there counts neither for patience nor in the log.
  @Test func theEndThatIsNoneAnyMoreDoesNotCount() throws {
    let run = try TrainingRun(training: Self.constant)
    let settings = [
      "--set", #"training.evaluate_every={"steps": 40}"#, "--set",
      #"training.early_stopping={"patience": 2, "minimum_improvement": 2}"#,
    ]
    func train(_ output: String, _ steps: Int, _ more: String...) throws -> Program.Result {
      try run.program.run(
        ["recipe.json", "--output", output, "--set", "training.steps=\(steps)"] + settings + more)
    }
    #expect(try train("planned", 120).status == 0)
    #expect(try train("longer", 104).errors.contains("step 104: no better for 2 evaluations"))
    let longer = try train("longer", 120, "--resume")
    #expect(longer.status == 0)
    #expect(longer.errors.contains("resuming after step 104 of 120\n"), "\(longer.errors)")
    #expect(longer.errors.contains("step 120: no better for 2 evaluations"))
    #expect(
      try weights(run, "longer/step-00000120.h5") == weights(run, "planned/step-00000120.h5"))
    #expect(try run.weights("longer") == run.weights("planned"))
    #expect(try log(run, "longer") == log(run, "planned"))
  }

  /// A run that has stopped early stays so, until it may be patient for longer.
  @Test func aRunThatHasStoppedGoesOnWithMorePatience() throws {
    let run = try TrainingRun(training: #", "evaluate_every": {"steps": 4}"#)
    let recipe = try run.text("recipe.json").replacing(
      #""evaluate_every": {"steps": 10}, "#, with: "")
    try run.folder.write("recipe.json", recipe)
    let stopping = [
      "--set", #"training.early_stopping={"patience": 1, "minimum_improvement": 2}"#,
    ]
    let arguments = ["recipe.json", "--output", "run"]
    #expect(try run.program.run(arguments + stopping).status == 0)
    let longer = try run.program.run(
      arguments + stopping + ["--resume", "--set", "training.steps=40"])
    #expect(longer.status == 0)
    #expect(
      longer.errors.contains(
        "step 8: the run has stopped for lack of improvement, and stays so whatever its length is; a higher "
          + "training.early_stopping.patience lets it go on, or null\n"), "\(longer.errors)")
    let patient = try run.program.run(arguments + ["--resume"])
    #expect(patient.status == 0)
    #expect(
      patient.errors.contains(
        "the run had stopped for lack of improvement, and goes on by training.early_stopping\n"),
      "\(patient.errors)")
    #expect(try run.train("whole", "--quiet").status == 0)
    #expect(
      try weights(run, "run/step-00000024.h5") == weights(run, "whole/step-00000024.h5"))
  }

  @Test func aRunWithoutCheckpointsCannotGoOn() throws {
    let run = try TrainingRun()
    #expect(try run.train("run", "--quiet").status == 0)
    #expect(try run.program.shell("rm run/step-*.h5").status == 0)
    let before = try run.program.shell("cksum run/*").output
    let longer = try run.train("run", "--resume", "--quiet", "--set", "training.steps=30")
    #expect(longer.status == 64)
    #expect(
      longer.faults == [
        "run: training.steps: was 24, is 30: the run cannot go on, for its checkpoints are gone; put one "
          + "back, or let another run begin from its model (model.from run/model.h5)"
      ])
    #expect(try run.program.shell("cksum run/*").output == before)
  }

  /// Whoever leaves out the length that was given by `--set` gets no run of another one.
  @Test func aLengthThatIsLeftOutIsRefused() throws {
    let run = try TrainingRun()
    let recipe = try run.text("recipe.json").replacing("\"steps\": 24, ", with: "")
    try run.folder.write("open.json", recipe)
    let arguments = ["open.json", "--output", "run", "--quiet"]
    #expect(try run.program.run(arguments + ["--set", "training.steps=6"]).status == 0)
    let before = try run.program.shell("cksum run/*").output
    let refused = try run.program.run(arguments + ["--resume"])
    #expect(refused.status == 64)
    #expect(
      refused.faults == [
        "training.steps: was 6, is null, and nothing says how long the run is to be; luke-train run/recipe.json "
          + "--resume goes on with what it was, training.steps or training.epochs says another length"
      ])
    #expect(try run.program.shell("cksum run/*").output == before)
    let finished = try run.program.run(["run/recipe.json", "--resume", "--quiet"])
    #expect(finished.status == 0, "\(finished.errors)")
    #expect(finished.errors.contains("the run is finished"))
    let longer = try run.program.run(arguments + ["--resume", "--set", "training.steps=9"])
    #expect(longer.status == 0, "\(longer.errors)")
  }

  /// The final model of the shorter run is not taken for that of the longer one.
  @Test func theFinalModelIsThatOfTheNewLength() throws {
    let run = try TrainingRun(training: Self.constant)
    #expect(try run.train("run", "--quiet", "--set", "training.steps=3").status == 0)
    #expect(try run.program.shell("cp run/model.h5 old.h5").status == 0)
    #expect(try run.train("run", "--resume", "--quiet").status == 0)
    let expected = try run.weights("run")
    // As if it had been killed before it was written.
    #expect(try run.program.shell("cp old.h5 run/model.h5").status == 0)
    let resumed = try run.train("run", "--resume", "--quiet")
    #expect(resumed.status == 0)
    #expect(!resumed.errors.contains("the run is finished"))
    #expect(try run.weights("run") == expected)
    #expect(try weights(run, "old.h5") != expected)
  }

  /// Keys that say what is told, scored and kept may be others when a run goes on; its steps stay the same.
  @Test(arguments: [
    "description=other", "training.keep_last=5", #"training.checkpoint_every={"steps": 5}"#,
    "training.checkpoint_every=null", #"training.evaluate_every={"steps": 4}"#,
    #"training.evaluate_every={"epochs": 1}"#, #"training.early_stopping={"patience": 50}"#,
    "training.compression=zstd", "training.gradient_checkpointing=true",
    "training.skip_non_finite_steps=2", "data.test=null",
  ])
  func whatOnlyReportsMayChange(_ setting: String) throws {
    let run = try TrainingRun()
    #expect(try run.train("run", "--quiet").status == 0)
    let expected = try weights(run, "run/step-00000024.h5")
    for name in ["step-00000024.h5", "model.h5"] { try remove("run/" + name, of: run) }
    let resumed = try run.train("run", "--resume", "--set", setting)
    #expect(resumed.status == 0, "\(resumed.errors)")
    #expect(resumed.errors.contains("resuming after step 21 of 24\n"))
    #expect(try weights(run, "run/step-00000024.h5") == expected)
    let other = try run.train("run", "--resume", "--quiet", "--set", "training.weight_decay=0.5")
    #expect(other.status == 64)
  }
}

/// The same of pretraining, and which of its models is the final one.
@Suite struct LongerPretrainingTests {
  private static let constant = #", "schedule": "constant""#

  @Test func aLongerPretrainingIsTheOneThatWasPlannedSo() throws {
    let run = try PretrainingRun(training: Self.constant)
    #expect(try run.train("planned", "--quiet", "--set", "training.steps=40").status == 0)
    #expect(try run.train("longer", "--quiet").status == 0)
    let longer = try run.train("longer", "--resume", "--set", "training.steps=40")
    #expect(longer.status == 0)
    #expect(
      longer.errors.contains(
        "training.steps: was 20, is 40: the run goes on from step 20 to step 40; the learning rate stays "
          + "3.00e-03\n"), "\(longer.errors)")
    #expect(try run.weights("longer") == run.weights("planned"))
    #expect(try run.text("longer/metrics.jsonl") == run.text("planned/metrics.jsonl"))
  }

  @Test func theLastStageMayGetLonger() throws {
    let run = try PretrainingRun()
    func stages(_ first: Int, _ second: Int) -> String {
      #"task.stages=[{"trained": "entities", "steps": \#(first)}, {"steps": \#(second)}]"#
    }
    #expect(try run.train("run", "--quiet", "--set", stages(10, 12)).status == 0)
    let longer = try run.train("run", "--resume", "--set", stages(10, 20))
    #expect(longer.status == 0)
    #expect(
      longer.errors.contains(
        ": the run goes on from step 22 to step 30; the learning rate was "), "\(longer.errors)")
    let before = try run.program.shell("cksum run/*").output
    let refused = try run.train("run", "--resume", "--quiet", "--set", stages(12, 20))
    #expect(refused.status == 64)
    #expect(
      refused.faults.first?.hasSuffix(
        ": stage 1 is over after 10 steps, and its length can no longer change; give what it was, or begin "
          + "again with --fresh") == true, "\(refused.faults)")
    #expect(try run.program.shell("cksum run/*").output == before)
  }

  /// The newest model is the final one, unless the recipe asks for the best, by the loss that it names.
  @Test(arguments: [nil, "loss", "word_loss", "entity_loss"])
  func theFinalModelIsTheNewestOrTheBest(_ metric: String?) throws {
    let run = try PretrainingRun(
      training: #", "max_gradient_norm": null, "schedule": "constant""#)
    let result = try run.train(
      "run", "--set", "training.steps=24", "--set", "training.evaluate_every={\"steps\": 2}",
      "--set", "training.learning_rate=0.1", "--set", "training.warmup_steps=0", "--set",
      "task.metric=\(metric.map { "\"\($0)\"" } ?? "null")")
    #expect(result.status == 0, "\(result.errors)")
    var losses: [(step: Int, loss: Double)] = []
    for line in try run.text("run/metrics.jsonl").split(separator: "\n") {
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] ?? [:]
      guard object["split"] as? String == "validation", let step = object["step"] as? Int else {
        continue
      }
      losses.append((step, object[metric ?? "loss"] as? Double ?? .nan))
    }
    let best = try #require(losses.min { $0.loss < $1.loss })
    try #require(losses.count == 12 && best.step != 24)
    let note =
      metric == nil
      ? "the final model is that of the last step, 24; on the validation data that of step \(best.step) was "
        + "better (training.keep_best)\n"
      : "the final model is that of step \(best.step), the best on the validation data\n"
    #expect(result.errors.contains(note), "\(result.errors)")
    let hasBest = FileManager.default.fileExists(atPath: run.folder.path + "/run/best.h5")
    #expect(hasBest == (metric != nil))
  }
}
