import Foundation
import LukeData
import LukeSystem
import LukeTestSupport
import Testing

/// Files that are not quite what they were given as: each message says what to look at.
@Suite struct StrayInputTests {
  private func texts(_ text: String, requiresLabels: Bool = true) throws -> TextCorpus {
    var options = TextDataOptions()
    options.requiresLabels = requiresLabels
    return try TextDataReader.read(SourceText(bytes: Array(text.utf8), file: "f"), options)
  }

  @Test func oneBrokenRowOfAFew() {
    #expect(
      message { try texts("text,label\na b,x\nc d,y\ne, f,x\ng h,y\n") }
        == "f:4: 3 columns where the header names 2 (text, label)")
    #expect(
      message { try texts("text;label\na b;x\nc d\n") }
        == "f:3: 1 column where the header names 2 (text, label)")
  }

  @Test func nullIsNoNumber() {
    for (value, key) in [("null", "start"), ("\"a\"", "end"), ("0.5", "end")] {
      let other = key == "start" ? "\"end\": 1" : "\"start\": 0"
      let text =
        "{\"text\": \"a b\", \"entities\": [{\"\(key)\": \(value), \(other), \"label\": \"X\"}]}\n"
      #expect(
        message { try read(text) } == "sample:1: \"entities[0].\(key)\": expected a whole number")
    }
  }

  @Test(arguments: [
    (
      "Ada\u{A0}B-PER\n",
      "; it holds U+00A0, a no-break space, which parts neither lines nor columns here"
    ),
    (
      "Ada B-PER\rBo O\n",
      "; it holds U+000D, a carriage return, which parts neither lines nor columns here"
    ),
    (
      "Ada B-PER\u{85}Bo O\n",
      "; it holds U+0085, next line, which parts neither lines nor columns here"
    ),
    ("Ada\n", ""),
  ])
  func whatPartsNothingIsNamed(_ line: String, _ note: String) {
    let text = "a O\nb O\n\nc O\nd O\n\n" + line
    let columns = line.contains("Bo") ? (line.contains("\r") ? 4 : 3) : 1
    let found = columns == 1 ? "1 column" : "\(columns) columns"
    #expect(message { try read(text) } == "sample:7: \(found) where the other rows have 2\(note)")
  }

  @Test func tablesNameWhatPartsNothing() {
    #expect(
      message { try texts("text\tlabel\na b\tx\nc d\u{A0}y\n") }
        == "f:3: 1 column where the header names 2 (text, label); it holds U+00A0, a no-break space, which parts "
        + "neither lines nor columns here")
  }

  private static let entitiesNeeded =
    "named-entity-recognition needs words with tags, or texts with \"entities\" of \"start\", \"end\" and "
    + "\"label\""

  private static let pair =
    "{\"guid\": \"a\", \"sentence1\": \"c\", \"sentence2\": \"d\", \"labels\": {\"label\": 3.7}}"

  @Test(arguments: [
    ("text,category\nI lost my card,lost_card\nWhere is it?,arrival\n", "CSV of texts with labels"),
    ("text\tlabel\nI lost my card\tx\nWhere is it?\ty\n", "a table of texts with labels"),
    (
      "[\(pair), \(pair)]\n",
      "JSON of texts with labels"
    ),
    (
      "{\"text\": \"a\", \"label\": \"x\"}\n{\"text\": \"b\", \"label\": \"y\"}\n",
      "JSON of texts with labels"
    ),
  ])
  func textsWithLabelsAreNoSentences(_ text: String, _ name: String) {
    let key =
      text.contains("\t")
      ? "; data.columns.word and data.columns.label read its columns as words and tags" : ""
    #expect(
      message { try read(text) }
        == "sample: is \(name), data of sequence-classification; \(Self.entitiesNeeded)\(key)")
  }

  /// Columns of words may have such names.
  @Test func wordsBelowNamesAreRead() throws {
    #expect(try read("text\tlabel\nAda\tB-PER\nleft\tO\n").sentences.count == 1)
  }

  @Test func wordsWithTagsAreNoChoicesNorQuestions() {
    let text = "Ada B-PER\nleft O\n\nBo B-PER\ncame O\n"
    let start = "f: is a table of words and tags, data of named-entity-recognition; "
    let source = { (text: String) in try SourceText(bytes: Array(text.utf8), file: "f") }
    for text in [text, text.replacing(" ", with: "\t")] {
      #expect(
        message { try ChoiceDataReader.read(source(text)) }.hasPrefix(start + "multiple-choice "))
      #expect(
        message { try QuestionDataReader.read(source(text)) }
          .hasPrefix(start + "extractive-question-answering "))
      #expect(
        message { try MentionDataReader.read(source(text)) }.hasPrefix(start + "entity-typing "))
    }
    let texts = "{\"text\": \"a\", \"label\": \"x\"}\n"
    #expect(
      message { try QuestionDataReader.read(source(texts + texts)) }
        .hasPrefix("f: is JSON of texts with labels, data of sequence-classification; extractive-"))
  }

  @Test func entitiesOfAToolAreNoTexts() {
    let text = "{\"id\": 1, \"text\": \"Ada left\", \"label\": [[0, 3, \"PER\"]]}\n"
    #expect(
      message { try texts(text + text) }
        == "f: is doccano's JSON Lines, data of named-entity-recognition, which reads it as it is")
  }

  @Test func documentsOfHIPEStayApart() {
    let found = message {
      try read("TOKEN\tNE-COARSE-LIT\tMISC\n# hipe2022:document_id = a\nAda\tB-pers\t_\n")
    }
    #expect(
      found.hasSuffix(
        #"awk -F'\t' '/^# .*document_id/ {print "\n-DOCSTART-\tO\n"} NF > 1 && !/^(# |TOKEN\t)/ {print $1 "\t" $2; if (/EndOfSentence/) print ""}' FILE.tsv > FILE.conll"#
      ), "\(found)")
  }

  @Test func plainTextIsWhatWasGiven() throws {
    let corpus = try texts("  Ada left. \n\n \nBo\t\nOne\tTwo\r\n", requiresLabels: false)
    #expect(corpus.examples.map(\.text) == ["  Ada left. ", "", " ", "Bo\t", "One"])
    #expect(corpus.examples.map(\.secondText) == [nil, nil, nil, nil, "Two"])
    let options = EntityDataOptions(format: .text, requiresLabels: false)
    let sentences = try read(" Ada left. \nBo\r\n", options).sentences
    #expect(sentences.map(\.text) == [" Ada left. ", "Bo"])
  }

  @Test func spansThatCannotBeMeantAreTold() throws {
    func line(_ head: (Int, Int), _ tail: (Int, Int)) -> String {
      "{\"text\": \"one two three\", \"head\": {\"start\": \(head.0), \"end\": \(head.1)}, "
        + "\"tail\": {\"start\": \(tail.0), \"end\": \(tail.1)}, \"relation\": \"r\"}\n"
    }
    let corpus = try readRelations(
      line((0, 3), (4, 7)) + line((0, 3), (0, 3)) + line((0, 7), (4, 13)) + line((0, 3), (0, 3))
        + line((0, 13), (4, 7)))
    #expect(
      corpus.notes.dropLast() == [
        "sample: 2 examples have the same span as head and as tail, the first of them that of line 2",
        "sample: the example of line 3 has a head and a tail that cross",
      ])
  }

  // MARK: Files

  private static let pointer =
    "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n"
  private static let pulled = "is a pointer of Git LFS, not the file; git lfs pull brings the file"

  @Test func pointersAreNoData() throws {
    let folder = try TemporaryFolder()
    try write(Array(Self.pointer.utf8), to: folder("train.conll"))
    #expect(
      message { try EntityDataReader.read(file: folder("train.conll")) }
        == "\(folder("train.conll")): cannot be read: it \(Self.pulled)")
    #expect(message { try read(Self.pointer) } == "sample: \(Self.pulled)")
    #expect(
      message { try RandomAccessFile(path: folder("train.conll")) }
        == "\(folder("train.conll")): \(Self.pulled)")
  }

  /// An archive of stored files.
  private func zip(_ files: [(name: String, text: String)]) -> [UInt8] {
    func number(_ value: Int, _ count: Int) -> [UInt8] {
      (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
    var (bytes, directory): ([UInt8], [UInt8]) = ([], [])
    for (name, text) in files {
      let content = Array(text.utf8)
      let checksum = Int(content.withUnsafeBytes { Checksum(of: $0).value })
      let common =
        number(20, 2) + number(0, 8) + number(checksum, 4) + number(content.count, 4)
        + number(content.count, 4) + number(name.utf8.count, 2) + number(0, 2)
      directory +=
        number(0x0201_4b50, 4) + number(20, 2) + common + number(0, 10) + number(bytes.count, 4)
        + Array(name.utf8)
      bytes += number(0x0403_4b50, 4) + common + Array(name.utf8) + content
    }
    let end =
      number(0x0605_4b50, 4) + number(0, 4) + number(files.count, 2) + number(files.count, 2)
      + number(directory.count, 4) + number(bytes.count, 4) + number(0, 2)
    return bytes + directory + end
  }

  @Test func twoFilesOfOneName() throws {
    let folder = try TemporaryFolder()
    let path = folder("data.zip")
    try write(zip([("a.conll", "Ada B-PER\n"), ("b.conll", "Bo O\n")]), to: path)
    #expect(try EntityDataReader.read(file: path + ":b.conll").sentences[0].words == ["Bo"])
    try write(zip([("a.conll", "Ada B-PER\n"), ("a.conll", "Bo O\n")]), to: path)
    #expect(
      message { try EntityDataReader.read(file: path + ":a.conll") }
        == "\(path): holds two files named a.conll, and nothing tells which is meant; make the archive anew with "
        + "one of them")
  }
}
