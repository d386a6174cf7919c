import EndToEndSupport
import Foundation
import LukeTestSupport
import Testing

/// `predict` on files that take a while: what is answered is kept, and the same command goes on.
@Suite struct PredictPortionTests {
  private static func run(lines count: Int, hiddenSize: Int = 32) throws -> TrainingRun {
    let run = try TrainingRun(
      task: "sequence-classification", hiddenSize: hiddenSize, layers: 2)
    let trained = try run.train("run", "--set", "training.steps=2", "--quiet")
    #expect(trained.status == 0, "\(trained.errors)")
    let lines = (1...count).map { "Where is my parcel number \($0), and who has it now?\n" }
    try run.folder.write("lines.txt", lines.joined())
    return run
  }

  private static let command = [
    "predict", "run/model.h5", "lines.txt", "--output", "out.jsonl", "--threads", "1",
  ]

  @Test func anInterruptedOneGoesOnToTheSameAnswers() throws {
    let run = try Self.run(lines: 6000)
    let whole = try run.program.run(
      Self.command.map { $0 == "out.jsonl" ? "whole.jsonl" : $0 })
    #expect(whole.status == 0, "\(whole.errors)")
    var keptCount = 0
    for signal in [SIGINT, SIGKILL] {
      let child = try Child(Self.command, in: run)
      let kept = run.folder.path + "/out.jsonl.unfinished"
      try child.wait {
        let text = (try? String(contentsOfFile: kept, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").count > keptCount + 2
      }
      child.send(signal)
      let ended = child.wait()
      let count = try run.text("out.jsonl.unfinished").split(separator: "\n").count - 1
      #expect(count > keptCount)
      if signal == SIGINT {
        #expect(ended.status == 130)
        #expect(
          ended.errors.hasSuffix(
            "luke-train: error: interrupted; \(256 * count) answers are kept in out.jsonl.unfinished; "
              + "the same command goes on from there\n"), "\(ended.errors)")
      }
      #expect(!FileManager.default.fileExists(atPath: run.folder.path + "/out.jsonl"))
      keptCount = count
    }
    // What was being written when the power went.
    try run.folder.write(
      "out.jsonl.unfinished", run.text("out.jsonl.unfinished") + #"{"portion":\#(keptCount),"li"#)
    let ended = try run.program.run(Self.command)
    #expect(ended.status == 0, "\(ended.errors)")
    #expect(
      ended.errors.contains(
        "out.jsonl.unfinished: goes on after the first \(256 * keptCount) answers"),
      "\(ended.errors)")
    #expect(try run.text("out.jsonl") == run.text("whole.jsonl"))
    #expect(try run.text("out.jsonl").split(separator: "\n").count == 6000)
    #expect(try run.files("").filter { $0.hasSuffix(".unfinished") } == [])
  }

  @Test func answersOfAnotherRequestAreKept() throws {
    let run = try Self.run(lines: 6000)
    let unfinished = "out.jsonl.unfinished"
    let command = Self.command + ["--quiet"]
    // A command that was killed leaves them, and so it is made here.
    let child = try Child(Self.command, in: run)
    try child.wait { (try? run.text(unfinished).split(separator: "\n").count > 1) == true }
    child.send(SIGKILL)
    _ = child.wait()
    try FileManager.default.moveItem(
      atPath: run.folder.path + "/lines.txt", toPath: run.folder.path + "/first.txt")
    let text = try run.text("first.txt")
    try run.folder.write("lines.txt", "Hello!\n" + text)
    let kept = try run.text(unfinished)
    let has = "\(unfinished): has answers of another command that was broken off: input differs"
    let refused = try run.program.run(command)
    #expect(refused.status == 64)
    #expect(refused.faults == ["\(has); move it away, or add --replace to begin anew"])
    #expect(try run.text(unfinished) == kept)
    #expect(try !run.files("").contains("out.jsonl"))
    let ended = try run.program.run(command + ["--replace"])
    #expect(ended.status == 0, "\(ended.errors)")
    #expect(ended.errors == "\(has); it is begun anew\n")
    #expect(try run.text("out.jsonl").split(separator: "\n").count == 6001)
    #expect(try !run.files("").contains(unfinished))
    try FileManager.default.removeItem(atPath: run.folder.path + "/out.jsonl")
    try run.folder.write(
      unfinished, #"{"unfinished answers of luke-train":{"version":"0"}}"# + "\n")
    #expect(
      try run.program.run(command).faults == [
        "\(unfinished): has answers of another command that was broken off: version of luke-train, input, model, "
          + "task, data differ; move it away, or add --replace to begin anew"
      ])
    try run.folder.write(unfinished, "mine\n")
    let other = try run.program.run(command + ["--replace"])
    #expect(other.status == 64)
    #expect(
      other.faults == [
        "\(unfinished): answers are kept there until all are given, and it is something else; move it away"
      ])
    #expect(try run.text(unfinished) == "mine\n")
  }

