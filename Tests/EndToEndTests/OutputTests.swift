import EndToEndSupport
import Foundation
import LukeTestSupport
import Testing

/// Results that do not get where they should.
@Suite struct OutputTests {
  @Test func aFullDeviceIsAnError() throws {
    let run = try TrainingRun()
    // Scores that cannot be shown are an error; the run goes to its end all the same.
    let trained = try run.program.shell(
      "\"$LUKE\" recipe.json --output run --quiet --set training.steps=3 > /dev/full")
    #expect(trained.status == 74)
    #expect(
      trained.errors.hasSuffix(
        "luke-train: error: cannot write standard output: No space left on device\n"
          + "luke-train: error: the run is complete: its model is run/model.h5, its scores are in run\n"
      ))
    #expect(try run.text("run/metrics.jsonl").contains(#""split":"test""#))
    try run.folder.write("in.txt", "Anna Berg met Karl.\n")
    let data = packageFolder.appending(path: "Datasets/quickstart/test.conll").path
    for command in [
      "--help", "--version", "help evaluate", "predict --help", "evaluate run/model.h5 \(data)",
      "inspect run/model.h5", "tokenize run/model.h5 in.txt", "predict run/model.h5 in.txt",
      "bench --size tiny --steps 1 --entity-vocabulary 10 --words 8",
    ] {
      let full = try run.program.shell("\"$LUKE\" \(command) > /dev/full")
      #expect(full.status == 74, "\(command)")
      #expect(
        full.faults == ["cannot write standard output: No space left on device"], "\(command)")
      let closed = try run.program.shell(
        "\"$LUKE\" \(command) 2> errors | true; echo ${PIPESTATUS[0]}; grep error errors")
      #expect(closed.output == "0\n", "\(command)")
    }
  }

  /// Names that leave no room for what else stands in the name of a file that is being written.
  @Test func longNames() throws {
    let folder = try WorkFolder()
    let program = Program(folder: folder.path)
    let model = Goldens.modelFolder("span-entity-aware").path
    for name in [
      String(repeating: "n", count: 255), String(repeating: "é", count: 127),
      String(repeating: "n", count: 201),
    ] {
      for option in [[], ["--replace"]] {
        let imported = try program.run(["import", model, name] + option)
        #expect(imported.status == 0, "\(imported.errors)")
      }
      try FileManager.default.removeItem(atPath: folder.path + "/" + name)
      for option in [[], ["--replace"]] {
        let exported = try program.run(["export", model, name] + option)
        #expect(exported.status == 0, "\(exported.errors)")
      }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [name])
      try FileManager.default.removeItem(atPath: folder.path + "/" + name)
    }
    let longer = String(repeating: "n", count: 256)
    #expect(
      try program.run(["import", model, longer]).faults
        == ["\(longer): cannot write: File name too long"])
  }

  /// Input that is closed is not empty.
  @Test func aClosedInputIsAnError() throws {
    let run = try TrainingRun()
    #expect(try run.train("run", "--quiet", "--set", "training.steps=3").status == 0)
    for command in [
      "predict run/model.h5 -", "tokenize run/model.h5 -", "evaluate run/model.h5 -",
      "build-corpus - made",
    ] {
      let closed = try run.program.shell("\"$LUKE\" \(command) <&-")
      #expect(closed.status == 74, "\(command)")
      let fault = closed.faults.first ?? ""
      #expect(
        fault.contains("standard input: ") && fault.hasSuffix("Bad file descriptor"), "\(fault)")
    }
  }

  /// One Ctrl-C ends whatever waits for its input.
  @Test(arguments: [
    "predict run/model.h5 -", "tokenize run/model.h5 -", "evaluate run/model.h5 -",
    "build-corpus - made", "train-tokenizer - made",
  ])
  func oneSignalEndsWhatWaits(_ command: String) throws {
    let run = try TrainingRun()
    #expect(try run.train("run", "--quiet", "--set", "training.steps=3").status == 0)
    let child = try Child(
      command.split(separator: " ").map(String.init), folder: run.folder.path, holdsInputOpen: true)
    usleep(500_000)
    let time = ContinuousClock().measure {
      child.send(SIGINT)
      _ = child.wait()
    }
    #expect(time < .seconds(4))
    #expect(child.wait().status == 130, "\(child.errors)")
    #expect(try run.program.shell("ls -A | grep made").output == "")
  }
}
