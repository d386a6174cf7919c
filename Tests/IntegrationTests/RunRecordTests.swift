import EndToEndSupport
import Foundation
import LukeTestSupport
import LukeTraining
import Testing

/// What a run leaves beside its models: what was said, how long it took, and events for TensorBoard.
@Suite struct RunRecordTests {
  @Test func whatWasSaidIsKeptWithTheTime() throws {
    let run = try TrainingRun()
    let first = try run.train("run", "--quiet", "--set", "training.steps=8")
    #expect(first.status == 0, "\(first.errors)")
    let lines = try run.text("run/run.log").split(separator: "\n").map(String.init)
    for line in lines {
      #expect(line.prefixMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ  ./) != nil, "\(line)")
    }
    let said = lines.map { String($0.dropFirst(22)) }
    // Notes are kept also where the run is quiet, and those of before the first step as well.
    #expect(said.contains { $0.hasPrefix("labels: ") })
    #expect(said.contains { $0.hasPrefix("warning: ") && $0.contains(" steps are few for a head") })
    #expect(said.contains("steps begin after step 0 of 8"))
    #expect(said.contains { $0.hasPrefix("step 8  validation f1 ") })
    #expect(said.contains("step 8: checkpoint run/step-00000008.h5"))
    #expect(said.last == "model: run/model.h5")
  }

