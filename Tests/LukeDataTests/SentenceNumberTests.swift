import LukeData
import LukeTestSupport
import Testing

/// Columns that number sentences, where no blank lines part them.
@Suite struct SentenceNumberTests {
  private static let note =
    "sample: no blank lines part sentences, so each new number in column 0 begins one; blank lines between "
    + "sentences say otherwise"
  private static let wordNote =
    "sample: column 0 numbers sentences, so words are taken from column 1 (data.columns.word)"

  @Test(arguments: [
    "1\tAda\tB-PER\n1\tleft\tO\n2\tOslo\tB-LOC\n2\tis\tO\n2\tcold\tO\n5\tNo\tO\n",
    "1 Ada B-PER\n1 left O\n2 Oslo B-LOC\n2 is O\n2 cold O\n5 No O\n",
    "s1\tAda\tB-PER\ns1\tleft\tO\ns2\tOslo\tB-LOC\ns2\tis\tO\ns2\tcold\tO\ns10\tNo\tO\n",
    "Sentence #\tWord\tTag\nSentence: 1\tAda\tB-PER\n\tleft\tO\nSentence: 2\tOslo\tB-LOC\n\tis\tO\n"
      + "\tcold\tO\nSentence: 3\tNo\tO\n",
  ])
  func numbersPartSentences(text: String) throws {
    let corpus = try read(text)
    #expect(
      corpus.sentences.map(\.words) == [["Ada", "left"], ["Oslo", "is", "cold"], ["No"]])
    #expect(corpus.sentences.map(\.spans) == [["PER:0..<1"], ["LOC:0..<1"], []])
    #expect(
      corpus.notes.contains(Self.note) && corpus.notes.contains(Self.wordNote), "\(corpus.notes)")
    let first = text.hasPrefix("Sentence") ? 2 : 1
    #expect(corpus.sentences.map(\.location.line) == [first, first + 2, first + 5])
  }

  /// New text is read the same way.
  @Test func sentencesToAnswer() throws {
    let corpus = try read(
      "1\tAda\n1\tleft\n2\tOslo\n2\tis\n2\tcold\n", EntityDataOptions(requiresLabels: false))
    #expect(corpus.sentences.map(\.words) == [["Ada", "left"], ["Oslo", "is", "cold"]])
  }

  @Test func marksOfDocumentsStayWithTheirSentence() throws {
    let corpus = try read(
      "-DOCSTART-\tO\tO\n1\tAda\tB-PER\n1\tleft\tO\n-DOCSTART-\tO\tO\n2\tOslo\tB-LOC\n2\tis\tO\n")
    #expect(corpus.sentences.map(\.words) == [["Ada", "left"], ["Oslo", "is"]])
    #expect(corpus.sentences.map(\.document) == [0, 1])
  }

  @Test func otherNumbersPartNothing() throws {
    // Blank lines say where sentences end.
    let parted = try read("1\tAda\tB-PER\n1\tleft\tO\n\n2\tOslo\tB-LOC\n2\tis\tO\n3\tof\tO\n")
    #expect(parted.sentences.count == 2)
    // Numbers of documents are the same for many words.
    let documents = (1...2).map { number in
      (0..<150).map { "\(number)\tword\($0)\t\($0 == 0 ? "B-PER" : "O")\n" }.joined()
    }
    #expect(try read(documents.joined()).sentences.count == 1)
    // Those that begin anew are no words all the same.
    let again = "1\tAda\tB-PER\n1\tleft\tO\n2\tOslo\tB-LOC\n2\tis\tO\n2\tcold\tO\n2\t.\tO\n"
    let corpus = try read(again + again)
    #expect(corpus.sentences.count == 1 && corpus.sentences[0].words.first == "Ada")
    #expect(
      corpus.notes.first
        == "sample: column 0 holds numbers, so words are taken from column 1 (data.columns.word)")
  }
}
