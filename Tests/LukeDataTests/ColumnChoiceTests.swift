import LukeData
import LukeTestSupport
import Testing

/// Which columns are words and tags, said with the first sentence as it was understood.
@Suite struct ColumnChoiceTests {
  @Test func aColumnThatCountsIsNoColumnOfWords() throws {
    for (first, second) in [(1, 1), (0, 0), (1, 3), (0, 2)] {
      let text =
        "\(first)\tAda\tB-PER\t-\n\(first + 1)\tleft\tO\t-\n\n\(second)\tOslo\tB-LOC\tme\n\(second + 1)\t.\tO\t-\n"
      let corpus = try read(text)
      #expect(corpus.sentences.map(\.words) == [["Ada", "left"], ["Oslo", "."]])
      #expect(corpus.sentences.map(\.spans) == [["PER:0..<1"], ["LOC:0..<1"]])
      #expect(
        corpus.layout.description
          == "CoNLL, 4 columns parted by tabs (words in column 1, tags in column 2), tags IOB2, UTF-8"
      )
      #expect(
        corpus.notes == [
          "sample: the last column holds no tags, so they are taken from column 2 (data.columns.label)",
          "sample: column 0 counts, so words are taken from column 1 (data.columns.word)",
          "sample: the first sentence reads: [Ada: PER] left",
        ])
    }
  }

  @Test func whereNothingElseIsLeftItIsRefused() {
    #expect(
      message { try read("1 O\n2 B-X\n3 O\n") }
        == "sample: column 0 counts, and no other column holds words; set data.columns.word if one "
        + "of them does")
    let given = EntityDataOptions(columns: ColumnSelection(word: 0))
    #expect(throws: Never.self) { try read("1 O\n2 B-X\n3 O\n", given) }
    #expect(throws: Never.self) { try read("1 O\n2 B-X\n4 O\n") }
  }

  @Test func aColumnThatNamesSentencesIsNoColumnOfWords() throws {
    let corpus = try read("s1\tAda\tB-PER\ns1\tleft\tO\n\ns2\tOslo\tB-LOC\ns2\tis\tO\n")
    #expect(corpus.sentences.map(\.words) == [["Ada", "left"], ["Oslo", "is"]])
    #expect(
      corpus.notes.first
        == "sample: column 0 is the same for all words of a sentence, so words are taken from column "
        + "1 (data.columns.word)")
    #expect(try read("ha\tO\nha\tO\n").sentences[0].words == ["ha", "ha"])
  }

  /// Columns that a recipe names are held against every file that it names.
  @Test(arguments: [false, true])
  func swappedColumnsAreRefused(takesAnyTags: Bool) throws {
    var options = EntityDataOptions(columns: ColumnSelection(word: 0, label: 1))
    options.takesAnyTags = takesAnyTags
    #expect(throws: Never.self) { try read("Ada\tB-PER\nleft\tO\n", options) }
    #expect(
      message { try read("B-PER\tAda\nO\tleft\n", options) }
        == "sample: column 0, which data.columns.word names, holds tags, and column 1 none: the columns are "
        + "swapped; give all files the same columns, or name those of this one in data.columns")
    // Two layers of tags are what they are.
    #expect(throws: Never.self) { try read("O\tB-PER\nB-X\tO\n", options) }
  }

  @Test func tagsMayStandFirst() throws {
    let corpus = try read("B-PER Ada\nO left\n")
    #expect(corpus.sentences[0].words == ["Ada", "left"])
    #expect(corpus.sentences[0].spans == ["PER:0..<1"])
  }

  @Test func severalColumnsOfTags() throws {
    let corpus = try read("Ada\tB-PER\tO\nBank\tB-ORG\tB-LOC\n")
    #expect(corpus.sentences[0].spans == ["LOC:1..<2"])
    #expect(
      corpus.notes.first
        == "sample: columns 1 and 2 hold tags; those of column 2 are taken (data.columns.label)")
    // CoNLL-2003's phrases are no second layer.
    #expect(try read("Ada N B-NP B-PER\nleft V B-VP O\n").notes.count == 1)
    #expect(
      message { try read("Ada\tB-PER\tO\tx\nleft\tO\tO\ty\n") }
        == "sample: columns 1 and 2 hold tags, the last column none; set data.columns.label to the "
        + "one that counts")
  }

  @Test func coNLLUIsNamed() {
    let rows = (1...3).map { "\($0)\tw\tw\tN\t_\t_\t0\troot\t_\tSpaceAfter=No\n" }.joined()
    #expect(
      message { try read(rows) }
        == "sample: is CoNLL-U, which has no column of entity tags; where the last one has them as "
        + "name=B-PER, write word and tag as two columns")
  }

  @Test func partsOfWordsAreSkipped() throws {
    let text = "1-2\tzum\t_\n1\tzu\tO\n2\tdem\tO\n2.1\tx\t_\n3\tZoo\tB-LOC\n"
    let corpus = try read(text)
    #expect(corpus.sentences[0].words == ["zu", "dem", "Zoo"])
    #expect(
      corpus.notes.contains(
        "sample: 2 rows of CoNLL-U's multiword tokens and empty nodes, the first in line 1, are left out"
      ))
  }

  @Test func aHeaderIsLeftOut() throws {
    let corpus = try read("word\tpos\tner_tag\nAda\tN\tB-PER\nleft\tV\tO\n")
    #expect(corpus.sentences.map(\.words) == [["Ada", "left"]])
    #expect(
      corpus.notes.first
        == "sample: line 1 names the columns (word, pos, ner_tag) and is left out")
    let index = try read("\tword\ttag\n0\tAda\tB-PER\n1\tleft\tO\n")
    #expect(index.sentences.map(\.words) == [["Ada", "left"]])
    // Words that are such names are words where they have tags.
    #expect(try read("word\tO\ntag\tO\n").sentences[0].words == ["word", "tag"])
  }

  @Test func languagesOfWikiANNAreLeftOut() throws {
    let text = "en:Ada\tB-PER\nen::\tO\n\nen:Oslo\tB-LOC\n"
    let corpus = try read(text)
    #expect(corpus.sentences.map(\.words) == [["Ada", ":"], ["Oslo"]])
    #expect(
      corpus.notes.first
        == "sample: every word begins with \"en:\", as WikiANN's do, which is left out; setting "
        + "data.columns.word keeps it")
    let kept = try read(text, EntityDataOptions(columns: ColumnSelection(word: 0)))
    #expect(kept.sentences.map(\.words) == [["en:Ada", "en::"], ["en:Oslo"]])
    #expect(try read("en:Ada O\nleft O\n").sentences[0].words == ["en:Ada", "left"])
  }

  @Test func theFirstSentenceIsShown() throws {
    let words = (0..<25).map { "w\($0) \($0 == 1 ? "B-X" : $0 == 2 ? "I-X" : "O")\n" }.joined()
    let shown = (3..<20).map { "w\($0)" }.joined(separator: " ")
    #expect(
      try read(words).notes == ["sample: the first sentence reads: w0 [w1 w2: X] \(shown) …"])
    let long = try read(String(repeating: "é", count: 400) + " O\n")
    #expect(
      long.notes == [
        "sample: the first sentence reads: " + String(repeating: "é", count: 300) + "…"
      ])
    let controls = try read(#"{"tokens": ["a\n\u001b[1m", "b"], "tags": ["O", "O"]}"#)
    #expect(controls.notes == ["sample: the first sentence reads: a\\n\\u{1B}[1m b"])
    let text = #"{"text": "Zoë met Bo.", "entities": [{"start": 0, "end": 3, "label": "PER"}]}"#
    #expect(try read(text).notes == ["sample: the first sentence reads: [Zoë: PER] met Bo ."])
  }
}
