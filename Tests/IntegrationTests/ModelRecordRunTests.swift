import EndToEndSupport
import Foundation
import LukeCheckpoints
import LukeTestSupport
import Testing

/// What the models of a run know about themselves.
@Suite struct ModelRecordRunTests {
  private func record(_ name: String, of run: TrainingRun) throws -> ModelRecord {
    try #require(try ModelFile.read(run.folder.path + "/" + name).record)
  }

  private func scores(_ split: String, step: Int, of run: TrainingRun) throws -> [String: Double] {
    let line = try #require(
      jsonObjects(run.text("run/metrics.jsonl")).last {
        $0["split"] as? String == split && $0["step"] as? Int == step
      })
    return line.compactMapValues { $0 as? Double }
  }

  @Test func theFinalModelKnowsItsScoresAndWhereItComesFrom() throws {
    let run = try TrainingRun()
    let before = Date()
    #expect(try run.train("run", "--quiet").status == 0)
    let record = try record("run/model.h5", of: run)
    #expect(record.program == "luke-train 0.1.0")
    let created = try Date(#require(record.created), strategy: .iso8601)
    #expect(created.timeIntervalSince(before) > -1 && created.timeIntervalSinceNow < 1)
    let seconds = try #require(record.trainingSeconds)
    #expect(seconds > 0 && seconds < Date().timeIntervalSince(before))
    let step = try #require(record.step)
    #expect(record.epoch == Double(step) / 100)
    #expect(record.seed == 3)
    #expect(record.start == .init(name: "config.json", weights: "random weights"))
    for (split, kept, logged) in [
      ("validation", record.validation, step), ("test", record.test, 24),
    ] {
      let kept = try #require(kept)
      #expect(kept.deciding == "f1")
      let expected = try scores(split, step: logged, of: run)
      #expect(expected["f1"] == kept.score && !kept.values.isEmpty)
      for value in kept.values { #expect(expected[value.name] == value.value, "\(value.name)") }
    }
    #expect(record.data.map(\.name) == ["train", "validation", "test"])
    let train = try #require(record.data.first)
    #expect(train.files.map(\.name) == ["validation.conll"])
    #expect(train.examples == .init(400, "sentences"))
    #expect(train.files[0].counts.map(\.unit) == ["sentences", "documents", "entities"])
    #expect(train.files[0].checksum != nil)
    let machine = try #require(record.machine)
    #expect(machine.cores > 0 && machine.threads > 0 && machine.memory > 0)
    #expect(!machine.processor.isEmpty && !machine.kernels.isEmpty)
    // The best model of a finished run is the final one by another name.
    #expect(try self.record("run/best.h5", of: run) == record)
    let checkpoint = try self.record("run/step-00000021.h5", of: run)
    #expect(checkpoint.step == 21 && checkpoint.validation == nil)
  }

  /// Nobody who gets a model learns where the files of its training lay, nor the names of machine and user.
  @Test(arguments: ["luke", "roberta"])
  func noPathTravels(_ family: String) throws {
    let run = try TrainingRun()
    let datasets = packageFolder.appending(path: "Datasets/quickstart").path
    if family != "luke" {
      let text = try String(contentsOfFile: datasets + "/config.json", encoding: .utf8)
      try run.folder.write(
        "config.json",
        text.replacing(#""model_type": "luke""#, with: #""model_type": "\#(family)""#)
          .replacing(#""architectures": ["LukeForEntitySpanClassification"],"#, with: ""))
    }
    let copied = try run.program.shell(
      "mkdir secret; cp -r \(datasets)/*.conll \(datasets)/tokenizer config.json secret")
    #expect(copied.status == 0)
    let place = run.folder.path + "/secret"
    let settings = [
      "data.train=\(place)/validation.conll", "data.validation=\(place)/validation.conll",
      "data.test=\(place)/test.conll", "model.from=\(place)/config.json",
      "model.tokenizer=\(place)/tokenizer", "training.steps=3",
    ].flatMap { ["--set", $0] }
    let trained = try run.program.run(["recipe.json", "--output", "run", "--quiet"] + settings)
    #expect(trained.status == 0, "\(trained.errors)")
    #expect(try run.program.run(["export", "run/model.h5", "out", "--quiet"]).status == 0)
    #expect(try run.program.run(["import", "out", "again.h5", "--quiet"]).status == 0)
    var host = [CChar](repeating: 0, count: 256)
    gethostname(&host, host.count - 1)
    let hostName = String(
      decoding: host.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    for needle in [run.folder.path, "secret"] + (hostName.count > 6 ? [hostName] : []) {
      let found = try run.program.shell(
        "grep -rlaF -- '\(needle)' run/*.h5 out again.h5; true")
      #expect(found.output == "", "\(needle)")
    }
    // In its own folder the run keeps them, for it goes on from there.
    #expect(try run.text("run/recipe.json").contains(place))
  }

  /// With a time that stands still equal runs give equal files, and none says how long it took.
  @Test func equalRunsGiveEqualFilesAtAFixedTime() throws {
    let run = try TrainingRun()
    for name in ["one", "two"] {
      let result = try run.timelessProgram.run(["recipe.json", "--output", name, "--quiet"])
      #expect(result.status == 0)
    }
    let record = try record("one/model.h5", of: run)
    #expect(record.created == "2023-11-14T22:13:20Z" && record.trainingSeconds == nil)
    for name in try run.files("one").filter({ $0.hasSuffix(".h5") }) {
      #expect(try run.program.shell("cmp one/\(name) two/\(name)").status == 0, "\(name)")
    }
    let wrong = try Program(folder: run.folder.path, environment: ["SOURCE_DATE_EPOCH": "now"])
      .run(["recipe.json", "--output", "three", "--quiet"])
    #expect(wrong.status == 64)
    #expect(
      wrong.faults == [
        "SOURCE_DATE_EPOCH: must be the seconds since 1970 that models note as their date, from 0 to "
          + "253402300799, but is \"now\"; correct it, or unset it for the date of today"
      ])
    #expect(!FileManager.default.fileExists(atPath: run.folder.path + "/three"))
  }

  /// The time of a run is that of all its starts.
  @Test func theTimeOfAResumedRunGoesOn() throws {
    let run = try TrainingRun()
    #expect(try run.train("run", "--quiet").status == 0)
    let first = try #require(try record("run/step-00000021.h5", of: run).trainingSeconds)
    try FileManager.default.removeItem(atPath: run.folder.path + "/run/step-00000024.h5")
    try FileManager.default.removeItem(atPath: run.folder.path + "/run/model.h5")
    #expect(try run.train("run", "--resume", "--quiet").status == 0)
    let whole = try #require(try record("run/model.h5", of: run).trainingSeconds)
    #expect(whole > first)
  }

  /// A final model whose scores were not added any more is scored again; one of a version before stays.
  @Test func scoresThatAreMissingAreAdded() throws {
    let run = try TrainingRun()
    #expect(try run.train("run", "--quiet").status == 0)
    let path = run.folder.path + "/run/model.h5"
    let record = try record("run/model.h5", of: run)
    var model = try ModelFile.read(path)
    model.record?.test = nil
    try ModelFile.write(model, to: path)
    let resumed = try run.train("run", "--resume")
    #expect(resumed.status == 0)
    #expect(resumed.output.contains("test scores of the final model"))
    let added = try self.record("run/model.h5", of: run)
    #expect(added.test == record.test && added.validation == record.validation)
    model.record = nil
    try ModelFile.write(model, to: path)
    let old = try run.train("run", "--resume")
    #expect(old.status == 0 && !old.output.contains("test scores of the final model"))
    #expect(old.errors.contains("the run is finished (step 24 of 24)"))
  }

  @Test func pretrainingKnowsItsTexts() throws {
    let run = try PretrainingRun()
    #expect(try run.train("run", "--quiet").status == 0)
    let record = try #require(
      try ModelFile.read(run.folder.path + "/run/model.h5").record)
    #expect(record.step == 20 && record.validation?.deciding == "loss" && record.test == nil)
    #expect(record.data.map(\.name) == ["train", "validation"])
    #expect(record.data[0].files.map(\.name) == ["text.jsonl"])
    #expect(record.data[0].files[0].checksum != nil && record.data[1].files.isEmpty)
    #expect(record.data[0].examples?.unit == "sequences")
    let epoch = try #require(record.epoch)
    #expect(epoch > 0)
  }

  @Test(.enabled(if: Python.has("h5py")))
  func h5pyReadsIt() throws {
    let run = try TrainingRun()
    #expect(try run.train("run", "--quiet", "--set", "training.steps=3").status == 0)
    let (status, output) = try Python.run(
      """
      import h5py, json, sys, zlib
      with h5py.File(sys.argv[1]) as file:
          about = json.loads(file["about"][()])
          assert file["about"].attrs["crc32"] == zlib.crc32(file["about"][()])
      print(about["scores"]["test"]["decides"], about["step"], about["data"]["train"]["examples"])
      """, [run.folder.path + "/run/model.h5"])
    #expect(status == 0 && output == "f1 3 400\n", "\(output)")
  }
}
