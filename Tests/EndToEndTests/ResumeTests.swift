import EndToEndSupport
import Foundation
import LukeTestSupport
import Testing

/// A run that is broken off, however, and resumed ends where the unbroken run ends: to the bit.
@Suite struct ResumeTests {
  @Test func killedAtTwentyMoments() throws {
    let run = try TrainingRun()
    let started = Date()
    #expect(try run.train("whole", "--quiet").status == 0)
    let duration = Date().timeIntervalSince(started)
    var generator = SeededGenerator(seed: 20)
    var kills = 0
    var mode = "--fresh"
    while kills < 20 {
      let moment = Double.random(in: 0.02...max(0.1, duration * 0.7), using: &generator)
      let result = try run.program.shell(
        """
        "$LUKE" recipe.json --output broken \(mode) --quiet & pid=$!
        sleep \(moment); kill -9 $pid 2>/dev/null; wait $pid 2>/dev/null; echo $?
        """)
      mode = "--resume"
      if result.output.hasSuffix("137\n") { kills += 1 }
      // Ended before it was killed: begin again, so that there is something to kill.
      if result.output.hasSuffix("\n0\n") || result.output == "0\n" {
        try #require(try run.weights("broken") == run.weights("whole"))
        mode = "--fresh"
      }
    }
    #expect(try run.train("broken", "--resume", "--quiet").status == 0)
    #expect(try run.weights("broken") == run.weights("whole"))
    #expect(try run.text("broken/metrics.jsonl") == run.text("whole/metrics.jsonl"))
    #expect(try run.files("broken").allSatisfy { !$0.contains("part") })
  }

  /// Another library goes on with the run, and says that the last bits will be others.
  @Test func otherKernelsAreTold() throws {
    func kernels(_ library: String) throws -> String {
      let result = try run.program.shell(
        "\(library) \"$LUKE\" bench --size tiny --steps 1 --entity-vocabulary 10 --json --quiet")
      let object = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
      return try #require((object as? [String: Any])?["kernels"] as? String)
    }
    let run = try TrainingRun()
    let begun = try run.program.shell(
      "LUKE_PRODUCTS=openblas \"$LUKE\" recipe.json --output run --quiet")
    #expect(begun.status == 0, "\(begun.errors)")
    try FileManager.default.removeItem(atPath: run.folder.path + "/run/step-00000024.h5")
    let resumed = try run.train("run", "--resume")
    #expect(resumed.status == 0)
    let (then, now) = (try kernels("LUKE_PRODUCTS=openblas"), try kernels(""))
    #expect(then.hasPrefix("OpenBLAS"))
    let note =
      "the steps so far were computed by \(then), the next ones by \(now): the last bits of results "
      + "will not be those of an unbroken run"
    #expect(resumed.errors.contains(note) == (then != now))
  }

