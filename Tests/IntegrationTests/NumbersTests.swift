import EndToEndSupport
import Foundation
import LukeCheckpoints
import LukeFiles
import LukeTestSupport
import Testing

/// Numbers that are none: in weights, in losses, in gradients.
@Suite struct NumbersTests {
  /// Trains a little and exports the model as a folder of the name.
  private func exported(_ run: TrainingRun, as name: String) throws {
    #expect(try run.train("first", "--quiet", "--set", "training.steps=2").status == 0)
    #expect(try run.program.run(["export", "first/model.h5", name]).status == 0)
  }

  /// Sets elements of an array of an exported folder.
  private func poke(
    _ run: TrainingRun, _ name: String, _ array: String, from start: Int, _ values: [Float]
  ) throws {
    let url = URL(filePath: run.folder.path + "/" + name + "/model.safetensors")
    var bytes = try Data(contentsOf: url)
    let length = (0..<8).reduce(0) { $0 | Int(bytes[$1]) << (8 * $1) }
    let header = try JSONSerialization.jsonObject(with: bytes[8..<8 + length]) as? [String: Any]
    let offsets = (header?[array] as? [String: Any])?["data_offsets"] as? [Int]
    var place = 8 + length + (try #require(offsets))[0] + 4 * start
    for value in values {
      for byte in 0..<4 {
        bytes[place] = UInt8(value.bitPattern >> (8 * UInt32(byte)) & 255)
        place += 1
      }
    }
    try bytes.write(to: url)
  }

  @Test func weightsThatAreNoNumbersAreRefusedByEveryCommand() throws {
    let run = try TrainingRun()
    try exported(run, as: "bad")
    try poke(run, "bad", "classifier.bias", from: 1, [.nan, .infinity])
    try run.folder.write("text.txt", "Anna lives in Oslo .\n")
    try run.folder.write("batch.json", #"{"input_ids": [[1, 2]]}"#)
    let data = packageFolder.appending(path: "Datasets/quickstart/test.conll").path
    for arguments in [
      ["predict", "bad", "text.txt"], ["evaluate", "bad", data], ["import", "bad", "m.h5"],
      ["export", "bad", "again"], ["trace", "bad", "batch.json", "out.h5"],
      ["recipe.json", "--output", "run", "--set", "model.from=bad"],
    ] {
      let result = try run.program.run(arguments)
      #expect(result.status == 65, "\(arguments)")
      let file = arguments[0] == "recipe.json" ? run.folder.path + "/bad" : "bad"
      #expect(
        result.faults == [
          "\(file)/model.safetensors: classifier.bias: of 5 values 1 not a number, 1 infinite",
          "\(file)/model.safetensors: such weights cannot be used; take another copy or an earlier "
            + "checkpoint",
        ], "\(arguments)")
    }
    for name in ["m.h5", "again", "out.h5"] {
      #expect(!FileManager.default.fileExists(atPath: run.folder.path + "/" + name))
    }
    let inspected = try run.program.run(["inspect", "bad"])
    #expect(inspected.status == 0)
    #expect(
      inspected.output.contains(
        "\nbad/model.safetensors: classifier.bias: of 5 values 1 not a number, 1 infinite\n"))
  }

