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
    #expect(
      exported.errors.wholeMatch(
        of: /out: LukeForEntitySpanClassification, 37925 parameters; 8 files, 0.2 MB\n/) != nil,
      "\(exported.errors)")
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
    // The folder has a row and a bias more, those of [MASK2].
    #expect(counts[1] == counts[0] + 8 + 1)
    let begun = try run.train("other", "--set", "training.steps=2").errors
    #expect(begun.contains("\n\(counts[0]) parameters, "), "\(begun)")
    let inspected = try run.program.run(["inspect", "out", "--all"]).output
    #expect(inspected.contains("lm_head.decoder.weight"))
  }
}
