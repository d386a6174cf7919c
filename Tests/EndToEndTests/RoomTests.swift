import EndToEndSupport
import Foundation
import LukeTestSupport
import Testing

/// What a finished run leaves on the disk, and paths as hands write them.
@Suite struct RoomTests {
  private func inode(_ run: TrainingRun, _ name: String) throws -> UInt64 {
    var status = stat()
    #expect(stat(run.folder.path + "/" + name, &status) == 0)
    return UInt64(status.st_ino)
  }

  @Test func theBestModelIsTheFinalOneOnce() throws {
    let run = try TrainingRun()
    let trained = try run.train("run", "--quiet")
    #expect(trained.status == 0, "\(trained.errors)")
    #expect(try inode(run, "run/best.h5") == inode(run, "run/model.h5"))
    #expect(try !run.files("run").contains { $0.contains(".partial-") })
    // A longer run writes each by itself again, and ends as one that was planned so.
    let longer = try run.train("run", "--resume", "--set", "training.steps=26", "--quiet")
    #expect(longer.status == 0, "\(longer.errors)")
    #expect(try inode(run, "run/best.h5") == inode(run, "run/model.h5"))
  }

  @Test func aRunThatKeepsNoCheckpointIsFinishedAllTheSame() throws {
    let run = try TrainingRun(training: #", "keep_last": 0"#)
    let trained = try run.train("run", "--quiet")
    #expect(trained.status == 0, "\(trained.errors)")
    let files = try run.files("run")
    #expect(files.contains("model.h5") && !files.contains("best.h5"))
    #expect(!files.contains { $0.hasPrefix("step-") }, "\(files)")
    let again = try run.train("run", "--resume")
    #expect(again.status == 0)
    #expect(again.errors.contains("run: the run is finished"), "\(again.errors)")
    let longer = try run.train("run", "--resume", "--set", "training.steps=30")
    #expect(longer.status == 64)
    #expect(
      longer.faults.first?.contains("the run cannot go on, for its checkpoints are gone") == true,
      "\(longer.errors)")
    // A finished run can be told to keep none any more.
    let kept = try TrainingRun()
    try kept.train("run", "--quiet")
    let told = try kept.train("run", "--resume", "--set", "training.keep_last=0", "--quiet")
    #expect(told.status == 0, "\(told.errors)")
    #expect(try !kept.files("run").contains { $0.hasPrefix("step-") || $0 == "best.h5" })
  }

  @Test func theUsersFolderIsExpandedWhereNoShellDoes() throws {
    let run = try TrainingRun()
    let program = Program(folder: "/", environment: ["HOME": run.folder.path])
    let trained = try program.run([
      "~/recipe.json", "--output=~/run", "--quiet", "--set", "training.steps=2",
      "--set", "data.test=~/missing.conll",
    ])
    #expect(trained.status == 66)
    #expect(trained.errors.contains(run.folder.path + "/missing.conll"), "\(trained.errors)")
    let text = try run.text("recipe.json").replacing("\"config.json\"", with: "\"~/config.json\"")
    try run.folder.write("recipe.json", text)
    let good = try program.run([
      "~/recipe.json", "--output=~/run", "--quiet", "--set", "training.steps=2", "--fresh",
    ])
    #expect(good.status == 0, "\(good.errors)")
    #expect(try run.files("run").contains("model.h5"))
  }
}