  /// A model that is as sure as float32 can be learns nothing of what it knows, and that is said once.
  @Test func vanishedGradientsAreToldOnce() throws {
    let run = try TrainingRun(training: #", "warmup_steps": 0"#)
    try exported(run, as: "sure")
    try poke(run, "sure", "classifier.bias", from: 0, [1e4])
    let configuration =
      try JSONSerialization.jsonObject(
        with: Data(run.text("sure/config.json").utf8)) as? [String: Any]
    let labels = try #require(configuration?["id2label"] as? [String: String]).values
    let types = labels.filter { $0 != "O" }.sorted()
    try run.folder.write(
      "data.conll",
      String(repeating: "nothing O\nhappens O\nhere O\n\n", count: 30)
        + types.map { "this B-\($0)\nis O\n" }.joined() + "\n")
    let arguments = [
      "recipe.json", "--set", "model.from=sure", "--set", "data.train=data.conll", "--set",
      "data.validation=null", "--set", "data.test=null", "--set", "training.batch_size=1",
      "--set", "training.learning_rate=1e-6", "--set", "training.steps=31", "--quiet",
    ]
    let result = try run.program.run(arguments + ["--output", "run"])
    #expect(result.status == 0, "\(result.errors)")
    let told = result.errors.split(separator: "\n").filter { $0.contains("vanished") }
    let step = told.first?.split(separator: " ").dropFirst().first?.dropLast() ?? ""
    #expect(["1", "2"].contains(step))
    #expect(
      told == [
        "step \(step): the gradients have vanished (norm 0.0, loss 0.0000), so the weights learn nothing of "
          + "it, nor of others like it, which are not told again; look at the labels of data.train, or "
          + "end the run sooner (training.steps, training.epochs or training.early_stopping)"
      ])
    // Clipped or not makes no difference to them.
    let free = try run.program.run(
      arguments + ["--output", "free", "--set", "training.max_gradient_norm=1e9"])
    #expect(free.errors.contains("vanished (norm 0.0,"))
  }

