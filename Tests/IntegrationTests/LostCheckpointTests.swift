import EndToEndSupport
import Foundation
import LukeTestSupport
import Testing

/// Checkpoints are large, and removed by hand: what else there is of a run stays.
@Suite struct LostCheckpointTests {
  private func remove(_ pattern: String, of run: TrainingRun) throws {
    #expect(try run.program.shell("rm run/\(pattern)").status == 0)
  }

  /// The checksums of all files but those that tell of times.
  private func sums(_ run: TrainingRun) throws -> String {
    let names = try run.files("run").filter { !FileTree.tellsOfTimes($0) && $0 != ".lock" }
    return try run.program.shell("cd run; cksum \(names.joined(separator: " "))").output
  }

  @Test func aFinishedRunIsFinished() throws {
    let run = try TrainingRun()
    #expect(try run.train("run", "--quiet").status == 0)
    try remove("step-*.h5", of: run)
    let before = try sums(run)
    let resumed = try run.train("run", "--resume", "--quiet")
    #expect(resumed.status == 0)
    #expect(
      resumed.errors.hasSuffix(
        """
        run: the run is finished, and its checkpoints are gone; --fresh begins it again
        scores: run/metrics.jsonl
        model: run/model.h5

        """), "\(resumed.errors)")
    #expect(try sums(run) == before)
    #expect(try run.train("run", "--fresh", "--quiet").status == 0)
  }

  @Test(arguments: [
    ("step-*.h5 run/model.h5", "best.h5 and the log of 24 steps"),
    ("step-*.h5 run/model.h5 run/best.h5", "the log of 24 steps"),
    ("step-*.h5 run/model.h5 run/metrics.jsonl", "best.h5"),
  ])
  func whatIsThereIsNotWrittenOver(_ removed: String, _ kept: String) throws {
    let run = try TrainingRun()
    #expect(try run.train("run", "--quiet").status == 0)
    try remove(removed, of: run)
    let before = try sums(run)
    let resumed = try run.train("run", "--resume", "--quiet")
    #expect(resumed.status == 64)
    #expect(
      resumed.faults == [
        "run: has no checkpoint (step-*.h5) to go on from, and to begin at step 0 would write over "
          + "\(kept); put a checkpoint back, or begin again with --fresh"
      ])
    #expect(try sums(run) == before)
  }

  /// Damage of the one thing that there is.
  @Test func aDamagedFinalModelIsNoResult() throws {
    let run = try TrainingRun()
    #expect(try run.train("run", "--quiet").status == 0)
    try remove("step-*.h5", of: run)
    #expect(try run.program.shell("truncate -s 3000 run/model.h5").status == 0)
    let before = try sums(run)
    #expect(try run.train("run", "--resume", "--quiet").status != 0)
    #expect(try sums(run) == before)
  }

  /// Killed while --fresh removed a run: all of it was to go.
  @Test(arguments: [
    "rm run/model.h5 run/step-*.h5", "rm run/model.h5",
    "rm run/step-*.h5 run/*.h5 run/metrics.jsonl",
  ])
  func whatFreshDidNotRemoveIsRemoved(_ removal: String) throws {
    let run = try TrainingRun()
    let arguments = ["recipe.json", "--output", "run"]
    #expect(try run.timelessProgram.run(arguments + ["--quiet"]).status == 0)
    let whole = try sums(run)
    #expect(try run.program.shell("\(removal); touch run/.fresh").status == 0)
    let resumed = try run.timelessProgram.run(arguments + ["--resume"])
    #expect(resumed.status == 0, "\(resumed.errors)")
    #expect(
      resumed.errors.contains(
        "run: --fresh was broken off while it removed the run that was there; the rest of it is removed, "
          + "and the run begins anew\n"))
    #expect(try sums(run) == whole)
    #expect(try run.files("run").contains(".fresh") == false)
  }
}
