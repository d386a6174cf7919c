import EndToEndSupport
import Foundation
import LukeTestSupport
import Testing

/// What goes out with an exported model, and what is said of it.
@Suite struct ExportTests {
  @Test func noPathOfThisMachineGoesOut() throws {
    let run = try TrainingRun()
    #expect(try run.train("run", "--quiet", "--set", "training.steps=3").status == 0)
    let exported = try run.program.run(["export", "run/model.h5", "out"])
    #expect(exported.status == 0)
    let found = try run.program.shell("grep -rlE '\"/[a-zA-Z]' out; true")
    #expect(found.output == "")
    let recipe = try run.text("out/recipe.json")
    #expect(recipe.contains(#""train": "validation.conll""#))
    #expect(recipe.contains(#""from": "config.json""#))
    #expect(recipe.contains(#""tokenizer": "tokenizer""#))
    #expect(recipe.contains(#""output": null"#))
    // What reading needs is all there, and what is made of it has no paths either.
    #expect(try run.program.run(["import", "out", "again.h5"]).status == 0)
    let data = packageFolder.appending(path: "Datasets/quickstart/test.conll").path
    let scores = try ["run/model.h5", "out", "again.h5"].map {
      try run.program.run(["evaluate", $0, data, "--quiet"]).output
    }
    #expect(scores[0].contains("overall"))
    #expect(scores[1] == scores[0] && scores[2] == scores[0])
  }

  @Test func exportAndImportSayWhatTheyWrote() throws {
    let run = try TrainingRun()
    #expect(try run.train("run", "--quiet", "--set", "training.steps=3").status == 0)
    let exported = try run.program.run(["export", "run/model.h5", "out"])
    #expect(exported.output == "")
    // What began at random is made from no model of the hub.
    let note =
      "out/README.md: language and license are not known; --language and --license say what they are\n"
    #expect(exported.errors.hasPrefix(note), "\(exported.errors)")
    let written = exported.errors.dropFirst(note.count)
    let (size, companions) = (
      /out: LukeForEntitySpanClassification, 37925 parameters; 10 files, 0.2 MB/,
      "; README.md says what it is, predict.py answers in Python\n"
    )
    let found = try #require(written.prefixMatch(of: size), "\(exported.errors)")
    #expect(written[found.range.upperBound...] == companions)
    let imported = try run.program.run(["import", "out", "out.h5"])
    #expect(
      imported.errors == "out.h5: LukeForEntitySpanClassification, 37925 parameters; 0.2 MB\n")
    let quiet = ["--quiet", "--replace"]
    #expect(try run.program.run(["export", "run/model.h5", "out"] + quiet).errors == "")
    #expect(try run.program.run(["import", "out", "out.h5"] + quiet).errors == "")
  }

  /// The word decoder of a folder is the table of words, and counts with it.
  @Test func parametersThatAreTiedCountOnce() throws {
    let run = try PretrainingRun()
    #expect(try run.train("run", "--quiet", "--set", "training.steps=2").status == 0)
    let exported = try run.program.run(["export", "run/model.h5", "out"]).errors
    let imported = try run.program.run(["import", "out", "out.h5"]).errors
    let counts = try [exported, imported].map { text in
      let match = try #require(text.firstMatch(of: /LukeForMaskedLM, (\d+) parameters/))
      return try #require(Int(match.1))
    }
    #expect(counts[1] == counts[0])
    let begun = try run.train("other", "--set", "training.steps=2").errors
    // The folder has a row and a bias more, those of [MASK2].
    #expect(begun.contains("\n\(counts[0] - 8 - 1) parameters, "), "\(begun)")
    let inspected = try run.program.run(["inspect", "out", "--all"]).output
    #expect(inspected.contains("lm_head.decoder.weight"))
  }

  /// One file for other readers: a checkpoint without what training alone needs, as small as it is asked for.
  @Test func aModelIsOneFileForOthers() throws {
    let run = try TrainingRun(task: "sequence-classification", hiddenSize: 32)
    let trained = try run.train("run", "--quiet")
    #expect(trained.status == 0, "\(trained.errors)")
    func size(_ name: String) throws -> Int {
      try Data(contentsOf: URL(filePath: run.folder.path + "/" + name)).count
    }
    let checkpoint = try #require(try run.files("run").last { $0.hasPrefix("step-") })
    for (name, options) in [
      ("plain.h5", []), ("half.h5", ["--hdf5-dtype", "bfloat16"]),
      ("small.h5", ["--hdf5-dtype", "bfloat16", "--compression", "deflate"]),
    ] {
      let exported = try run.program.run(["export", "run/" + checkpoint, name] + options)
      #expect(exported.status == 0, "\(exported.errors)")
      #expect(exported.errors.contains("\(name): "), "\(exported.errors)")
    }
    #expect(try size("plain.h5") < size("run/" + checkpoint))
    #expect(try size("half.h5") < size("plain.h5"))
    // So small arrays gain nothing by being packed.
    #expect(try size("small.h5") != size("half.h5"))
    let shown = try run.program.run(["inspect", "half.h5", "--json"])
    let object = try jsonObject(shown.output)
    #expect(shown.output.contains("bfloat16") && object["training"] == nil)
    try run.folder.write("in.txt", "Where is my parcel?\n")
    let texts = try ["plain.h5", "half.h5", "small.h5"].map { name in
      let predicted = try run.program.run(["predict", name, "in.txt", "--quiet"])
      #expect(predicted.status == 0, "\(predicted.errors)")
      return predicted.output
    }
    #expect(texts[1] == texts[2])
    let there = try run.program.run(["export", "run", "plain.h5"])
    #expect(there.status == 64)
    #expect(there.faults == ["plain.h5: is there; name another file, or add --replace"])
    for (arguments, reason) in [
      (["folder", "--hdf5-dtype", "bfloat16"], "--hdf5-dtype and --compression are of a file"),
      (["file.h5", "--onnx"], "--onnx and --int8 write files into a folder"),
    ] {
      let refused = try run.program.run(["export", "run"] + arguments)
      #expect(refused.status == 64 && refused.errors.contains(reason), "\(refused.errors)")
    }
  }
}