  /// A model with a word whose embedding is huge: sentences with it have no finite loss.
  private func withHugeWord() throws -> TrainingRun {
    let run = try TrainingRun(training: #", "warmup_steps": 0"#)
    try exported(run, as: "huge")
    try run.folder.write("word.txt", "Tamley\n")
    let line = try run.program.run(["tokenize", "huge", "word.txt"]).output
    let ids = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
    let word = try #require((ids?["ids"] as? [Int])?.max())
    try poke(
      run, "huge", "luke.embeddings.word_embeddings.weight", from: 16 * word,
      (0..<16).map { $0 % 2 == 0 ? 3e38 : -3e38 })
    return run
  }

  private static let alone = [
    "--set", "data.validation=null", "--set", "data.test=null", "--set", "model.from=huge",
    "--set", "training.steps=40",
  ]

  @Test(arguments: ["1", "null"])
  func aStepWithoutAFiniteLossEndsTheRunAndCanBeSeenAgain(_ norm: String) throws {
    let run = try withHugeWord()
    let arguments =
      ["recipe.json", "--output", "run", "--set", "training.max_gradient_norm=\(norm)"] + Self.alone
    let result = try run.program.run(arguments)
    #expect(result.status == 65)
    let faults = result.faults
    try #require(faults.count == 5, "\(result.errors)")
    let step = try #require(
      faults[0].split(separator: " ").dropFirst().first.flatMap { Int($0.dropLast()) })
    #expect(faults[0] == "step \(step): the loss is not a number")
    #expect(
      faults[1]
        == "all weights are numbers, so look at the examples; lower training.learning_rate or "
        + "set training.max_gradient_norm, or allow such steps with training.skip_non_finite_steps")
    let data = packageFolder.appending(path: "Datasets/quickstart/validation.conll").path
    let lines = faults[2].components(separatedBy: "\(data) lines ").last?
      .components(separatedBy: ", ").compactMap { Int($0) }
    #expect(lines?.count == 4, "\(faults[2])")
    let batch = "run/non-finite-step-\(step)"
    #expect(
      faults[3]
        == "see it again with: luke-train trace \(batch).h5 \(batch).json out.h5 --gradients")
    let good = (step - 1) / 3 * 3
    #expect(
      faults[4]
        == (good == 0
          ? "there is no checkpoint yet"
          : "the last good checkpoint is run/step-\(String(repeating: "0", count: good < 10 ? 7 : 6))"
            + "\(good).h5; --resume goes on from it"))
    let traced = try run.program.run(["trace", batch + ".h5", batch + ".json", "out.h5"])
    #expect(traced.status == 0, "\(traced.errors)")
    let outputs = try HDF5Group(HDF5File(path: run.folder.path + "/out.h5"), group: "/")
    #expect(try outputs.readFloats("loss")[0].isNaN)
    // The same again; and with leave to skip it goes on.
    let again = try run.program.run(arguments + ["--resume"])
    #expect(again.faults.first == faults[0])
    let skipped = try run.program.run(
      arguments + ["--resume", "--set", "training.skip_non_finite_steps=40"])
    #expect(skipped.status == 0, "\(skipped.errors)")
    // A run that begins anew takes the files of the fault away.
    #expect(
      try run.program.run(
        arguments + ["--fresh", "--quiet", "--set", "training.skip_non_finite_steps=40"]
      ).status == 0)
    #expect(try run.files("run").allSatisfy { !$0.hasPrefix("non-finite") })
  }

  @Test func stepsThatAreLeftOutAreCountedAndResumed() throws {
    let run = try withHugeWord()
    let settings = Self.alone + ["--set", "training.skip_non_finite_steps=40"]
    let whole = try run.program.run(["recipe.json", "--output", "whole"] + settings)
    #expect(whole.status == 0)
    let notes = whole.errors.split(separator: "\n").filter { $0.contains("; left out (") }
    #expect(!notes.isEmpty)
    #expect(notes[0].contains(": the loss is not a number; left out (1 of 40 allowed); it read "))
    let (count, isOne) = (notes.count, notes.count == 1)
    #expect(
      whole.errors.contains(
        "\n\(count) step\(isOne ? "" : "s") of 40 \(isOne ? "was" : "were") left out, without a "
          + "finite loss or finite gradients\n"))
    let last = try #require(try run.text("whole/metrics.jsonl").split(separator: "\n").last)
    #expect(last.hasSuffix(#","skipped_steps":\#(count)}"#))
    let broken = try run.program.shell(
      """
      "$LUKE" recipe.json --output broken \(settings.joined(separator: " ")) --quiet & pid=$!
      while ! ls broken/step-* > /dev/null 2>&1; do sleep 0.02; done
      kill -KILL $pid; wait $pid
      """)
    #expect(broken.output == "")
    let resumed = try run.program.run(
      ["recipe.json", "--output", "broken", "--resume"] + settings)
    #expect(resumed.status == 0, "\(resumed.errors)")
    #expect(try run.weights("broken") == run.weights("whole"))
    #expect(try run.text("broken/metrics.jsonl") == run.text("whole/metrics.jsonl"))
  }

  /// Weights that an update made infinite cannot be skipped over.
  @Test func damagedWeightsEndTheRunWhateverIsAllowed() throws {
    let run = try TrainingRun(training: #", "warmup_steps": 0, "max_gradient_norm": null"#)
    let result = try run.train(
      "run", "--quiet", "--set", "training.learning_rate=1e38", "--set",
      "training.skip_non_finite_steps=40")
    #expect(result.status == 65)
    #expect(result.faults.first?.hasPrefix("step 2: the loss is ") ?? false, "\(result.errors)")
    #expect(result.faults.last == "there is no checkpoint yet")
  }

  @Test func pretrainingNamesItsSequences() throws {
    let run = try PretrainingRun(training: #", "max_gradient_norm": null"#)
    let rate = "training.learning_rates=[{\"pattern\": \"lm_head.*\", \"learning_rate\": 1e36}]"
    let result = try run.train(
      "run", "--quiet", "--set", rate, "--set", "training.checkpoint_every=null")
    #expect(result.status == 65)
    let faults = result.faults
    try #require(faults.count == 5, "\(result.errors)")
    #expect(faults[0].contains(": the "))
    #expect(faults[2].hasPrefix("the step read run/prepared/train sequences "))
    let files = try FileManager.default.contentsOfDirectory(atPath: run.folder.path + "/run")
    let batch = try #require(files.first { $0.hasPrefix("non-finite") && $0.hasSuffix(".json") })
    // Whatever the weights were then: the batch is one that trace reads.
    #expect(try run.train("good", "--quiet").status == 0)
    let traced = try run.program.run(["trace", "good/model.h5", "run/" + batch, "out.h5"])
    #expect(traced.status == 0, "\(traced.errors)")
    let outputs = try HDF5Group(HDF5File(path: run.folder.path + "/out.h5"), group: "/")
    #expect(try outputs.readFloats("mlm_loss")[0].isFinite)
    #expect(try outputs.readFloats("mep_loss")[0].isFinite)
  }
}
