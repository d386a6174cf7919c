import EndToEndSupport
import Foundation
import LukeTestSupport
import Testing

/// Files of a run under the names of others of it are not taken for those.
@Suite struct MisplacedFilesTests {
  /// A run with all its checkpoints, which is finished.
  private func finished() throws -> TrainingRun {
    let run = try TrainingRun(training: #", "keep_last": 9"#)
    let result = try run.train(
      "run", "--quiet", "--set", #"training.checkpoint_every={"steps": 2}"#)
    #expect(result.status == 0, "\(result.errors)")
    return run
  }

  @Test func aCheckpointIsNotTheBestModel() throws {
    let run = try finished()
    let weights = try run.weights("run")
    #expect(
      try run.program.shell("cp run/step-00000012.h5 run/best.h5; rm run/model.h5").status == 0)
    let resumed = try run.train("run", "--resume")
    #expect(resumed.status == 0, "\(resumed.errors)")
    let fault = try #require(
      try
        /run\/best\.h5: is the checkpoint of step 12, and the best model is that of step ([0-9]+); made anew from run\/step-0*([0-9]+)\.h5, which has the same weights\n/
        .firstMatch(in: resumed.errors), "\(resumed.errors)")
    #expect(fault.1 == fault.2)
    #expect(try run.weights("run") == weights)
    let again = try run.train("run", "--resume")
    #expect(!again.errors.contains("best.h5"), "\(again.errors)")
  }

  @Test func aCheckpointIsNotTheFinalModel() throws {
    let run = try finished()
    let weights = try run.weights("run")
    #expect(try run.program.shell("cp run/step-00000012.h5 run/model.h5").status == 0)
    let resumed = try run.train("run", "--resume")
    #expect(resumed.status == 0, "\(resumed.errors)")
    let fault =
      "run/model.h5: is the checkpoint of step 12, and no final model; the final one is written in its place\n"
    #expect(resumed.errors.contains(fault), "\(resumed.errors)")
    #expect(try run.weights("run") == weights)
    #expect(try !run.train("run", "--resume").errors.contains(fault))
  }

  /// A pipe that nobody writes to is no model, and no file of one; nobody waits for it.
  @Test(
    arguments: [
      ("inspect pipe", "pipe: is a pipe, no regular file; "),
      ("inspect model", "model/config.json: is a pipe, not a file"),
      ("inspect run", "run/recipe.json: is a pipe, not a file"),
      ("compare run run", "run/recipe.json: is a pipe, not a file"),
      ("predict pipe text.txt", "pipe: is a pipe, not a model"),
      ("predict pipe.h5 text.txt", "pipe.h5: is a pipe, not a model"),
      ("predict model text.txt", "model/config.json: is a pipe, not a file"),
      ("predict run text.txt", "run/recipe.json: is a pipe, not a file"),
      ("evaluate pipe text.txt", "pipe: is a pipe, not a model"),
      ("export pipe folder", "pipe: is a pipe, not a model"),
      ("import model new.h5", "model/config.json: is a pipe, not a file"),
      ("tokenize pipe text.txt", "pipe: is a pipe, not a model"),
      ("tokenize tokenizer text.txt", "tokenizer/vocab.txt: is a pipe, not a file"),
      ("recipe.json --set model.from=pipe", "pipe: is a pipe, not a model"),
      ("check-data recipe.json --model pipe", "pipe: is a pipe, not a model"),
    ])
  func pipesAreNoFilesOfModels(command: String, fault: String) throws {
    let run = try TrainingRun()
    try run.folder.write("text.txt", "John lives here.\n")
    let result = try run.program.shell(
      """
      mkdir model tokenizer run
      mkfifo pipe pipe.h5 model/config.json tokenizer/vocab.txt run/recipe.json
      timeout 60 "$LUKE" \(command) < /dev/null
      """)
    #expect(result.status == 65, "\(result.errors)")
    #expect(result.errors.contains(fault), "\(result.errors)")
    #expect(!result.errors.contains("interrupted"))
  }

  /// What is handed over to be read once may come from a pipe.
  @Test func recipesMayComeFromPipes() throws {
    let run = try TrainingRun()
    let result = try run.program.shell(
      "mkfifo pipe; cat recipe.json > pipe & timeout 120 \"$LUKE\" check-data pipe")
    #expect(result.status == 0, "\(result.errors)")
  }
}
