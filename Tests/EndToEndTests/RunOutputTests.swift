import EndToEndSupport
import Foundation
import LukeTestSupport
import Testing

/// What belongs to runs and preparations is not written by other commands.
@Suite struct RunOutputTests {
  let folder: WorkFolder
  var program: Program { Program(folder: folder.path) }

  init() throws { folder = try .withModel() }

  private func makeFolder(_ name: String) throws {
    try FileManager.default.createDirectory(
      atPath: folder.path + "/" + name, withIntermediateDirectories: true)
  }

  /// As if a run, or a preparation, was going on.
  private func whileLocked(_ name: String, _ body: () throws -> Void) throws {
    let descriptor = open(folder.path + "/\(name)/.lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
    defer {
      // A program that another test is just starting may have the descriptor, too, until it begins.
      flock(descriptor, LOCK_UN)
      close(descriptor)
    }
    #expect(flock(descriptor, LOCK_EX | LOCK_NB) == 0)
    try body()
  }

  @Test(arguments: [
    "predict model in.txt --replace --output PLACE", "import model PLACE --replace",
    "export model PLACE", "trace model model/batch.json PLACE --replace",
    "build-corpus in.txt PLACE --format text", "train-tokenizer in.txt PLACE --format text",
  ])
  func nothingIsWrittenWhereARunIsGoingOn(_ command: String) throws {
    try makeFolder("run/inner")
    try folder.write("run/metrics.jsonl", "{}\n")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/link", withDestinationPath: "run")
    for (place, name) in [
      ("run/new", "run"), ("link/new", "link"), ("run/inner/new", "run"),
    ] {
      let arguments = command.replacing("PLACE", with: place).split(separator: " ").map(String.init)
      try whileLocked("run") {
        let result = try program.run(arguments)
        #expect(result.status == 74)
        #expect(
          result.faults == [
            "\(place): lies in \(name), where another luke-train is working; name another place"
          ])
      }
      #expect(!FileManager.default.fileExists(atPath: folder.path + "/" + place))
    }
    let arguments = command.replacing("PLACE", with: "run/new").split(separator: " ")
    // The model has no tokenizer to predict with.
    #expect(
      try program.run(arguments.map(String.init)).status == (command.hasPrefix("predict") ? 66 : 0))
  }

  @Test(arguments: ["recipe.json", "metrics.jsonl", "step-00000010.h5", "best.h5", "model.h5"])
  func filesOfARunStayItsOwn(_ name: String) throws {
    try makeFolder("run")
    for file in [".lock", "metrics.jsonl", name] { try folder.write("run/" + file, "x") }
    let refused =
      "run/\(name): is a file of the run in run, which --resume goes on from; name another file, or move the run's away from its folder first"
    for command in [
      ["predict", "model", "in.txt", "--replace", "--output", "run/" + name],
      ["import", "model", "run/" + name, "--replace"],
    ] {
      let result = try program.run(command)
      #expect(result.status == 64)
      #expect(result.faults == [refused])
    }
    #expect(
      try String(contentsOfFile: folder.path + "/run/" + name, encoding: .utf8) == "x")
    // Nor is a run given one that it has not written yet.
    try FileManager.default.removeItem(atPath: folder.path + "/run/" + name)
    if name != "metrics.jsonl" {
      #expect(try program.run(["import", "model", "run/" + name]).faults == [refused])
    }
    #expect(try program.run(["trace", "model", "model/batch.json", "run/trace.h5"]).status == 0)
  }

  /// The same names elsewhere are anybody's.
  @Test func otherFoldersMayHaveSuchFiles() throws {
    try makeFolder("models")
    for _ in 0..<2 {
      for name in ["model.h5", "best.h5"] {
        #expect(try program.run(["import", "model", "models/" + name, "--replace"]).status == 0)
      }
    }
  }

  @Test func whatIsPreparedIsNotReplaced() throws {
    try makeFolder("prepared/tokenizer")
    try folder.write("prepared/made.json", "{}")
    try folder.write("prepared/tokenizer/vocab.json", "{}")
    let result = try program.run([
      "train-tokenizer", "in.txt", "prepared/tokenizer", "--format", "text", "--replace",
    ])
    #expect(result.status == 64)
    #expect(
      result.faults == [
        "prepared/tokenizer: lies in prepared, where luke-train keeps what it has prepared and uses again; name another place"
      ])
  }

  /// At whatever depth, by whatever path, and where nothing is yet.
  @Test(arguments: [
    ("prepared/train/shard-00000.zst", "prepared"), ("prepared/new", "prepared"),
    ("prepared/train/new", "prepared"), ("link/shard-00000.zst", "prepared"),
    ("above/prepared/train/new", "above/prepared"), ("soft", "prepared"),
    ("prepared/made.json", "prepared"), ("prepared/.lock", "prepared"),
  ])
  func nothingIsWrittenAmongWhatIsPrepared(_ place: String, _ name: String) throws {
    try makeFolder("prepared/train")
    for file in ["made.json", "train/shard-00000.zst", ".lock"] {
      try folder.write("prepared/" + file, "{}")
    }
    for (link, target) in [
      ("link", "prepared/train"), ("above", "."), ("soft", "prepared/train/shard-00000.zst"),
    ] {
      try FileManager.default.createSymbolicLink(
        atPath: folder.path + "/" + link, withDestinationPath: target)
    }
    let before = try program.shell("find -type f | sort | xargs md5sum").output
    for command in [
      ["predict", "model", "in.txt", "--replace", "--output", place],
      ["import", "model", place, "--replace"],
      ["build-entity-vocabulary", "model", place, "--replace"],
      ["build-mention-dictionary", "model", "--output", place, "--replace"],
    ] {
      let result = try program.run(command)
      #expect(result.status == 64)
      #expect(result.faults.count == 1)
      let fault = result.faults.first ?? ""
      #expect(fault.hasPrefix("\(place): lies in "), "\(fault)")
      #expect(
        fault.hasSuffix(
          "\(name), where luke-train keeps what it has prepared and uses again; name another place")
      )
    }
    #expect(try program.shell("find -type f | sort | xargs md5sum").output == before)
  }

  /// A list of that name that others have made keeps nobody out.
  @Test func otherListsOfThatNameAreAnybodys() throws {
    try makeFolder("other")
    try folder.write("other/made.json", "[1]")
    #expect(try program.run(["import", "model", "other/m.h5"]).status == 0)
  }

  @Test func theLockOfARunStays() throws {
    try makeFolder("run")
    for file in [".lock", "metrics.jsonl", "recipe.json"] { try folder.write("run/" + file, "x") }
    let result = try program.run([
      "predict", "model", "in.txt", "--replace", "--output", "run/.lock",
    ])
    #expect(result.status == 64)
    #expect(
      result.faults == [
        "run/.lock: is the lock of the run in run, which keeps others out while it is going on; name another file"
      ])
    #expect(try String(contentsOfFile: folder.path + "/run/.lock", encoding: .utf8) == "x")
  }

  @Test func aLinkThatLeadsNowhereIsNamed() throws {
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/link", withDestinationPath: "nowhere")
    for command in [
      ["export", "model", "link"], ["train-tokenizer", "in.txt", "link", "--format", "text"],
    ] {
      let result = try program.run(command)
      #expect(result.status == 74)
      #expect(
        result.faults == [
          "cannot make the folder link: it is a link that leads nowhere; remove it, or make the folder that it is to lead to"
        ])
    }
    let run = try TrainingRun()
    try FileManager.default.createSymbolicLink(
      atPath: run.folder.path + "/link", withDestinationPath: "nowhere")
    let result = try run.train("link/run")
    #expect(result.status == 74)
    #expect(
      result.faults == [
        "cannot make the folder link/run: link is a link that leads nowhere; remove it, or make the folder that it is to lead to"
      ])
  }

  @Test func learningRatesOfTraceAreFloats() throws {
    let result = try program.run([
      "trace", "model", "model/batch.json", "out.h5", "--steps", "1", "--learning-rate", "1e50",
    ])
    #expect(result.status == 64)
    #expect(
      result.errors.contains(
        "--learning-rate: 1e+50 is too large for float32, which ends at 3.4e38."))
  }
}
