import EndToEndSupport
import Foundation
import LukeTestSupport
import Testing

/// Training, and everything that is done with a trained model.
@Suite struct FineTuningTests {
  private func scores(_ json: String) throws -> [String: Double] {
    try JSONDecoder().decode([String: Double].self, from: Data(json.utf8))
  }

  @Test func entitiesFromRecipeToExport() throws {
    let run = try TrainingRun(training: #", "compression": "zstd""#)
    let trained = try run.train("run")
    #expect(trained.status == 0)
    #expect(trained.output.contains("\ntest scores of the final model\n"))
    #expect(trained.output.hasSuffix("\nmodel: run/model.h5\n"))
    #expect(!trained.errors.contains("scores of the final model"))
    // What comes next can be copied.
    #expect(trained.errors.contains("took "))
    #expect(
      trained.errors.hasSuffix(
        "; next:\n  luke-train predict run/model.h5 FILE\n  luke-train evaluate run/model.h5 FILE\n"
          + "  luke-train export run/model.h5 FOLDER\n"))
    #expect(try run.files("run").contains("model.h5"))

    let test = packageFolder.appending(path: "Datasets/quickstart/test.conll").path
    let evaluated = try run.program.run(["evaluate", "run/model.h5", test, "--json", "--quiet"])
    #expect(evaluated.status == 0)
    let scores = try scores(evaluated.output)
    let logged = try run.text("run/metrics.jsonl").split(separator: "\n").last {
      $0.contains("\"test\"")
    }
    #expect(scores["f1"] != nil)
    #expect(logged?.contains("\"f1\":\(scores["f1"] ?? -1)") ?? false || scores["f1"] == 0)

    #expect(try run.program.run(["export", "run/model.h5", "exported"]).status == 0)
    #expect(
      try run.program.run(["evaluate", "exported", test, "--json", "--quiet"]).output
        == evaluated.output)
    #expect(try run.program.run(["import", "exported", "imported.h5"]).status == 0)
    #expect(
      try run.program.run(["evaluate", "imported.h5", test, "--json", "--quiet"]).output
        == evaluated.output)
    let again = try run.program.run(["export", "run/model.h5", "exported"])
    #expect(again.status == 64)
    #expect(
      again.errors
        == "luke-train: error: exported: is there and not empty; name another folder, or add --replace\n"
    )
    let replaced = try run.program.run(["export", "run/model.h5", "exported", "--replace"])
    #expect(replaced.status == 0, "\(replaced.errors)")

    let inspected = try run.program.run(["inspect", "run/model.h5", "--all"])
    #expect(inspected.output.hasPrefix("run/model.h5: LukeForEntitySpanClassification\n"))
    #expect(inspected.output.contains("luke.encoder.layer.0.attention.self.w2e_query.weight"))
    // A folder says it in its recipe, or by its class.
    func task() throws -> Substring? {
      try run.program.run(["inspect", "exported"]).output.split(separator: "\n").dropFirst().first
    }
    #expect(try task() == "task: named-entity-recognition")
    try FileManager.default.removeItem(atPath: run.folder.path + "/exported/recipe.json")
    #expect(try task() == "task: named-entity-recognition")
  }

  @Test func predictionsAreOneLineForEachExample() throws {
    let run = try TrainingRun(training: #", "warmup_steps": 1"#)
    #expect(try run.train("run", "--quiet", "--set", "training.steps=60").status == 0)
    let predicted = try run.program.run(
      ["predict", "run/model.h5", "--quiet"], input: "Anna Berg met Karl in Oslo.\n\nNothing.\n")
    #expect(predicted.status == 0)
    let lines = predicted.output.split(separator: "\n")
    // Answers and lines go side by side: a blank line is an empty sentence.
    #expect(lines.count == 3)
    #expect(lines[1] == #"{"entities":[],"text":""}"#)
    for line in lines {
      let object = try #require(
        try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      let text = try #require(object["text"] as? String)
      for entity in try #require(object["entities"] as? [[String: Any]]) {
        let (start, end) = (entity["start"] as? Int ?? -1, entity["end"] as? Int ?? -1)
        let scalars = Array(text.unicodeScalars)
        let covered = scalars[start..<end].reduce(into: "") { $0.unicodeScalars.append($1) }
        #expect(entity["text"] as? String == covered)
        #expect((0...1).contains(entity["score"] as? Double ?? -1))
      }
    }
  }

  /// The last step may be the one that goes astray, and nothing scores it.
  @Test func weightsThatAreNoNumbersAreNotWritten() throws {
    let run = try TrainingRun()
    let result = try run.train(
      "run", "--quiet", "--set", "data.validation=null", "--set", "training.learning_rate=1e38",
      "--set", "training.steps=1", "--set", "training.warmup_steps=0")
    #expect(result.status == 65)
    #expect(result.faults.count == 2)
    #expect(
      result.faults.first?.hasSuffix(
        " are no numbers any more; lower training.learning_rate or set training.max_gradient_norm")
        ?? false, "\(result.faults)")
    #expect(result.faults.last == "there is no checkpoint yet")
    #expect(try run.files("run").allSatisfy { !$0.hasSuffix(".h5") })
  }

  @Test func theNewestOfEquallyGoodModelsIsKept() throws {
    let run = try TrainingRun()
    // A rate of nearly nothing: every evaluation scores the same.
    let result = try run.train(
      "run", "--set", "training.learning_rate=1e-30", "--set", "training.steps=25")
    #expect(result.status == 0)
    #expect(!result.errors.contains("the final model is that of step"))
    let inspected = try run.program.run(["inspect", "run/step-00000025.h5", "--all"]).output
    #expect(inspected.contains(#""best_step":25"#))
  }

  @Test func answersKeepTheNamesOfTheirQuestions() throws {
    let run = try TrainingRun()
    #expect(try run.train("run", "--quiet").status == 0)
    let predicted = try run.program.run(
      ["predict", "run/model.h5", "--quiet"],
      input: #"{"id": "a-1", "text": "x"}"# + "\n" + #"{"id": 7, "tokens": ["x"]}"# + "\n")
    let lines = predicted.output.split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines.first?.contains(#""id":"a-1""#) == true)
    #expect(lines.last?.contains(#""id":7"#) == true)

    let broken = try run.program.run(
      ["predict", "run/model.h5", "--quiet"], input: #"{"text": "x""# + "\n")
    #expect(broken.status == 65)
    #expect(broken.errors.hasPrefix("luke-train: error: standard input:1:"))

    let unwritable = try run.program.run(["export", "run/model.h5", "no/where"])
    #expect(unwritable.status == 74)
    #expect(
      unwritable.errors
        == "luke-train: error: no/where: cannot write: there is no folder no\n")
  }

  @Test func relations() throws {
    let run = try TrainingRun(task: "relation-classification")
    #expect(try run.train("run", "--quiet").status == 0)
    let test = packageFolder.appending(path: "Datasets/quickstart-relations/test.jsonl").path
    let evaluated = try run.program.run(["evaluate", "run/model.h5", test, "--json", "--quiet"])
    #expect(try scores(evaluated.output)["micro_f1"] != nil)
    let predicted = try run.program.run(["predict", "run/model.h5", test, "--quiet"])
    let count = try String(contentsOfFile: test, encoding: .utf8).split(separator: "\n").count
    #expect(predicted.output.split(separator: "\n").count == count)
    #expect(try run.program.run(["export", "run/model.h5", "exported"]).status == 0)
    #expect(
      try run.program.run(["predict", "exported", test, "--quiet"]).output == predicted.output)
  }

  @Test func accumulationEqualsTheBigBatch() throws {
    let run = try TrainingRun()
    let plain = ["--quiet", "--set", "model.dropout=0", "--set", "model.attention_dropout=0"]
    #expect(
      try run.program.run(
        ["recipe.json", "--output", "big", "--set", "training.batch_size=8"] + plain
      ).status == 0)
    #expect(
      try run.program.run(
        [
          "recipe.json", "--output", "small", "--set", "training.batch_size=2", "--set",
          "training.gradient_accumulation_steps=4",
        ] + plain
      ).status == 0)
    func losses(_ output: String) throws -> [Float] {
      try run.text(output + "/metrics.jsonl").split(separator: "\n").compactMap { line in
        let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
        return (object?["loss"] as? Double).map(Float.init)
      }
    }
    #expect(try losses("big").count == 3)
    expectClose(try losses("small"), try losses("big"), relativeToLargest: 1e-4)
  }

  @Test func aNormOfZeroDoesNotClip() throws {
    let run = try TrainingRun()
    let off = try ["0", "null", "1e30"].map { norm in
      let output = "norm-" + norm
      let set = "training.max_gradient_norm=" + norm
      #expect(try run.train(output, "--quiet", "--set", set).status == 0)
      return try run.weights(output)
    }
    #expect(off[0] == off[1] && off[1] == off[2])
    #expect(
      try run.train("clipped", "--quiet", "--set", "training.max_gradient_norm=0.01").status == 0)
    #expect(try run.weights("clipped") != off[0])
  }

  @Test func threadsDoNotChangeTheResult() throws {
    let run = try TrainingRun()
    #expect(try run.train("one", "--quiet", "--threads", "1").status == 0)
    #expect(try run.train("three", "--quiet", "--threads", "3").status == 0)
    #expect(try run.weights("one") == run.weights("three"))
  }

  @Test func aFrozenEncoderKeepsItsBits() throws {
    let run = try TrainingRun()
    let frozen = ["--quiet", "--set", #"training.frozen=["luke.*"]"#]
    for steps in ["1", "9"] {
      let result = try run.program.run(
        ["recipe.json", "--output", steps, "--set", "training.steps=" + steps] + frozen)
      #expect(result.status == 0)
    }
    // Only the classifier differs: as many bytes as it has.
    let (a, b) = (try run.weights("1"), try run.weights("9"))
    let differing = zip(a, b).filter { $0 != $1 }.count
    #expect(differing > 0 && differing <= (3 * 16 + 1) * 5 * 4)
  }

  @Test func theRecipeOfARunCanBeRunAgain() throws {
    let run = try TrainingRun()
    #expect(try run.train("run", "--quiet", "--set", "training.epochs=1").status == 0)
    // What the finished run lacks is made again.
    try FileManager.default.removeItem(atPath: run.folder.path + "/run/model.h5")
    let again = try run.program.run(["run/recipe.json", "--resume", "--quiet"])
    // Quiet leaves results alone.
    #expect(again.output.hasPrefix("\nvalidation scores of the final model\n"))
    #expect(again.output.hasSuffix("\nmodel: \(run.folder.path)/run/model.h5\n"))
    #expect(again.errors == "")
    #expect(again.status == 0)
    #expect(try !run.files("run").contains("run"))
  }

  @Test func aPretrainedFolderCanBeInspected() throws {
    let run = try TrainingRun()
    let golden = Goldens.modelFolder("span-entity-aware").path
    #expect(
      try run.program.run(["inspect", golden]).output.hasPrefix(
        golden + ": LukeForEntitySpanClassification\n"))
  }

  @Test func aFolderWithoutRecipeHasTheTasksDefaults() throws {
    for task in ["named-entity-recognition", "relation-classification"] {
      let run = try TrainingRun(task: task)
      #expect(try run.train("run", "--quiet", "--set", "training.steps=1").status == 0)
      #expect(try run.program.run(["export", "run/model.h5", "exported"]).status == 0)
      try FileManager.default.removeItem(atPath: run.folder.path + "/exported/recipe.json")
      let input =
        task == "named-entity-recognition"
        ? "John\n"
        : #"{"text": "Ann met Bo", "head": {"start": 0, "end": 3}, "tail": {"start": 8, "end": 10}}"#
      // Their length is more than the model has positions.
      let shortened = try run.program.run(["predict", "exported"], input: input)
      #expect(shortened.errors.contains("exported: task.max_length is 65, as many as the model"))
      let tooLong = try run.program.run(
        ["predict", "exported", "--quiet", "--set", "task.max_length=512"], input: input)
      #expect(tooLong.faults.first?.hasPrefix("task.max_length: 512 is more than the 65") ?? false)
      let predicted = try run.program.run(
        ["predict", "exported", "--quiet", "--set", "task.max_length=64"], input: input)
      #expect(predicted.errors == "")
      #expect(predicted.output.split(separator: "\n").count == 1)
    }
  }

  @Test func aFreshStartThatFailsLosesNothing() throws {
    let run = try TrainingRun()
    #expect(try run.train("run", "--quiet", "--set", "training.steps=2").status == 0)
    let before = try run.files("run")
    try run.folder.write("bad.conll", "one O\ntwo\n")
    let failed = try run.train("run", "--fresh", "--quiet", "--set", "data.train=bad.conll")
    #expect(failed.status == 65)
    #expect(try run.files("run") == before)
    let own = try run.train("run", "--fresh", "--quiet", "--set", "model.from=run/model.h5")
    #expect(own.status == 64)
    #expect(try run.files("run") == before)
  }

  @Test func predictionsNeverReplaceADeviceAndLeaveNoParts() throws {
    let run = try TrainingRun()
    #expect(try run.train("run", "--quiet", "--set", "training.steps=1").status == 0)
    let result = try run.program.shell(
      """
      mkfifo pipe; cat pipe > copy & echo John | "$LUKE" predict run/model.h5 --quiet --output pipe
      wait; wc -l < copy; test -p pipe && echo still a pipe
      """)
    #expect(result.output == "1\nstill a pipe\n")
    #expect(try run.program.run(["predict", "nowhere.h5", "--output", "x.jsonl"]).status == 66)
    #expect(try run.files("").allSatisfy { !$0.hasPrefix("x.jsonl") })
  }

  @Test func numbersThatWouldOverflowAreRefused() throws {
    let run = try TrainingRun()
    for set in [
      "training.batch_size=9223372036854775807", "training.steps=9007199254740991",
      #"training.checkpoint_every={"minutes": 1e30}"#,
    ] {
      let result = try run.train("run", "--quiet", "--set", set)
      #expect(result.status == 64)
      #expect(result.faults.first?.contains("is more than 1000000000") ?? false, "\(result.errors)")
    }
  }

  @Test func patternsThatMatchNothingAreRefused() throws {
    let run = try TrainingRun()
    let result = try run.train("run", "--quiet", "--set", #"training.frozen=["bert.*"]"#)
    #expect(result.status == 64)
    #expect(
      result.faults.first?.hasPrefix("training.frozen: \"bert.*\" matches no parameter") ?? false)
    let rate = try run.train(
      "rate", "--quiet", "--set",
      #"training.learning_rates=[{"pattern": "classifer.*", "learning_rate": 0.1}]"#)
    #expect(rate.status == 64)
    #expect(
      rate.faults.first?.hasPrefix(
        "training.learning_rates[0].pattern: \"classifer.*\" matches no parameter") ?? false)
  }

  @Test func aLossThatExplodesEndsTheRun() throws {
    let run = try TrainingRun(training: #", "warmup_steps": 0, "max_gradient_norm": null"#)
    let result = try run.train("run", "--quiet", "--set", "training.learning_rate=1e30")
    #expect(result.status == 65)
    #expect(result.faults.first?.hasPrefix("step 2: the loss is ") ?? false, "\(result.errors)")
  }

  @Test func sequencesLongerThanThePositionTableAreRefused() throws {
    let run = try TrainingRun()
    let result = try run.train("run", "--quiet", "--set", "task.max_length=512")
    #expect(result.status == 64)
    #expect(
      result.faults.first?.hasPrefix("task.max_length: 512 is more than the 65 positions") ?? false)
  }
}
