import EndToEndSupport
import Foundation
import LukeSystem
import LukeTestSupport
import LukeTraining
import Testing

/// `luke-train sweep`, on the sample data.
@Suite struct SweepTests {
  private let run: TrainingRun

  init() throws { run = try .learning() }

  private static let rates = ["--grid", "training.learning_rate=0.01,0.003,0.000001"]

  @discardableResult
  private func sweep(_ output: String, _ arguments: [String]) throws -> Program.Result {
    try run.program.run(["sweep", "recipe.json", "--output", output] + arguments)
  }

  /// The table without the seconds, which differ from run to run.
  private func rows(_ name: String) throws -> [[String]] {
    try run.text(name + "/sweep.tsv").split(separator: "\n").map { line in
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      return Array(cells.dropLast(2)) + [cells[cells.count - 1]]
    }
  }

  @Test func theBestOfAGridIsFound() throws {
    let result = try sweep("sweep", Self.rates)
    #expect(result.status == 0, "\(result.errors)")
    #expect(
      try run.files("sweep") == [
        ".lock", "best.json", "sweep.json", "sweep.tsv", "trial-1", "trial-2", "trial-3",
      ])
    let rows = try rows("sweep")
    #expect(
      rows[0] == [
        "trial", "training.learning_rate", "validation accuracy", "test accuracy", "end",
      ])
    #expect(rows.count == 4)
    let scores = rows.dropFirst().compactMap { Double($0[2]) }
    #expect(scores == scores.sorted(by: >))
    // The worst one by far was told so in time, and was not scored on the test data.
    let worst = try #require(rows.first { $0[0] == "3" })
    #expect(worst[3] == "" && worst[4] == "stopped early at step 30 of 60")
    #expect(try !run.files("sweep/trial-3").contains("model.h5"))
    #expect(
      result.errors.contains("trial 3 of 3: training.learning_rate=0.000001; at most about "))
    #expect(result.errors.contains("trial 3 of 3: stopped early at step 30 of 60, "))
    #expect(result.errors.contains(", the median of 2 others by then\n"))
    // What is printed is the same table, and which is best.
    let best = try #require(rows.dropFirst().first { $0[4] == "finished" })[0]
    let lines = result.output.split(separator: "\n").map(String.init)
    #expect(lines.count == 5)
    #expect(
      lines.last == "best: trial \(best), whose recipe is sweep/best.json")
    #expect(lines[1].split(separator: " ").first.map(String.init) == rows[1][0])
    let state = try jsonObject(run.text("sweep/sweep.json"))
    #expect(state["best"] as? Int == Int(best))
    #expect((state["trials"] as? [[String: Any]])?.count == 3)
    // Its recipe is run as it is, wherever one stands, and gives the same model.
    let elsewhere = try WorkFolder()
    let again = try Program(folder: elsewhere.path).run([
      run.folder.path + "/sweep/best.json", "--quiet",
    ])
    #expect(again.status == 0, "\(again.errors)")
    #expect(try run.weights("sweep/best") == run.weights("sweep/trial-\(best)"))
    // So does the trial as a run of its own.
    let rate = try #require(rows.first { $0[0] == best })[1]
    #expect(
      try run.train("alone", "--quiet", "--set", "training.learning_rate=" + rate).status == 0)
    #expect(try run.weights("alone") == run.weights("sweep/trial-\(best)"))
    #expect(
      try run.text("alone/metrics.jsonl") == run.text("sweep/trial-\(best)/metrics.jsonl"))
    // Checkpoints are gone.
    #expect(try run.files("sweep/trial-1").allSatisfy { !$0.hasPrefix("step-") })
  }

  @Test func nothingIsStoppedWithoutStopping() throws {
    let result = try sweep(
      "sweep", Self.rates + ["--no-stopping", "--keep-checkpoints", "--quiet"])
    #expect(result.status == 0, "\(result.errors)")
    #expect(try rows("sweep").dropFirst().allSatisfy { $0[4] == "finished" && $0[3] != "" })
    #expect(try run.files("sweep/trial-1").contains("step-00000060.h5"))
    #expect(result.errors == "")
  }

  /// Interrupted in a trial and resumed: the same table and the same models as unbroken.
  @Test func resumingGoesOnInTheTrial() throws {
    #expect(try sweep("whole", Self.rates + ["--quiet"]).status == 0)
    let folder = run.folder.path
    let keys = [SearchKey("training.learning_rate", .list(["0.01", "0.003", "0.000001"]))]
    let broken = try Sweep(
      recipeFile: folder + "/recipe.json", SearchPlan(keys, .grid), folder: folder + "/broken")
    let watch = Breaker { broken.cancel() }
    let interruption = #expect(throws: Interruption.self) { try broken.run(observers: [watch]) }
    #expect(interruption?.canResume == true)
    #expect(try run.files("broken/trial-2").contains("step-00000012.h5"))
    // Without the values, which are known.
    let result = try sweep("broken", ["--resume"])
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.errors.contains("1 of 3 trials are over already\n"))
    #expect(result.errors.contains("\nresuming after step 12 of 60\n"))
    #expect(try rows("broken") == rows("whole"))
    for trial in 1...2 {
      #expect(try run.weights("broken/trial-\(trial)") == run.weights("whole/trial-\(trial)"))
      #expect(
        try run.text("broken/trial-\(trial)/metrics.jsonl")
          == run.text("whole/trial-\(trial)/metrics.jsonl"))
    }
    // Once more there is nothing to do.
    let again = try sweep("broken", ["--resume"])
    #expect(again.status == 0)
    #expect(!again.errors.contains("trial 1 of 3:"))
    #expect(try rows("broken") == rows("whole"))
  }

  /// Cancels in the twelfth step of the second run.
  private final class Breaker: RunObserver {
    private let cancel: () -> Void
    private var started = 0

    init(_ cancel: @escaping () -> Void) { self.cancel = cancel }

    func observe(_ event: RunEvent) {
      if case .started = event { started += 1 }
      if case .step(let step) = event, started == 2, step.step == 12 { cancel() }
    }
  }

  @Test func killedAtSomeMoments() throws {
    let started = Date()
    #expect(try sweep("whole", Self.rates + ["--quiet"]).status == 0)
    let duration = Date().timeIntervalSince(started)
    var generator = SeededGenerator(seed: 22)
    var (kills, isBegun) = (0, false)
    while kills < 8 {
      let moment = Double.random(in: 0.05...max(0.2, duration * 0.5), using: &generator)
      let mode = isBegun ? "--resume" : Self.rates.joined(separator: " ") + " --fresh"
      let result = try run.program.shell(
        """
        "$LUKE" sweep recipe.json --output broken \(mode) --quiet > /dev/null & pid=$!
        sleep \(moment); kill -9 $pid 2>/dev/null; wait $pid 2>/dev/null; echo $?
        """)
      #expect(result.faults.isEmpty, "\(result.errors)")
      isBegun = FileManager.default.fileExists(atPath: run.folder.path + "/broken/sweep.json")
      if result.output.hasSuffix("137\n") { kills += 1 }
      if result.output == "0\n" {
        #expect(try rows("broken") == rows("whole"))
        isBegun = false
      }
    }
    let last = isBegun ? ["--resume"] : Self.rates
    #expect(try sweep("broken", last + ["--quiet"]).status == 0)
    #expect(try rows("broken") == rows("whole"))
    #expect(try run.weights("broken/trial-1") == run.weights("whole/trial-1"))
  }

  @Test func aSignalSaysHowToGoOn() throws {
    let child = try Child(
      ["sweep", "recipe.json", "--output", "broken", "--quiet", "--set", "training.steps=200000"]
        + Self.rates, in: run)
    try child.wait(until: { try run.hasCheckpoint("broken/trial-1") })
    child.send(SIGINT)
    let result = child.wait()
    #expect(result.status == 130)
    #expect(result.faults == ["interrupted; continue with --resume"])
  }

  /// The seed decides what is tried; more trials come later.
  @Test func randomTrialsCanBeMore() throws {
    let keys = [
      "--random", "training.learning_rate=1e-4..1e-2", "--random", "training.batch_size=2,4",
    ]
    #expect(try sweep("one", keys + ["--trials", "3", "--quiet"]).status == 0)
    #expect(try sweep("two", keys + ["--trials", "2", "--quiet"]).status == 0)
    let more = try sweep("two", keys + ["--trials", "3", "--resume"])
    #expect(more.status == 0, "\(more.errors)")
    #expect(more.errors.contains("2 of 3 trials are over already\n"))
    #expect(try rows("one") == rows("two"))
    #expect(
      try sweep("two", keys + ["--trials", "3", "--seed", "7", "--resume"]).faults == [
        "two/sweep.json: is of a sweep with --random training.learning_rate=0.0001..0.01 --random "
          + "training.batch_size=2,4 --trials 3 --seed 42; resume it with the same, or without, or begin "
          + "again with --fresh"
      ])
  }

  @Test func whatDoesNotFitTheBudgetIsNotBegun() throws {
    let result = try sweep("sweep", Self.rates + ["--budget", "0.01s", "--quiet"])
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.errors.hasPrefix("trial 2 of 3 is not begun, nor is the one after it: "))
    #expect(result.errors.hasSuffix("; --resume with a larger --budget goes on\n"))
    #expect(try rows("sweep").count == 2)
    #expect(result.output.contains("best: trial 1, whose recipe is sweep/best.json\n"))
    #expect(try sweep("sweep", ["--resume", "--quiet"]).status == 0)
    #expect(try rows("sweep").count == 4)
  }

  /// Numbers that go astray end the trial alone.
  @Test func aTrialMayFail() throws {
    let result = try sweep(
      "sweep", ["--grid", "training.learning_rate=1e30,0.003", "--set", "training.warmup_steps=0"])
    #expect(result.status == 0, "\(result.errors)")
    let rows = try rows("sweep")
    #expect(rows.map { $0[0] } == ["trial", "2", "1"] && rows[2][4] == "failed")
    #expect(result.errors.contains("\ntrial 1 of 2: failed, "))
    #expect(result.output.contains("best: trial 2,"))
  }

  @Test func freshRemovesTheTrials() throws {
    #expect(try sweep("sweep", Self.rates + ["--quiet"]).status == 0)
    #expect(
      try sweep("sweep", Self.rates).faults == [
        "sweep already holds a sweep; continue it with --resume, or remove its files and begin again with "
          + "--fresh"
      ])
    let fresh = try sweep(
      "sweep", ["--grid", "training.learning_rate=0.003", "--fresh", "--quiet"])
    #expect(fresh.status == 0, "\(fresh.errors)")
    #expect(
      try run.files("sweep") == [".lock", "best.json", "sweep.json", "sweep.tsv", "trial-1"])
    // A start that fails loses nothing.
    let failed = try sweep(
      "sweep", Self.rates + ["--fresh", "--set", "data.train=config.json"])
    #expect(failed.status != 0)
    #expect(try run.files("sweep/trial-1").contains("model.h5"))
  }

  @Test func wrongUsageIsNamed() throws {
    func faults(_ arguments: String...) throws -> [String] {
      let result = try run.program.run(["sweep", "recipe.json"] + arguments)
      #expect(result.status == 64)
      return result.faults
    }
    #expect(try faults().first == "Give --grid or --random with a key and its values.")
    #expect(
      try faults("--grid", "a=1", "--random", "b=2").first == "Give --grid or --random, not both.")
    #expect(try faults("--random", "a=1").first == "--random needs --trials.")
    #expect(
      try faults("--grid", "a=1", "--seed", "1").first == "--trials and --seed are of --random.")
    #expect(
      try faults("--random", "a=1", "--trials", "0").first
        == "--trials must be from 1 to 10000, but is 0.")
    #expect(
      try faults("--grid", "a=1", "--budget", "soon").first
        == "--budget must be a time such as 45min or 2h, but is soon.")
    #expect(
      try faults("--grid", "a=1", "--resume", "--fresh").first
        == "Give --resume or --fresh, not both.")
    #expect(
      try faults("--grid", "training.epochs=0,1", "--grid", "training.learning_rte=1") == [
        "--grid training.epochs: must be a whole number, at least 1, but is 0",
        "--grid training.learning_rte: no such key; did you mean learning_rate?",
      ])
    #expect(
      try faults("--grid", "training.epochs=1,2", "--set", "training.epochs=3") == [
        "--set training.epochs: is one of the keys that the sweep tries; leave one of them out"
      ])
    #expect(
      try faults("--grid", "training.epochs=1,2", "--set", "data.validation=null") == [
        "recipe.json: a sweep chooses by the scores on validation data, and there are none; give "
          + "data.validation or data.validation_share"
      ])
    #expect(
      try faults("--grid", "training.epochs=1,2", "--set", "training.seeds=[1]") == [
        "recipe.json: training.seeds: a sweep trains each trial with one seed; leave them out with --set "
          + "training.seeds=[], or try values of training.seed"
      ])
    #expect(
      try faults("--resume", "--output", "none") == [
        "none: holds no sweep to resume; give --grid or --random to begin one"
      ])
    #expect(!FileManager.default.fileExists(atPath: run.folder.path + "/none"))
    #expect(try run.train("run", "--quiet").status == 0)
    #expect(
      try faults("--grid", "training.epochs=1,2", "--output", "run") == [
        "run: is the folder of a run; name another one with --output"
      ])
    #expect(try run.train("sweep/trial-2", "--quiet").status == 0)
    #expect(
      try faults("--grid", "training.epochs=1,2", "--output", "sweep") == [
        "sweep/trial-2: holds a run that is of no sweep; move it away, or name another folder with --output"
      ])
    try run.folder.write("sweep/sweep.json", "{")
    let damaged = try sweep("sweep", ["--resume"])
    #expect(damaged.status == 65)
    #expect(
      damaged.faults == [
        "sweep/sweep.json: is damaged, or of another program; put it back, or remove the folder and begin "
          + "again"
      ])
  }

  /// In pretraining what is hidden is what is scored.
  @Test func pretrainingIsComparedByTheSameLoss() throws {
    let pretraining = try PretrainingRun()
    let refused = try pretraining.program.run([
      "sweep", "recipe.json", "--grid", "task.masking.word_probability=0.1,0.5",
    ])
    #expect(refused.status == 64)
    #expect(
      refused.faults == [
        "--grid task.masking.word_probability: in pretraining this changes what is scored, too, so that the "
          + "losses of trials cannot be compared; set it for all with --set"
      ])
    let result = try pretraining.program.run([
      "sweep", "recipe.json", "--grid", "training.learning_rate=0.01,0.003,0.00001", "--output",
      "sweep",
    ])
    #expect(result.status == 0, "\(result.errors)")
    // The lowest loss is the best, and what is prepared is the same for all.
    let rows = try pretraining.text("sweep/sweep.tsv").split(separator: "\n").map {
      $0.split(separator: "\t").map(String.init)
    }
    #expect(rows[0][2] == "validation loss")
    let losses = rows.dropFirst().compactMap { Double($0[2]) }
    #expect(losses.count == 3 && losses == losses.sorted())
    #expect(result.errors.components(separatedBy: " tokens learned from ").count == 2)
    #expect(FileManager.default.fileExists(atPath: pretraining.folder.path + "/sweep/prepared"))
  }

  @Test func anotherRecipeIsRefused() throws {
    #expect(try sweep("sweep", Self.rates + ["--quiet"]).status == 0)
    #expect(
      try sweep("sweep", ["--resume", "--set", "training.weight_decay=0.5"]).faults == [
        "the recipe differs from that of the run to resume (sweep/sweep.json):",
        "training.weight_decay: was 0.01, is 0.5",
        "resume with the old values, or begin again with --fresh",
      ])
  }
}