  /// Of few examples no answers are kept, and nothing that is there is theirs.
  @Test func aShortCommandRemovesNothing() throws {
    let run = try Self.run(lines: 3)
    let unfinished = "out.jsonl.unfinished"
    let predict = "\"$LUKE\" predict run --quiet --threads 1"
    let fault =
      "\(unfinished): has answers of a command that was broken off; move it away, or remove it"
    for content in ["{\"label\":\"a\"}\n", "mine\n", ""] {
      try run.folder.write(unfinished, content)
      for shape in [
        "\(predict) lines.txt --output out.jsonl",
        "\(predict) lines.txt --output out.jsonl --replace",
        "\(predict) lines.txt --output out.jsonl --view",
        "\(predict) --output out.jsonl < lines.txt",
        "cat lines.txt | \(predict) --output out.jsonl",
        "cat lines.txt | \(predict) --output out.jsonl --set data.format=text",
        "\(predict) lines.txt --sentences en --output out.jsonl",
      ] {
        let result = try run.program.shell(shape)
        #expect(result.status == 64, "\(shape)")
        #expect(result.faults == [fault], "\(shape)")
        #expect(try run.text(unfinished) == content)
        #expect(try !run.files("").contains("out.jsonl"))
      }
    }
    let page = try run.program.shell(
      "mv \(unfinished) page.html.unfinished; \(predict) lines.txt --view --output page.html")
    #expect(page.status == 64)
    #expect(page.faults == [fault.replacing("out.jsonl", with: "page.html")])
    // A link and a folder are found before anything is answered.
    let link = try run.program.shell(
      "ln -s nowhere \(unfinished); \(predict) lines.txt --output out.jsonl")
    #expect(link.status == 64)
    #expect(
      link.faults == [
        "\(unfinished): answers are kept there until all are given, and it is a link that leads nowhere; remove it"
      ])
    let folder = try run.program.shell(
      "rm \(unfinished); mkdir \(unfinished); \(predict) lines.txt --output out.jsonl")
    #expect(folder.status == 74)
    #expect(folder.faults == ["cannot write \(unfinished): it is a folder"])
    #expect(try !run.files("").contains("out.jsonl"))
  }

  /// A name that leaves no room for another one beside it is told, of a file and of a pipe.
  @Test func namesThatAreTooLongAreTold() throws {
    let run = try Self.run(lines: 300)
    let output = String(repeating: "o", count: 240) + ".jsonl"
    for shape in ["lines.txt", "--set data.format=text"] {
      let result = try run.program.shell(
        "rm -f \(output); cat lines.txt | \"$LUKE\" predict run --output \(output) --threads 1 \(shape)"
      )
      #expect(result.status == 0, "\(result.errors)")
      #expect(
        result.errors.contains(
          "\(output): its name is too long for another file beside it, where answers are kept until all are there; "
            + "what is broken off is lost\n"), "\(result.errors)")
      #expect(try run.text(output).split(separator: "\n").count == 300)
    }
  }

  @Test func anInputIsNeverRemoved() throws {
    let run = try Self.run(lines: 1)
    let predict = "\"$LUKE\" predict run --quiet --threads 1"
    for count in [3, 300] {
      let text = (1...count).map { "{\"text\": \"Parcel \($0)?\"}\n" }.joined()
      try run.folder.write("z.jsonl.unfinished", text)
      for (shape, fault) in [
        (
          "\(predict) z.jsonl.unfinished --output z.jsonl",
          "z.jsonl.unfinished: is read, and never written over; name another file to write"
        ),
        (
          "\(predict) ./z.jsonl.unfinished --output z.jsonl --replace",
          "z.jsonl.unfinished: is the same file as ./z.jsonl.unfinished, which is read; name another file to write"
        ),
        (
          "\(predict) --output z.jsonl < z.jsonl.unfinished",
          "z.jsonl.unfinished: is the same file as standard input, which is read; name another file to write"
        ),
      ] {
        let result = try run.program.shell(shape)
        #expect(result.status == 64, "\(shape)")
        #expect(result.faults == [fault], "\(shape)")
        #expect(try run.text("z.jsonl.unfinished") == text)
        #expect(try !run.files("").contains("z.jsonl"))
      }
    }
  }

  /// What came through a pipe does not come again, so that its answers are kept as they are.
  @Test func answersToAPipeAreKept() throws {
    let run = try Self.run(lines: 1)
    let command = ["predict", "run", "--output", "out.jsonl", "--quiet", "--threads", "1"]
    let lines = ["Where is my parcel?", "Thanks!", "Bye."].map { "{\"text\": \"\($0)\"}\n" }
    let unfinished = "out.jsonl.unfinished"
    for signal in [SIGINT, SIGTERM, SIGKILL] {
      let child = try Child(command, folder: run.folder.path, holdsInputOpen: true)
      child.write(lines[0])
      try child.wait { (try? run.text(unfinished).hasSuffix("\n")) == true }
      child.write("\n" + lines[1])
      try child.wait { (try? run.text(unfinished).split(separator: "\n").count) == 2 }
      child.send(signal)
      let ended = child.wait()
      #expect(ended.status == 128 + signal)
      if signal != SIGKILL {
        #expect(
          ended.errors.hasSuffix(
            "luke-train: error: interrupted; 2 answers are kept in \(unfinished), to standard input up to line 3\n"
          ),
          "\(ended.errors)")
      }
      let texts = try jsonObjects(run.text(unfinished)).map { $0["text"] as? String }
      #expect(texts == ["Where is my parcel?", "Thanks!"])
      #expect(try !run.files("").contains("out.jsonl"))
      // They are nobody's to write over.
      let again = try run.program.run(command, input: lines.joined())
      #expect(again.status == 64)
      #expect(
        again.faults == [
          "\(unfinished): has answers of a command that was broken off; move it away, or remove it"
        ])
      try FileManager.default.removeItem(atPath: run.folder.path + "/" + unfinished)
    }
    // So are those before a line that cannot be answered.
    let bad = try run.program.run(command, input: lines[0] + "{\"text\": 3}\n")
    #expect(bad.status == 65)
    #expect(
      bad.errors.hasPrefix(
        "1 answer is kept in \(unfinished), to standard input up to line 1\nluke-train: error: standard input:2: "
      ),
      "\(bad.errors)")
    try FileManager.default.removeItem(atPath: run.folder.path + "/" + unfinished)
    // Nothing is left where all are there.
    let good = try run.program.run(command, input: lines.joined())
    #expect(good.status == 0, "\(good.errors)")
    #expect(try run.text("out.jsonl").split(separator: "\n").count == 3)
    #expect(try run.files("").filter { $0.hasSuffix(".unfinished") } == [])
  }

  /// Of many lines that are there at once the answers to the first ones are kept before the last ones are asked.
  @Test(arguments: [true, false]) func linesThatAreThereAtOnceAreAnsweredInPortions(
    areText: Bool
  ) throws {
    let run = try Self.run(lines: 1, hiddenSize: 128)
    let unfinished = "out.jsonl.unfinished"
    // So many go into a pipe before anybody reads.
    let texts = (1...1100).map { "Where is parcel \($0), and who has it?" }
    let input = texts.map { areText ? $0 : #"{"text": "\#($0)"}"# }.map { $0 + "\n" }.joined()
    #expect(input.utf8.count < 1 << 16)
    let child = try Child(
      ["predict", "run", "--output", "out.jsonl", "--quiet", "--threads", "1"]
        + (areText ? ["--set", "data.format=text"] : []), folder: run.folder.path,
      holdsInputOpen: true)
    child.write(input)
    try child.wait { (try? run.text(unfinished).hasSuffix("\n")) == true }
    child.send(SIGINT)
    let ended = child.wait()
    #expect(ended.status == 130)
    let kept = try jsonObjects(run.text(unfinished)).map { $0["text"] as? String }
    #expect((1..<texts.count).contains(kept.count), "\(kept.count)")
    #expect(kept == Array(texts.prefix(kept.count)))
    #expect(
      ended.errors.hasSuffix(
        "luke-train: error: interrupted; \(kept.count) answers are kept in \(unfinished), to standard input up to line \(kept.count)\n"
      ), "\(ended.errors)")
    #expect(try !run.files("").contains("out.jsonl"))
  }

  /// Of lines that come fast as much is kept as there is room for.
  @Test func answersToAPipeAreKeptAsFarAsThereIsRoom() throws {
    let run = try Self.run(lines: 1)
    let unfinished = "out.jsonl.unfinished"
    func predict(_ input: String) throws -> Program.Result {
      try run.folder.write("fast.jsonl", input)
      return try run.program.shell(
        """
        ulimit -f 8
        cat fast.jsonl | "$LUKE" predict run --output out.jsonl --quiet --threads 1
        """)
    }
    let fault = "luke-train: error: cannot write \(unfinished): File too large\n"
    let full = try predict(
      (1...400).map { "{\"text\": \"Where is parcel \($0)?\"}\n" }.joined())
    #expect(full.status == 74)
    let kept = try run.text(unfinished)
    #expect(kept.hasSuffix("\n"))
    let texts = try jsonObjects(kept).map { $0["text"] as? String }
    try #require(!texts.isEmpty && texts.count < 400)
    #expect(texts == (1...texts.count).map { "Where is parcel \($0)?" })
    #expect(
      full.errors
        == "\(texts.count) answers are kept in \(unfinished), to standard input up to line \(texts.count)\n"
        + fault)
    #expect(try !run.files("").contains("out.jsonl"))
    try FileManager.default.removeItem(atPath: run.folder.path + "/" + unfinished)
    // An empty file would be in the way of the next command.
    let long = String(repeating: "Where is it? ", count: 1000)
    let none = try predict("{\"text\": \"\(long)\"}\n")
    #expect(none.status == 74)
    #expect(none.errors == "no answer is kept, as \(unfinished) cannot be written\n" + fault)
    #expect(try run.files("").filter { $0.hasPrefix("out.jsonl") } == [])
  }
}
