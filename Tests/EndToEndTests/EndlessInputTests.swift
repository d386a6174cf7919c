import EndToEndSupport
import Foundation
import Testing

/// Input without an end, in every place where a file is named.
@Suite(.timeLimit(.minutes(2))) struct EndlessInputTests {
  private static let zeros = "it gives nothing but zeros, 1048576 bytes of them so far"

  @Test func recipesDataAndTokenizersEnd() throws {
    let run = try TrainingRun()
    let program = run.program
    let recipe = try program.run(["/dev/zero"])
    #expect(recipe.status == 74)
    #expect(recipe.faults == ["cannot read /dev/zero: \(Self.zeros)"])
    let data = try program.run(["recipe.json", "--set", "data.train=/dev/zero"])
    #expect(data.status == 74)
    #expect(data.faults == ["/dev/zero: cannot be read: \(Self.zeros)"])
    let input = try program.shell(
      "cat /dev/zero | \"$LUKE\" recipe.json --quiet --output run --set data.train=-")
    #expect(input.status == 74)
    #expect(input.faults == ["standard input: cannot be read: \(Self.zeros)"])
    let tokenizer = try program.shell(
      "mkdir t; ln -s /dev/zero t/vocab.json; echo a | \"$LUKE\" tokenize t -")
    #expect(tokenizer.status == 65)
    #expect(tokenizer.faults == ["\(run.folder.path)/t/vocab.json: is a device, not a file"])
  }

  @Test func textWithoutAnEndEnds() throws {
    let run = try TrainingRun()
    for format in ["text", "jsonl"] {
      let result = try run.program.run(["build-corpus", "/dev/zero", "made", "--format", format])
      #expect(result.status == 65)
      #expect(
        result.faults == [
          "/dev/zero:1: holds the byte 0, which no text has; get the file anew, or take it out"
        ])
    }
  }

  /// What the user called `-` has the name that it has everywhere.
  @Test func standardInputHasItsName() throws {
    let run = try TrainingRun()
    let result = try run.program.run(
      ["recipe.json", "--quiet", "--output", "run", "--set", "data.train=-"], input: "\n")
    #expect(result.status == 65)
    #expect(result.faults == ["standard input: holds no sentences"])
    let text = try PretrainingRun()
    let corpus = try text.program.run(
      ["recipe.json", "--output", "run", "--set", "data.train=-"], input: "{\"broken")
    #expect(corpus.status == 65)
    #expect(!corpus.errors.contains("/dev/stdin"))
    #expect(
      corpus.faults == [
        "standard input:1:2: is not valid JSON: this string has no closing quote"
      ])
  }
}