  /// A log grows: it tells of each process that had a part in the run, and of how each ended.
  @Test func aLogTellsHowARunEndedAndWentOn() throws {
    let run = try TrainingRun()
    let path = run.folder.path
    let trainer = try Trainer(recipeFile: path + "/recipe.json", folder: path + "/run")
    #expect(throws: (any Error).self) {
      try trainer.run { if case .step(let step) = $0, step.step == 13 { trainer.cancel() } }
    }
    // The steps since the last line of times are told, too.
    let timings = try jsonObjects(run.text("run/timings.jsonl"))
    #expect(timings.compactMap { $0["step"] as? Int } == [10, 13])
    for line in timings where line["step"] != nil {
      let (data, all) = (line["data_seconds"] as? Double, line["seconds"] as? Double)
      #expect(try #require(data) > 0 && #require(data) < #require(all))
      #expect(try #require(line["flop_per_second"] as? Double) > 0)
      // Products are measured in runs that take longer.
      #expect(line["share_of_product_rate"] == nil)
    }
    let before = try run.text("run/run.log")
    let last = before.split(separator: "\n").last?.dropFirst(22)
    #expect(last?.hasPrefix("ended: interrupted") == true)
    #expect(try run.train("run", "--resume", "--quiet").status == 0)
    let after = try run.text("run/run.log")
    #expect(after.hasPrefix(before) && after.contains("  steps begin after step 13 of 24\n"))
    // A run begun again has a log of its own.
    #expect(try run.train("run", "--fresh", "--quiet").status == 0)
    #expect(try !run.text("run/run.log").contains("steps begin after step 13"))
  }

  @Test func timesAreKeptApartFromWhatIsAlwaysTheSame() throws {
    let run = try TrainingRun()
    #expect(try run.train("run", "--quiet").status == 0)
    let timings = try jsonObjects(run.text("run/timings.jsonl"))
    #expect(timings.compactMap { $0["step"] as? Int } == [10, 20, 24])
    for line in timings {
      #expect((line["seconds"] as? Double ?? -1) >= 0)
      #expect((line["time"] as? String)?.hasSuffix("Z") == true)
      // No process of ours is smaller than a megabyte.
      #expect((line["resident_bytes"] as? Int ?? 0) > 1_000_000)
      #expect(line["step"] == nil || (line["words_per_second"] as? Double ?? 0) > 0)
    }
    let works = timings.compactMap { $0["work"] as? String }
    #expect(works.contains("scoring validation") && works.contains("scoring test"))
    let metrics = try jsonObjects(run.text("run/metrics.jsonl")).filter { $0["loss"] != nil }
    let epochs = metrics.compactMap { $0["epoch"] as? Double }
    #expect(epochs.count == 3 && epochs.first.map { $0 * 2 == epochs[1] } == true)
    #expect(metrics.allSatisfy { ($0["gradient_norm"] as? Double ?? 0) > 0 })
    #expect(try !run.text("run/metrics.jsonl").contains("seconds"))
  }

  /// A line that a power failure cut short does not swallow the next one.
  @Test func aLineCutShortStaysAlone() throws {
    let run = try TrainingRun()
    #expect(try run.train("run", "--quiet", "--set", "training.steps=8").status == 0)
    let log = try run.text("run/run.log")
    try run.folder.write("run/run.log", log + "2026-01-01T00:0")
    for name in try run.files("run") where name == "model.h5" {
      try FileManager.default.removeItem(atPath: run.folder.path + "/run/" + name)
    }
    #expect(try run.program.run(["run/recipe.json", "--resume", "--quiet"]).status == 0)
    #expect(try run.text("run/run.log").contains("\n2026-01-01T00:0\n20"))
  }

  // MARK: TensorBoard

  /// The records of an event file: their content, after its two checksums were looked at.
  private func records(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var (found, rest) = ([ArraySlice<UInt8>](), bytes[...])
    while rest.count >= 12 {
      let length = rest.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
      found.append(rest.dropFirst(12).prefix(length))
      rest = rest.dropFirst(16 + length)
    }
    #expect(rest.isEmpty)
    return found
  }

  @Test func eventsAreWrittenWhereTheyAreAskedFor() throws {
    let run = try TrainingRun()
    #expect(try run.train("run", "--quiet").status == 0)
    #expect(try run.files("run").allSatisfy { !$0.contains("tfevents") })
    let result = try run.train("run", "--fresh", "--quiet", "--set", "training.tensorboard=true")
    #expect(result.status == 0, "\(result.errors)")
    let name = try #require(try run.files("run").first { $0.hasPrefix("events.out.tfevents.") })
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: run.folder.path + "/run/" + name)))
    let records = records(bytes)
    // The version, three lines of steps, three evaluations, and the test scores.
    #expect(records.count == 8)
    #expect(String(decoding: records[0], as: UTF8.self).hasSuffix("brain.Event:2"))
    // They go with the run.
    #expect(try run.train("run", "--fresh", "--quiet").status == 0)
    #expect(try run.files("run").allSatisfy { !$0.contains("tfevents") })
  }

  /// TensorBoard's own reader finds what the run log has, and after a resumption nothing twice.
  @Test(.enabled(if: pythonPeer != nil && Python.has("tensorboard")))
  func tensorBoardReadsTheEvents() throws {
    let run = try TrainingRun(training: #", "tensorboard": true"#)
    let path = run.folder.path
    let trainer = try Trainer(recipeFile: path + "/recipe.json", folder: path + "/run")
    #expect(throws: (any Error).self) {
      try trainer.run { if case .step(let step) = $0, step.step == 21 { trainer.cancel() } }
    }
    // The checkpoint before is gone on from, so that steps come again.
    try FileManager.default.removeItem(atPath: path + "/run/step-00000021.h5")
    #expect(try run.train("run", "--resume", "--quiet").status == 0)
    let (status, output) = try Python.run(
      """
      import json, sys
      from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
      events = EventAccumulator(sys.argv[1])
      events.Reload()
      print(json.dumps({tag: [[e.step, e.value] for e in events.Scalars(tag)] for tag in events.Tags()["scalars"]}))
      """, [path + "/run"])
    #expect(status == 0, "\(output)")
    let read = try #require(
      try JSONSerialization.jsonObject(
        with: Data((output.split(separator: "\n").last.map(String.init) ?? "").utf8))
        as? [String: [[Double]]])
    let metrics = try jsonObjects(run.text("run/metrics.jsonl"))
    for (tag, key) in [
      ("train/loss", "loss"), ("train/learning_rate", "learning_rate"), ("train/epoch", "epoch"),
      ("train/gradient_norm", "gradient_norm"),
    ] {
      let logged = metrics.compactMap { line in
        (line[key] as? Double).map { [Float(line["step"] as? Int ?? -1), Float($0)] }
      }
      #expect(read[tag]?.map { $0.map { Float($0) } } == logged, "\(tag)")
    }
    #expect(read["validation/f1"]?.map { $0[0] } == [10, 20, 24])
    #expect(read["test/f1"]?.count == 1)
    #expect(read["speed/words_per_second"]?.allSatisfy { $0[1] > 0 } == true)
  }
}
