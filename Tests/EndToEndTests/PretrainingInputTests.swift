import EndToEndSupport
import Foundation
import LukeTestSupport
import Testing

/// A pretraining run that is resumed looks at what it was made of before it makes anything.
@Suite struct PretrainingInputTests {
  /// Only the file that changed is named, and what was prepared stays.
  @Test(arguments: [
    ("data.train", "text.jsonl"), ("task.entity_vocabulary.file", "own.jsonl"),
    ("model.tokenizer", "own-tokenizer"),
  ])
  func whatChangedIsNamed(_ key: String, _ name: String) throws {
    let run = try PretrainingRun()
    #expect(try run.program.run(["prepare", "recipe.json", "--output", "first"]).status == 0)
    #expect(
      try run.program.shell(
        "cp first/prepared/entity_vocab.jsonl own.jsonl; cp -r first/prepared/tokenizer own-tokenizer"
      ).status == 0)
    let arguments = [
      "recipe.json", "--output", "run", "--quiet", "--set",
      "task.entity_vocabulary.file=own.jsonl", "--set", "model.tokenizer=own-tokenizer",
    ]
    let begun = try run.program.run(arguments)
    #expect(begun.status == 0, "\(begun.errors)")
    let sums = "cksum $(find run -type f | sort)"
    let before = try run.program.shell(sums).output
    let file = name == "own-tokenizer" ? "own-tokenizer/merges.txt" : name
    #expect(try run.program.shell("cp \(file) kept; sed -i '$d' \(file)").status == 0)
    let resumed = try run.program.run(arguments + ["--resume"])
    #expect(resumed.status == 64)
    #expect(
      resumed.faults == [
        "\(key): \(run.folder.path)/\(name) changed since the run began",
        "put the old content back, or begin again with --fresh",
      ])
    #expect(try run.program.shell(sums).output == before)
    #expect(try run.program.shell("cp kept \(file)").status == 0)
    #expect(try run.program.run(arguments + ["--resume"]).status == 0)
  }
}

extension PretrainingInputTests {
  /// What a crash leaves of a file: zeros at its end or in its middle are no blank lines.
  @Test(arguments: [
    ("lines.jsonl", #"{"text": "Some words of a text."}"#), ("lines.txt", "Some words of a text."),
  ])
  func zerosAreNoBlankLines(_ name: String, _ line: String) throws {
    let run = try PretrainingRun()
    let result = try run.program.shell(
      """
      yes '\(line)' | head -200000 > \(name)
      printf '\\0\\0\\0\\0\\n' >> \(name); echo '\(line)' >> \(name)
      "$LUKE" build-corpus \(name) made --quiet; echo $?
      "$LUKE" train-tokenizer \(name) --output words --quiet 2> /dev/null; test -e words; echo $?
      """)
    #expect(result.output == "65\n1\n")
    #expect(
      result.faults == [
        "\(name):200001: holds the byte 0, which no text has; get the file anew, or take it out"
      ])
  }
}
