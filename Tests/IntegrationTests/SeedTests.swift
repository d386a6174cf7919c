import EndToEndSupport
import Foundation
import LukeSystem
import LukeTestSupport
import LukeTraining
import Testing

/// A recipe with several seeds: one run after the other, their scores together, the best model.
@Suite struct SeedTests {
  private func run(_ seeds: String = "[1, 2, 3]", _ training: String = "") throws -> TrainingRun {
    try .learning(training: #", "seeds": \#(seeds)\#(training)"#)
  }

  /// The scores of the last evaluation of a split in the log of a run.
  private func scores(_ run: TrainingRun, _ output: String, _ split: String) throws -> [String: Any]
  {
    let lines = try jsonObjects(run.text(output + "/metrics.jsonl"))
    let scored = lines.filter { $0["split"] as? String == split }
    return try #require(scored.max { score($0) < score($1) })
  }

  private func score(_ line: [String: Any]) -> Double { line["accuracy"] as? Double ?? -1 }

  @Test func eachSeedIsARunAndTheBestModelStays() throws {
    let run = try run()
    let result = try run.train("several", "--threads", "1")
    #expect(result.status == 0, "\(result.errors)")
    #expect(
      try run.files("several") == [
        ".lock", "model.h5", "recipe.json", "seed-1", "seed-2", "seed-3", "seeds.json",
      ])
    let report = try jsonObject(run.text("several/seeds.json"))
    var accuracies: [Double] = []
    var tests: [Double] = []
    for seed in 1...3 {
      // The command line has one seed in the place of those of the file.
      #expect(
        try run.train("alone-\(seed)", "--quiet", "--set", "training.seed=\(seed)").status == 0)
      #expect(try run.weights("several/seed-\(seed)") == run.weights("alone-\(seed)"))
      #expect(
        try run.text("several/seed-\(seed)/metrics.jsonl")
          == run.text("alone-\(seed)/metrics.jsonl"))
      accuracies.append(score(try scores(run, "alone-\(seed)", "validation")))
      tests.append(score(try scores(run, "alone-\(seed)", "test")))
    }
    let best = try #require(accuracies.firstIndex(of: accuracies.max() ?? 0))
    #expect(report["best"] as? Int == best + 1)
    #expect(try run.weights("several") == run.weights("several/seed-\(best + 1)"))
    for (split, values) in [("validation", accuracies), ("test", tests)] {
      let spread = try #require((report[split] as? [String: [String: Any]])?["accuracy"])
      let mean = values.reduce(0, +) / 3
      let deviation = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 2).squareRoot()
      #expect(spread["values"] as? [Double] == values)
      #expect(abs((spread["mean"] as? Double ?? -1) - mean) < 1e-12)
      #expect(abs((spread["standard_deviation"] as? Double ?? -1) - deviation) < 1e-12)
    }
    #expect(
      result.output.contains("scores of 3 seeds (1, 2, 3): mean ± standard deviation (n − 1)\n"))
    #expect(result.errors.contains("training.seed 3 is not used, as training.seeds names seeds\n"))
    #expect(result.errors.contains("run 1 of 3: seed 1, in several/seed-1\n"))
    #expect(
      result.output.contains(
        "several/model.h5: the model of seed \(best + 1), the best by validation accuracy ("))
    // What is the same for all is told once.
    #expect(result.errors.components(separatedBy: "labels: ").count == 2)
  }

  /// Broken off in the second seed: the first one is not trained again, and all comes out the same.
  @Test func resumingGoesOnInTheSeed() throws {
    let run = try run()
    #expect(try run.train("whole", "--quiet").status == 0)
    let path = run.folder.path
    let trainer = try Trainer(recipeFile: path + "/recipe.json", folder: path + "/broken")
    var started = 0
    let interruption = #expect(throws: Interruption.self) {
      try trainer.run { event in
        if case .started = event { started += 1 }
        if case .step(let step) = event, started == 2, step.step == 8 { trainer.cancel() }
      }
    }
    #expect(interruption?.canResume == true)
    #expect(try run.files("broken/seed-2").contains("step-00000008.h5"))
    #expect(try !run.files("broken").contains("model.h5"))
    let result = try run.train("broken", "--resume")
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.errors.contains("\nseed 1: is finished already\n"))
    #expect(result.errors.contains("\nresuming after step 8 of 60\n"))
    #expect(!result.errors.contains("the run is finished"))
    try expectSame(run, "broken", "whole")
    // Nothing is left to do.
    let again = try run.train("broken", "--resume")
    #expect(again.status == 0)
    #expect(!again.errors.contains("step 60/60"))
    #expect(again.output.hasSuffix("\nmodel: broken/model.h5\n"))
    try expectSame(run, "broken", "whole")
  }

  private func expectSame(_ run: TrainingRun, _ one: String, _ other: String) throws {
    #expect(try run.text(one + "/seeds.json") == run.text(other + "/seeds.json"))
    #expect(try run.weights(one) == run.weights(other))
    for seed in 1...3 {
      #expect(try run.weights(one + "/seed-\(seed)") == run.weights(other + "/seed-\(seed)"))
      #expect(
        try run.text(one + "/seed-\(seed)/metrics.jsonl")
          == run.text(other + "/seed-\(seed)/metrics.jsonl"))
    }
  }

  @Test func aSignalSaysHowToGoOn() throws {
    let run = try run()
    let child = try Child(
      ["recipe.json", "--output", "broken", "--quiet", "--set", "training.steps=200000"], in: run)
    try child.wait(until: { try run.hasCheckpoint("broken/seed-1") })
    child.send(SIGINT)
    let result = child.wait()
    #expect(result.status == 130)
    #expect(result.faults == ["interrupted; continue with --resume"])
  }

  @Test func killedAtSomeMoments() throws {
    let run = try run()
    let started = Date()
    #expect(try run.train("whole", "--quiet").status == 0)
    let duration = Date().timeIntervalSince(started)
    var generator = SeededGenerator(seed: 21)
    var (kills, mode) = (0, "--fresh")
    while kills < 8 {
      let moment = Double.random(in: 0.05...max(0.2, duration * 0.5), using: &generator)
      let result = try run.program.shell(
        """
        "$LUKE" recipe.json --output broken \(mode) --quiet & pid=$!
        sleep \(moment); kill -9 $pid 2>/dev/null; wait $pid 2>/dev/null; echo $?
        """)
      mode = "--resume"
      if result.output.hasSuffix("137\n") { kills += 1 }
      if result.output == "0\n" {
        try expectSame(run, "broken", "whole")
        mode = "--fresh"
      }
    }
    #expect(try run.train("broken", "--resume", "--quiet").status == 0)
    try expectSame(run, "broken", "whole")
  }

  /// A run that ended, but whose scores were not noted yet, is scored again.
  @Test func scoresThatAreMissingAreMade() throws {
    let run = try run()
    #expect(try run.train("several", "--quiet").status == 0)
    let report = try run.text("several/seeds.json")
    let weights = try run.weights("several")
    try FileManager.default.removeItem(atPath: run.folder.path + "/several/seeds.json")
    try FileManager.default.removeItem(atPath: run.folder.path + "/several/model.h5")
    let result = try run.train("several", "--resume", "--quiet")
    #expect(result.status == 0, "\(result.errors)")
    #expect(try run.text("several/seeds.json") == report)
    #expect(try run.weights("several") == weights)
  }

  /// More seeds may come, and those that are there are not trained again.
  @Test func seedsAreAdded() throws {
    let run = try run("[1, 2]")
    #expect(try run.train("several", "--quiet").status == 0)
    let result = try run.train("several", "--resume", "--set", "training.seeds=[1, 2, 3]")
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.errors.contains("\nseed 2: is finished already\n"))
    #expect(result.output.contains("scores of 3 seeds (1, 2, 3)"))
    let other = try self.run()
    #expect(try other.train("whole", "--quiet").status == 0)
    #expect(
      try run.text("several/seeds.json").components(separatedBy: "\"data\"")[0]
        == other.text("whole/seeds.json").components(separatedBy: "\"data\"")[0])
  }

  /// A model that may be the best is not left out, whether or not its scores are there.
  @Test func seedsThatAreTrainedAreNotLeftOut() throws {
    let run = try run("[1, 2]")
    #expect(try run.train("several", "--quiet", "--set", "training.steps=6").status == 0)
    let (report, weights) = try (run.text("several/seeds.json"), run.weights("several"))
    let recipe = try run.text("several/recipe.json")
    func expectRefused() throws {
      let result = try run.train(
        "several", "--resume", "--set", "training.steps=6", "--set", "training.seeds=[2, 3]")
      #expect(result.status == 64)
      #expect(
        result.faults == [
          "several: has trained seed 1, and training.seeds has 2,3 alone, so that a worse model could take the place "
            + "of the best; give all (--set training.seeds=[1,2,3]), name another folder with --output, or begin "
            + "again with --fresh"
        ])
      #expect(try run.weights("several") == weights)
      #expect(try run.text("several/recipe.json") == recipe)
    }
    try expectRefused()
    #expect(try run.text("several/seeds.json") == report)
    try FileManager.default.removeItem(atPath: run.folder.path + "/several/seeds.json")
    try expectRefused()
  }

  /// What a version before left out of the means is not shown as a part of them.
  @Test func inspectGoesByTheScoresOfAllSeeds() throws {
    let run = try run("[1, 2]")
    #expect(try run.train("several", "--quiet", "--set", "training.steps=6").status == 0)
    func record(_ seed: Int, _ score: Double) -> String {
      #"{"seed":\#(seed),"folder":"seed-\#(seed)","validation":{"decides":"accuracy","rank":\#(score),"#
        + #""scores":{"accuracy":\#(score)}}}"#
    }
    try run.folder.write(
      "several/seeds.json",
      #"{"best":1,"validation":{"accuracy":{"mean":0.5,"standard_deviation":null,"values":[0.5]}},"#
        + #""seeds":[\#(record(1, 0.5)),\#(record(2, 0.75))],"data":{}}"#)
    let shown = try run.program.run(["inspect", "several"]).output
    #expect(
      shown.contains("\nseeds: 1; the best is 1\nvalidation of all seeds: accuracy 0.5000\n"),
      "\(shown)")
  }

  @Test func freshRemovesTheRunsOfAllSeeds() throws {
    let run = try run()
    #expect(try run.train("several", "--quiet").status == 0)
    try run.folder.write("several/seed-2/notes.txt", "mine")
    let refused = try run.train("several", "--quiet")
    #expect(refused.status == 64)
    #expect(
      refused.faults == [
        "several already holds a run; continue it with --resume, or remove its files and begin again with --fresh"
      ])
    let fresh = try run.train("several", "--fresh", "--quiet", "--set", "training.seeds=[5]")
    #expect(fresh.status == 0, "\(fresh.errors)")
    #expect(
      try run.files("several") == [
        ".lock", "model.h5", "recipe.json", "seed-2", "seed-5", "seeds.json",
      ])
    #expect(try run.files("several/seed-2") == ["notes.txt"])
    #expect(fresh.output.contains("scores of one seed (5), which has no standard deviation\n"))
    // A start that fails loses nothing, and what is read is not removed.
    let failed = try run.train("several", "--fresh", "--set", "data.train=config.json")
    #expect(failed.status != 0)
    #expect(try run.files("several/seed-5").contains("model.h5"))
    let lost = try run.train("several", "--fresh", "--set", "model.from=several/seed-5/model.h5")
    #expect(lost.status == 64)
    #expect(
      lost.faults == [
        "\(run.folder.path)/several/seed-5/model.h5 is a file of the run that --fresh would remove; copy it elsewhere first"
      ])
  }

  @Test func oneSeedAndSeveralAreNotMingled() throws {
    let run = try run()
    #expect(try run.train("several", "--quiet").status == 0)
    #expect(try run.train("one", "--quiet", "--set", "training.seed=1").status == 0)
    #expect(
      try run.train("several", "--resume", "--set", "training.seed=3").faults == [
        "several: holds runs of several seeds (seeds.json), and the recipe has no training.seeds; give the "
          + "seeds, name another folder with --output, or begin again with --fresh"
      ])
    #expect(
      try run.train("one", "--resume").faults == [
        "one: holds a run of one seed, and the recipe has training.seeds; leave them out, name another "
          + "folder with --output, or begin again with --fresh"
      ])
    #expect(
      try run.train("bad", "--set", "training.seeds=[1, 2, 1]").faults == [
        "recipe.json:5:14: training.seeds: has 1 twice; name each seed once"
      ])
    try run.folder.write("several/seeds.json", "{}")
    #expect(
      try run.train("several", "--resume").faults == [
        "several/seeds.json: is damaged; remove it, and --resume scores the models of the seeds again"
      ])
  }

  /// Data that changed between two seeds: those trained later could not be compared.
  @Test func changedDataAreRefused() throws {
    let run = try run("[1]")
    let data = packageFolder.appending(path: "Datasets/quickstart-messages/train.tsv")
    let text = try String(contentsOf: data, encoding: .utf8)
    try run.folder.write("train.tsv", text)
    #expect(try run.train("several", "--quiet", "--set", "data.train=train.tsv").status == 0)
    // The folder of the first seed is out of sight, and so is its own check.
    let path = run.folder.path
    try run.folder.write("train.tsv", text + text.split(separator: "\n").last! + "\n")
    let result = try run.program.run([
      "recipe.json", "--output", "several", "--resume", "--quiet", "--set", "data.train=train.tsv",
      "--set", "training.seeds=[2,1]",
    ])
    #expect(result.status == 64)
    #expect(
      result.faults == [
        "data.train: changed since the first of these runs began; put the old content back, or begin again "
          + "with --fresh"
      ])
    #expect(FileManager.default.fileExists(atPath: path + "/several/seed-1/model.h5"))
  }

  /// Without validation data the loss decides, which is said.
  @Test func withoutValidationTheLossDecides() throws {
    let run = try run("[1, 2]")
    let result = try run.train("several", "--set", "data.validation=null")
    #expect(result.status == 0, "\(result.errors)")
    let report = try jsonObject(run.text("several/seeds.json"))
    let losses = try (1...2).map { seed in
      try #require(
        jsonObjects(run.text("several/seed-\(seed)/metrics.jsonl")).compactMap {
          $0["loss"] as? Double
        }.last)
    }
    let best = losses[1] < losses[0] ? 2 : 1
    #expect(report["best"] as? Int == best)
    #expect(report["validation"] == nil)
    #expect(
      result.output.contains(
        "several/model.h5: the model of seed \(best), the one with the lowest loss of its last steps ("
      ))
    #expect(
      result.output.contains(
        "), as there are no validation data, which would say more; data.validation names some\n"))
  }

  /// Pretraining prepares once for all seeds.
  @Test func pretrainingPreparesOnce() throws {
    let run = try PretrainingRun(training: #", "seeds": [1, 2]"#)
    let result = try run.train("several")
    #expect(result.status == 0, "\(result.errors)")
    let names = try FileManager.default.contentsOfDirectory(atPath: run.folder.path + "/several")
    #expect(
      names.sorted() == [
        ".lock", "model.h5", "prepared", "recipe.json", "seed-1", "seed-2", "seeds.json",
      ])
    #expect(result.output.contains("scores of 2 seeds (1, 2): mean ± standard deviation (n − 1)\n"))
    #expect(result.output.contains(", the best by validation loss ("))
    #expect(try run.train("alone", "--quiet", "--set", "training.seed=2").status == 0)
    #expect(try run.weights("several/seed-2") == run.weights("alone"))
  }
}
