import Foundation
import LukeData
import LukeTestSupport
import Testing

@Suite struct ColumnReaderTests {
  @Test(arguments: [
    ("Ada\tB-PER\nleft\tO\n\nOslo\tB-LOC\n", "CoNLL, 2 columns parted by tabs, tags IOB2, UTF-8"),
    ("Ada B-PER\nleft O\n\nOslo B-LOC", "CoNLL, 2 columns parted by spaces, tags IOB2, UTF-8"),
    ("Ada   B-PER \nleft\t O\n\nOslo B-LOC", "CoNLL, 2 columns parted by spaces, tags IOB2, UTF-8"),
    (
      "Ada N x B-PER\r\nleft V x O\r\n\r\nOslo N x B-LOC\r\n",
      "CoNLL, 4 columns parted by spaces (words in column 0, tags in column 3), tags IOB2, UTF-8"
    ),
    (
      "\u{FEFF}Ada\tB-PER\nleft\tO\n\t\n\nOslo\tB-LOC\n \n\n",
      "CoNLL, 2 columns parted by tabs, tags IOB2, UTF-8 with byte order mark"
    ),
    (
      "# id 1 of 2\nAda B-PER\nleft O\n\n# id 2 of 2\nOslo B-LOC\n",
      "CoNLL, 2 columns parted by spaces, tags IOB2, UTF-8"
    ),
  ])
  func layouts(text: String, layout: String) throws {
    let corpus = try read(text)
    #expect(corpus.layout.description == layout)
    #expect(corpus.sentences.map(\.words) == [["Ada", "left"], ["Oslo"]])
    #expect(corpus.sentences.map(\.spans) == [["PER:0..<1"], ["LOC:0..<1"]])
  }

  @Test func documentsStartAtMarks() throws {
    let text = "-DOCSTART- -X- O O\n\na x x O\n\nb x x O\n-DOCSTART- -X- O O\n\n\nc x x O\n\n"
    let corpus = try read(text)
    #expect(corpus.documents == [0..<2, 2..<3])
    #expect(corpus.sentences.map(\.document) == [0, 0, 1])
    #expect(corpus.sentences.map(\.location.line) == [3, 5, 9])
    #expect(corpus.layout.marksDocuments)
  }

  /// Blanks before it, and small letters, make no word of it.
  @Test(arguments: [" -DOCSTART- O", "\t-DOCSTART-\tO", "-docstart- O"])
  func marksMayBeWrittenOtherwise(_ mark: String) throws {
    let corpus = try read("\(mark)\n\nAda B-PER\nran O\n\n\(mark)\n\nEve B-PER\nate O\n")
    #expect(corpus.documents == [0..<1, 1..<2])
    #expect(corpus.sentences.map(\.words) == [["Ada", "ran"], ["Eve", "ate"]])
  }

  @Test func sentencesBeforeTheFirstMarkAreADocument() throws {
    let corpus = try read("a O\n\n-DOCSTART- O\n\nb O\n")
    #expect(corpus.documents == [0..<1, 1..<2])
  }

  @Test func onlyTheSeparatorSplits() throws {
    let words = ["a\u{A0}b", "\u{200D}", "x y", "\u{2028}", "\u{85}z"]
    let corpus = try read(words.map { "\($0)\tO\n" }.joined())
    #expect(corpus.sentences.map(\.words) == [words])
    let spaced = try read("a\u{A0}b\u{3000}c O\n\u{FEFF} O\n")
    #expect(spaced.sentences.map(\.words) == [["a\u{A0}b\u{3000}c", "\u{FEFF}"]])
  }

  @Test func aHashCanBeAWord() throws {
    let corpus = try read("# O\n1 B-rank\n\n#\tO\n")
    #expect(corpus.sentences.map(\.words) == [["#", "1"], ["#"]])
  }

  @Test func typesMayHoldHyphens() throws {
    let corpus = try read("Old\tB-creative-work\nSong\tI-creative-work\n")
    #expect(corpus.sentences[0].spans == ["creative-work:0..<2"])
  }

