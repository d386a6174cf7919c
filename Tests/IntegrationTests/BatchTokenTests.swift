import EndToEndSupport
import Foundation
import LukeCheckpoints
import LukeTestSupport
import Testing

/// Runs whose batches are cut by tokens.
@Suite struct BatchTokenTests {
  private static let settings = [
    "--quiet", "--set", "training.batch_size=null", "--set", "training.batch_tokens=3000",
    "--set", "training.steps=null",
  ]

  @Test func aMillionEpochsBeginAtOnce() throws {
    let run = try TrainingRun()
    let settings = (Self.settings + ["--set", "training.epochs=1000000"]).joined(separator: " ")
    let result = try run.program.shell(
      """
      "$LUKE" recipe.json --output run \(settings) & pid=$!
      for i in $(seq 500); do ls run/step-* > /dev/null 2>&1 && break; sleep 0.1; done
      kill -INT $pid; wait $pid; echo $?
      """)
    #expect(result.output == "130\n")
    #expect(try run.files("run").contains { $0.hasPrefix("step-") })
  }

  /// What an earlier version began is gone on with where its batches were the same, and refused where
  /// they were not.
  @Test func checkpointsOfEarlierVersionsAreNotContinuedWithOtherBatches() throws {
    let run = try TrainingRun()
    let run2 = ["recipe.json", "--output", "run", "--set", "training.epochs=2"] + Self.settings
    #expect(try run.program.run(run2).status == 0)
    try forgetBatchOrder(run)
    #expect(try run.program.run(run2 + ["--resume"]).status == 0)
    // One batch of all, so that a step is an epoch.
    let long = [
      "recipe.json", "--output", "run", "--set", "training.steps=1200", "--set",
      "training.batch_size=null", "--set", "training.batch_tokens=100000000", "--quiet",
      "--set", #"data.train=few.conll"#, "--set", "data.validation=null", "--set", "data.test=null",
      "--set", #"training.checkpoint_every={"steps": 1190}"#,
    ]
    try run.folder.write("few.conll", "Anna B-PER\nsleeps O\n\nOslo B-LOC\n")
    #expect(try run.program.run(long + ["--fresh"]).status == 0)
    for name in try run.files("run") where ["step-00001200.h5", "model.h5"].contains(name) {
      try FileManager.default.removeItem(atPath: run.folder.path + "/run/" + name)
    }
    #expect(try run.program.run(long + ["--resume"]).status == 0)
    try forgetBatchOrder(run)
    let refused = try run.program.run(long + ["--resume"])
    #expect(refused.status == 64)
    #expect(
      refused.faults == [
        "run: an earlier version of luke-train began this run, which would have read the examples of "
          + "later epochs in other batches (training.batch_tokens); finish it with that version, or "
          + "begin again with --fresh"
      ])
  }

  /// Makes all checkpoints what earlier versions wrote.
  private func forgetBatchOrder(_ run: TrainingRun) throws {
    for name in try run.files("run") where name.hasPrefix("step-") {
      let path = run.folder.path + "/run/" + name
      var state = try #require(try ModelFile.readTrainingState(path))
      state.document = state.document.replacing(#""batch_order":2,"#, with: "")
      #expect(!state.document.contains("batch_order"))
      try ModelFile.write(ModelFile.read(path), training: state, to: path + ".old.h5")
      try FileManager.default.removeItem(atPath: path)
      try FileManager.default.moveItem(atPath: path + ".old.h5", toPath: path)
    }
  }
}
