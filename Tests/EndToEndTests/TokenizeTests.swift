import EndToEndSupport
import Foundation
import Testing

/// A WordPiece tokenizer of a few words in a folder.
@Suite struct TokenizeTests {
  let folder: WorkFolder
  var program: Program { Program(folder: folder.path) }

  init() throws {
    folder = try WorkFolder()
    let words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "the", "cat", "##s", "\"", "é"]
    try folder.write("vocab.txt", words.joined(separator: "\n") + "\n")
    try folder.write(
      "tokenizer_config.json", "{\"do_lower_case\": true, \"strip_accents\": false}")
  }

  @Test func writesOneLineForEachLine() throws {
    let result = try program.run(["tokenize", "."], input: "The cats\n\n\"É\" dog")
    #expect(result.errors == "")
    #expect(
      result.output == """
        {"tokens": ["[CLS]", "the", "cat", "##s", "[SEP]"], "ids": [2, 5, 6, 7, 3], "offsets": [[0, 0], [0, 3], [4, 7], [7, 8], [0, 0]]}
        {"tokens": ["[CLS]", "[SEP]"], "ids": [2, 3], "offsets": [[0, 0], [0, 0]]}
        {"tokens": ["[CLS]", "\\"", "é", "\\"", "[UNK]", "[SEP]"], "ids": [2, 8, 9, 8, 1, 3], "offsets": [[0, 0], [0, 1], [1, 2], [2, 3], [4, 7], [0, 0]]}

        """)
    #expect(result.status == 0)
  }

  /// Results that cannot be written are an error, also where there is no output at all.
  @Test(arguments: [">&-", "> /dev/full"])
  func resultsWithNowhereToGoAre74(_ redirection: String) throws {
    let result = try program.shell("echo cat | \"$LUKE\" tokenize . \(redirection)")
    #expect(result.status == 74)
    #expect(result.faults.first?.hasPrefix("cannot write standard output: ") == true)
  }

  @Test func leavesOutSpecialTokensOnRequest() throws {
    try folder.write("text.txt", "cat\r\n")
    let result = try program.run(["tokenize", ".", "text.txt", "--no-special-tokens"])
    #expect(result.output == "{\"tokens\": [\"cat\"], \"ids\": [6], \"offsets\": [[0, 3]]}\n")
  }

  /// What stands in a file is what standard output has; notes are not shown when quiet.
  @Test func writesAFileOnRequest() throws {
    try folder.write("marks.txt", "cat\n\u{FEFF}cats\n")
    let plain = try program.run(["tokenize", ".", "marks.txt"])
    let arguments = ["tokenize", ".", "marks.txt", "--output", "out.jsonl"]
    let first = try program.run(arguments)
    #expect(first.status == 0 && first.output == "")
    #expect(first.errors == "marks.txt: a byte order mark inside the text is left out\n")
    func content() throws -> String {
      try String(contentsOfFile: folder.path + "/out.jsonl", encoding: .utf8)
    }
    #expect(try content() == plain.output)
    let refused = try program.run(arguments)
    #expect(refused.status == 64)
    #expect(refused.faults == ["out.jsonl: is there; name another file, or add --replace"])
    // A line that is wrong leaves what was there.
    try Data(Array("cats\n".utf8) + [0xFF]).write(to: URL(filePath: folder.path + "/marks.txt"))
    #expect(try program.run(arguments + ["--replace"]).status == 65)
    #expect(try content() == plain.output)
    try folder.write("marks.txt", "cat\n\u{FEFF}the\n")
    let quiet = try program.run(arguments + ["--replace", "--quiet", "--no-special-tokens"])
    #expect(quiet.status == 0 && quiet.errors == "")
    #expect(
      try content() == """
        {"tokens": ["cat"], "ids": [6], "offsets": [[0, 3]]}
        {"tokens": ["the"], "ids": [5], "offsets": [[0, 3]]}

        """)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    #expect(names == ["marks.txt", "out.jsonl", "tokenizer_config.json", "vocab.txt"])
  }

  /// On a terminal a long file shows its share, unless the lines themselves go there.
  @Test func progressIsShownOnATerminal() throws {
    try folder.write("long.txt", String(repeating: "the cats \"é\" the cat\n", count: 200_000))
    func shown(_ rest: String) throws -> String {
      let result = try program.shell(
        "script -qec '\"$LUKE\" tokenize . long.txt \(rest)' /dev/null < /dev/null")
      #expect(result.status == 0, "\(result.errors)")
      return result.output
    }
    let share = /tokenizing long\.txt +[0-9]+ %  [0-9]+ lines  [0-9]+ s left/
    #expect(try shown("--output out.jsonl").contains(share))
    #expect(try shown("--output out.jsonl --replace --quiet") == "")
    #expect(try !shown("").contains("tokenizing"))
  }

  @Test func missingInputsAre66() throws {
    let noModel = try program.run(["tokenize", "nowhere"])
    #expect(
      noModel.errors
        == "luke-train: error: nowhere: no such model; models are not downloaded here: hf download OWNER/NAME "
        + "--local-dir nowhere, or git clone https://huggingface.co/OWNER/NAME nowhere\n")
    #expect(noModel.status == 66)
    let noText = try program.run(["tokenize", ".", "nothing.txt"])
    #expect(noText.errors == "luke-train: error: nothing.txt: no such file\n")
    #expect(noText.status == 66)
  }

  @Test func textThatIsNotUTF8Is65() throws {
    try Data([0x61, 0x0A, 0xFF]).write(to: URL(filePath: folder.path + "/bad.txt"))
    let result = try program.run(["tokenize", ".", "bad.txt"])
    #expect(
      result.errors
        == "luke-train: error: bad.txt:2: byte 1 of the line, 0xFF, is not valid UTF-8; mend it, or "
        + "convert the file if all of it is in another encoding, for example with iconv -f latin1 -t utf-8\n"
    )
    #expect(result.status == 65)
  }

  @Test(
    arguments: [
      ([0x1F, 0x8B, 8, 0, 1], "is packed with gzip; unpack it first: gzip -d"),
      (Array("%PDF-1.7\n".utf8), "is a PDF; take its text out first: pdftotext"),
      ([0xFF, 0xFE, 0x61, 0, 0x0A, 0], "is UTF-16; convert it to UTF-8 first"),
    ] as [([UInt8], String)])
  func whatIsNoTextIsNamed(bytes: [UInt8], reason: String) throws {
    try Data(bytes).write(to: URL(filePath: folder.path + "/bad.txt"))
    let result = try program.run(["tokenize", ".", "bad.txt"])
    #expect(result.errors == "luke-train: error: bad.txt: \(reason)\n")
    #expect(result.status == 65)
  }

  @Test func marksInsideAndZeros() throws {
    try folder.write("marks.txt", "\u{FEFF}cat\n\u{FEFF}cat\n")
    let marks = try program.run(["tokenize", ".", "marks.txt", "--no-special-tokens"])
    let line = "{\"tokens\": [\"cat\"], \"ids\": [6], \"offsets\": [[0, 3]]}\n"
    #expect(marks.output == line + line)
    #expect(marks.errors == "marks.txt: a byte order mark inside the text is left out\n")
    try folder.write("zeros.txt", "cat\nca\0t\n")
    let zeros = try program.run(["tokenize", ".", "zeros.txt"])
    #expect(zeros.errors == "luke-train: error: zeros.txt:2: holds the byte 0, which no text has\n")
    #expect(zeros.status == 65)
  }

  /// 200 MiB without a line break would take all memory.
  @Test func longLinesAreRefused() throws {
    let result = try program.shell(
      "(echo cat; head -c 209715200 /dev/zero | tr '\\0' ' '; echo) | \"$LUKE\" tokenize . > /dev/null; "
        + "echo ${PIPESTATUS[1]}")
    #expect(
      result.errors
        == "luke-train: error: standard input:2: is longer than 64 MiB, the most that is read of a line\n"
    )
    #expect(result.output == "65\n")
  }

  @Test func aReaderThatGoesAwayIsNoFault() throws {
    let result = try program.shell(
      "yes the cats | head -200000 | \"$LUKE\" tokenize . | head -1 > /dev/null; echo ${PIPESTATUS[2]}"
    )
    #expect(result.output == "0\n")
    #expect(result.errors == "")
  }

  @Test func aFullDiskIs74() throws {
    let result = try program.shell("echo cat | \"$LUKE\" tokenize . > /dev/full")
    #expect(
      result.errors
        == "luke-train: error: cannot write standard output: No space left on device\n")
    #expect(result.status == 74)
  }
}