  /// A run that has nothing left to do says where its results are; what it lacks is made.
  @Test func aFinishedRunIsNotScoredAgain() throws {
    let run = try TrainingRun()
    #expect(try run.train("run", "--quiet").status == 0)
    let files = try run.files("run")
    let log = try run.text("run/metrics.jsonl")
    let note = """
      run: the run is finished (step 24 of 24); --fresh begins it again
      scores: run/metrics.jsonl
      model: run/model.h5

      """
    func resume(_ arguments: String..., isFinished: Bool) throws {
      let result = try run.program.run(["recipe.json", "--output", "run", "--resume"] + arguments)
      #expect(result.status == 0)
      #expect(result.errors.hasSuffix(note) == isFinished, "\(result.errors)")
      #expect(result.output.contains("test scores of the final model") != isFinished)
    }
    try resume(isFinished: true)
    try resume("--quiet", isFinished: true)
    #expect(try run.text("run/metrics.jsonl") == log)
    #expect(try run.files("run") == files)
    // Fewer checkpoints may be wanted of a finished run.
    try resume("--set", "training.keep_last=1", isFinished: true)
    #expect(try run.files("run").count { $0.hasPrefix("step-") } == 1)
    // Other test files are scored, and then known.
    let data = try String(
      contentsOfFile: packageFolder.appending(path: "Datasets/quickstart/test.conll").path,
      encoding: .utf8)
    try run.folder.write("own.conll", data)
    try resume("--set", "data.test=own.conll", isFinished: true)
    try run.folder.write("own.conll", data + "\nOslo B-LOC\n")
    try resume("--set", "data.test=own.conll", isFinished: false)
    try resume("--set", "data.test=own.conll", isFinished: true)
    try resume(isFinished: false)
    #expect(try run.text("run/metrics.jsonl") == log)
    // So is what is missing or damaged.
    try FileManager.default.removeItem(atPath: run.folder.path + "/run/model.h5")
    try resume(isFinished: false)
    try run.folder.write("run/model.h5", "damaged")
    try resume(isFinished: false)
    try resume(isFinished: true)
    let lines = log.split(separator: "\n").filter { !$0.contains(#""split":"test""#) }
    try run.folder.write("run/metrics.jsonl", lines.joined(separator: "\n") + "\n")
    try resume(isFinished: false)
    #expect(try run.text("run/metrics.jsonl") == log)
  }

  /// Batches of a number of tokens, over several epochs; memory is saved from the middle on.
  @Test(arguments: ["float32", "bfloat16"])
  func batchesOfTokensResumeWithLessMemory(_ precision: String) throws {
    let run = try TrainingRun()
    let settings = [
      "--quiet", "--set", "training.batch_size=null", "--set", "training.batch_tokens=3000",
      "--set", "training.steps=null", "--set", "training.epochs=2", "--set",
      "training.precision=\(precision)",
    ]
    let arguments = ["recipe.json", "--output"]
    let whole = try run.program.run(arguments + ["whole"] + settings)
    #expect(whole.status == 0, "\(whole.errors)")
    let broken = try run.program.shell(
      """
      "$LUKE" recipe.json --output broken \(settings.joined(separator: " ")) & pid=$!
      while ! ls broken/step-* > /dev/null 2>&1; do sleep 0.02; done
      kill -KILL $pid; wait $pid
      """)
    #expect(broken.output == "")
    let resumed = try run.program.run(
      arguments + ["broken", "--resume", "--set", "training.gradient_checkpointing=true"]
        + settings)
    #expect(resumed.status == 0, "\(resumed.errors)")
    #expect(try run.weights("broken") == run.weights("whole"))
    #expect(try run.text("broken/metrics.jsonl") == run.text("whole/metrics.jsonl"))
  }

  @Test(arguments: [
    "entity-typing", "token-classification", "multiple-choice", "extractive-question-answering",
    "cloze-question-answering",
  ])
  func everyTaskResumesToTheBit(_ task: String) throws {
    let run = try TrainingRun(task: task)
    #expect(try run.train("whole", "--quiet").status == 0)
    let broken = try run.program.shell(
      """
      "$LUKE" recipe.json --output broken --quiet & pid=$!
      while ! ls broken/step-* > /dev/null 2>&1; do sleep 0.02; done
      kill -KILL $pid; wait $pid
      """)
    #expect(broken.output == "")
    #expect(try run.train("broken", "--resume", "--quiet").status == 0)
    #expect(try run.weights("broken") == run.weights("whole"))
    #expect(try run.text("broken/metrics.jsonl") == run.text("whole/metrics.jsonl"))
  }

  @Test func signalledAndResumedEqualsUnbroken() throws {
    let run = try TrainingRun()
    #expect(try run.train("whole", "--quiet").status == 0)
    let result = try run.program.shell(
      """
      "$LUKE" recipe.json --output broken --quiet & pid=$!
      while ! ls broken/step-* > /dev/null 2>&1; do sleep 0.02; done
      kill -INT $pid; wait $pid; echo $?
      """)
    #expect(["130\n", "0\n"].contains(result.output))
    #expect(try run.train("broken", "--resume", "--quiet").status == 0)
    #expect(try run.weights("broken") == run.weights("whole"))
  }

  @Test func aDamagedCheckpointIsPassedOver() throws {
    let run = try TrainingRun(training: #", "keep_last": 3"#)
    #expect(try run.train("whole", "--quiet").status == 0)
    let expected = try run.weights("whole")
    let newest = try #require(try run.files("whole").last { $0.hasPrefix("step-") })
    let url = URL(filePath: run.folder.path + "/whole/" + newest)
    let size = try Data(contentsOf: url).count
    let file = try FileHandle(forWritingTo: url)
    try file.seek(toOffset: UInt64(size / 2))
    try file.write(contentsOf: Data(repeating: 0xA5, count: 64))
    try file.close()
    let resumed = try run.train("whole", "--resume")
    #expect(resumed.status == 0)
    #expect(resumed.errors.contains("trying the checkpoint before"))
    #expect(resumed.errors.contains("resuming after step 21 of 24"))
    #expect(try run.weights("whole") == expected)
  }

  /// Where no checkpoint is whole nothing is overwritten, and even a quiet run says what is damaged.
  @Test func damagedCheckpointsAreNotOverwritten() throws {
    let run = try TrainingRun(training: #", "keep_last": 2"#)
    #expect(try run.train("run", "--quiet").status == 0)
    let checkpoints = try run.files("run").filter { $0.hasPrefix("step-") }
    #expect(checkpoints.count == 2)
    for name in checkpoints { try run.folder.write("run/" + name, "damaged") }
    let resumed = try run.train("run", "--resume", "--quiet")
    #expect(resumed.status == 65)
    #expect(
      resumed.faults == [
        "run: no checkpoint is whole; put one back, or begin again with --fresh"
      ])
    let lines = resumed.errors.split(separator: "\n")
    #expect(lines[0].hasSuffix("; trying the checkpoint before"))
    #expect(lines[1].hasPrefix("run/\(checkpoints[0]): "))
    #expect(!lines[1].contains("trying"))
    for name in checkpoints { #expect(try run.text("run/" + name) == "damaged") }
  }

  @Test func aRunGoesOnWithTheDataItBeganWithAlone() throws {
    let run = try TrainingRun()
    let data = try String(
      contentsOfFile: packageFolder.appending(path: "Datasets/quickstart/validation.conll").path,
      encoding: .utf8)
    try run.folder.write("own.conll", data)
    #expect(try run.train("runs", "--quiet", "--set", "data.train=own.conll").status == 0)
    try run.folder.write("own.conll", data + "\nOslo B-LOC\n")
    let changed = try run.train("runs", "--resume", "--quiet", "--set", "data.train=own.conll")
    #expect(changed.status == 64)
    #expect(
      changed.faults == [
        "data.train: \(run.folder.path)/own.conll changed since the run began",
        "put the old content back, or begin again with --fresh",
      ])
    try run.folder.write("own.conll", data)
    #expect(
      try run.train("runs", "--resume", "--quiet", "--set", "data.train=own.conll").status == 0)
  }

  @Test func aRunGoesOnWithItsTokenizerAndConfigurationAlone() throws {
    let run = try TrainingRun()
    let original = try run.text("config.json")
    #expect(try run.train("runs", "--quiet").status == 0)
    try run.folder.write(
      "config.json",
      original.replacingOccurrences(of: "{", with: #"{"hidden_dropout_prob": 0.5, "#))
    let changed = try run.train("runs", "--resume", "--quiet")
    #expect(changed.status == 64)
    #expect(
      changed.faults.first
        == "model.from: \(run.folder.path)/config.json changed since the run began")
    try run.folder.write("config.json", original)
    #expect(try run.train("runs", "--resume", "--quiet").status == 0)
  }

  @Test func aFolderThatHoldsARunIsRefused() throws {
    let run = try TrainingRun(training: #", "keep_last": 1"#)
    #expect(try run.train("runs", "--quiet").status == 0)
    let again = try run.train("runs", "--quiet")
    #expect(again.status == 64)
    #expect(
      again.errors
        == "luke-train: error: runs already holds a run; continue it with --resume, or remove its files and begin again with --fresh\n"
    )
    let changed = try run.train("runs", "--resume", "--quiet", "--set", "training.seed=4")
    #expect(changed.status == 64)
    #expect(changed.faults.contains("training.seed: was 3, is 4"))
    #expect(try run.train("runs", "--fresh", "--quiet").status == 0)
  }
}