  @Test func columnsCanBeChosen() throws {
    let text = "1 Ada B-PER x\n2 left O y\n"
    let options = EntityDataOptions(columns: ColumnSelection(word: 1, label: -2))
    let corpus = try read(text, options)
    #expect(corpus.sentences[0].words == ["Ada", "left"])
    #expect(corpus.sentences[0].spans == ["PER:0..<1"])
  }

  @Test func filesAreReadByPath() throws {
    try withTemporaryFolder { folder in
      let file = folder.appending(path: "train.conll").path
      try Data("Ada B-PER\n".utf8).write(to: URL(fileURLWithPath: file))
      let corpus = try EntityDataReader.read(file: file)
      #expect(corpus.sentences[0].location.description == "\(file):1")
      let missing = folder.appending(path: "none").path
      #expect(throws: DataError.missing(file: missing)) { try EntityDataReader.read(file: missing) }
      #expect(throws: DataError.unreadable(file: folder.path, reason: "it is a folder")) {
        try EntityDataReader.read(file: folder.path)
      }
    }
  }

  @Test(arguments: [
    (
      "a O\nb x O\nc O\nd\n",
      "sample:2: 3 columns where the other rows have 2\nsample:4: 1 column where the other rows have 2"
    ),
    (
      "a\nb\n",
      "sample: has one column alone, as line 1 (\"a\"); a word and its tag are parted by a tab or by spaces"
    ),
    ("\n\n", "sample: holds no sentences"),
    ("-DOCSTART- O\n\n", "sample: holds no sentences"),
    (
      "a B-PER\nb PER\n",
      "sample:2: tag \"PER\" is not O, or a prefix such as B- or I- and a type"
    ),
    ("a B-\nb B-PER\n", "sample:1: tag \"B-\" is not O, or a prefix such as B- or I- and a type"),
    ("[\n", "sample: is one JSON array; JSON Lines, one object a line, are needed: jq -c '.[]'"),
  ])
  func faults(text: String, expected: String) {
    #expect(message { try read(text) } == expected)
  }

  @Test func chosenColumnsMustExist() {
    let options = EntityDataOptions(columns: ColumnSelection(word: 0, label: 3))
    let error = message { try read("a O\n", options) }
    #expect(error == "sample: there is no label column 3 among 2 columns")
  }

  @Test func aFaultOfAllRowsIsShownThreeTimes() throws {
    let text = (0..<30).map { _ in "a O\n" }.joined() + (0..<25).map { _ in "b\n" }.joined()
    let lines = message { try read(text) }
      .split(separator: "\n")
    #expect(
      lines == [
        "sample:31: 1 column where the other rows have 2",
        "sample:32: 1 column where the other rows have 2",
        "sample:33: 1 column where the other rows have 2", "… and 22 more with the same fault",
      ])
  }

  @Test func linesMayEndAsOnOldMacs() throws {
    let corpus = try read("A B-PER\rb O\r\rC B-LOC\r")
    #expect(corpus.sentences.map(\.words) == [["A", "b"], ["C"]])
    #expect(corpus.layout.columnCount == 2)
  }

  @Test func aTagNeedsAType() {
    #expect(throws: DataError.self) { try read("A B-\nb I-\n") }
  }

  @Test func labelsAreOptionalForPrediction() throws {
    let options = EntityDataOptions(requiresLabels: false)
    let text = try read("Ada left Oslo.\n\nShe is well.\n", options)
    #expect(text.layout.description == "text, UTF-8")
    #expect(
      text.sentences.map { $0.words.joined(separator: " ") }
        == ["Ada left Oslo .", "", "She is well ."])
    let columns = try read("Ada\tB-PER\nleft\tO\n", options)
    #expect(columns.layout.format == .conll)
    let words = try read("Ada\nleft\n", EntityDataOptions(format: .conll, requiresLabels: false))
    #expect(words.sentences.map(\.words) == [["Ada", "left"]])
    #expect(words.layout.description == "CoNLL, 1 column, UTF-8")
    let error = message {
      _ = try read("Ada left.\n", EntityDataOptions(format: .text))
    }
    #expect(error == "sample: plain text has no entities to learn from")
  }
}
