import LukeData
import LukeTestSupport
import Testing

/// Comments before, between and after sentences, and # as a word.
@Suite struct CommentLineTests {
  @Test(arguments: [
    "# ", "#", "#\t", "# text = Ada left", "# newdoc", "#id1", "#\thttp://a.b/c [2005]",
    "## w-0001\t<Ada:PER> left", "# newpar id = 3", "#=====", "# a b", "#\ta\tb\tc",
  ])
  func commentsAreLeftOut(comment: String) throws {
    for separator in ["\t", " "] {
      let (a, b, c) = ("Ada\(separator)B-PER\n", "left\(separator)O\n", "Oslo\(separator)B-LOC\n")
      let text = "\(comment)\n\(comment)\n\(a)\(b)\n\(comment)\n\n\(comment)\n\(c)\(comment)\n"
      let corpus = try read(text)
      #expect(corpus.sentences.map(\.words) == [["Ada", "left"], ["Oslo"]], "\(comment)")
      #expect(
        corpus.notes.first
          == "sample: 5 comment lines are left out, the first of them line 1", "\(comment)")
    }
    let bare = "\(comment)\nAda PER\nleft O\n"
    #expect(try read(bare).sentences.map(\.words) == [["Ada", "left"]])
  }

  @Test(arguments: ["#", "#hashtag", "##", "#1"])
  func aHashCanBeAWord(word: String) throws {
    for separator in ["\t", " "] {
      let text =
        "\(word)\(separator)O\n\(word)\(separator)B-X\n\n\(word)\(separator)O\na\(separator)B-X\n\(word)\(separator)I-X\n"
      let corpus = try read(text)
      #expect(corpus.sentences.map(\.words) == [[word, word], [word, "a", word]])
      #expect(corpus.sentences.map(\.spans) == [["X:1..<2"], ["X:1..<3"]])
    }
    #expect(try read("\(word) PER\na O\nb PER\n").sentences[0].spans == ["PER:0..<1", "PER:2..<3"])
  }

  /// Lines as GermEval 2014 has them.
  @Test func commentsMayHaveTabs() throws {
    let text =
      "#\thttp://example.org/a.html [2009-10-17]\n1\tAda\tB-PER\tO\n2\tleft\tO\tO\n\n"
      + "#\thttp://example.org/b.html [2010-01-02]\n1\tOslo\tB-ORG\tB-LOC\n2\t#\tO\tO\n"
    let corpus = try read(text, EntityDataOptions(columns: ColumnSelection(label: 2)))
    #expect(corpus.sentences.map(\.words) == [["Ada", "left"], ["Oslo", "#"]])
    #expect(corpus.sentences.map(\.spans) == [["PER:0..<1"], ["ORG:0..<1"]])
    #expect(
      try read(text).notes.first
        == "sample: columns 2 and 3 hold tags; those of column 3 are taken (data.columns.label)")
  }

  @Test func insideASentenceABrokenRowIsNoComment() {
    #expect(
      message { try read("a\tO\n#b\nc\tO\n") }
        == "sample:2: 1 column where the other rows have 2")
  }

  @Test(arguments: ["# mid", "## mid", "# a remark of many words", "#  a [b]"])
  func commentsInsideASentenceAreLeftOut(comment: String) throws {
    for separator in ["\t", " "] {
      let text =
        "Ada\(separator)B-PER\n\(comment)\nleft\(separator)O\n#\(separator)O\n#a\(separator)B-X\n"
      let corpus = try read(text)
      #expect(corpus.sentences.map(\.words) == [["Ada", "left", "#", "#a"]])
      #expect(corpus.notes.first == "sample: line 2 is a comment and left out")
    }
    guard comment.hasPrefix("# ") else { return }
    let list = try read("a\n\(comment)\n#\nb\n.\n", EntityDataOptions(requiresLabels: false))
    #expect(list.sentences.map(\.words) == [["a", "#", "b", "."]])
  }

  @Test(arguments: ["#", "# ", "#\t", "##", "#\t\t", "# #"])
  func aHashWithNothingBehindItIsAComment(comment: String) throws {
    for separator in ["\t", " "] {
      func row(_ word: String, _ tag: String) -> String {
        "\(word)\(separator)x\(separator)\(tag)\n"
      }
      let text =
        "\(comment)\n" + row("Ada", "B-PER") + "\(comment)\n" + row("#", "O") + row("left", "O")
        + "\(comment)\n\n\(comment)\n\n" + row("#", "B-X") + "\(comment)\n" + row("a", "O")
      for options in [EntityDataOptions(), EntityDataOptions(requiresLabels: false)] {
        let corpus = try read(text, options)
        #expect(corpus.sentences.map(\.words) == [["Ada", "#", "left"], ["#", "a"]])
        #expect(corpus.sentences.map(\.spans) == [["PER:0..<1"], ["X:0..<1"]])
        #expect(
          corpus.notes.first?.hasPrefix(
            "sample: 5 comment lines are left out, the first of them line 1") == true)
      }
    }
    let bare = try read("Ada B-PER\n#\nleft O\n")
    #expect(
      bare.notes.first
        == "sample: line 2 is a comment and left out; where line 2 is the word #, give it its tag")
  }

  @Test(arguments: ["# newdoc", "# newdoc id = n-01", "#newdoc id=1", "#\tnewdoc", "## newdoc"])
  func newDocumentsAreBorders(comment: String) throws {
    let text =
      "\(comment)\n# newpar\n# text = a\na\tO\n\nb\tO\n\n\(comment)\nnewdoc\tO\n#\tO\n"
    for options in [EntityDataOptions(), EntityDataOptions(requiresLabels: false)] {
      let corpus = try read(text, options)
      #expect(corpus.documents == [0..<2, 2..<3])
      #expect(corpus.layout.marksDocuments)
      #expect(corpus.sentences.map(\.words) == [["a"], ["b"], ["newdoc", "#"]])
    }
    #expect(try read("# new doc\na\tO\n\n# newdocs\nb\tO\n").documents == [0..<2])
    // With a tag it is a word.
    #expect(try read("a\tO\n#newdoc\tO\nb\tO\n").documents == [0..<1])
  }

  @Test func whereTagsAreTypesACommentMayBeAWord() throws {
    let text = "Ada PER\n# mid\nleft O\n# another one\n# PER\nBo PER\n"
    let corpus = try read(text)
    #expect(corpus.sentences.map(\.words) == [["Ada", "left", "#", "Bo"]])
    #expect(corpus.labels == ["PER"])
    #expect(
      corpus.notes.first
        == "sample: 2 comment lines are left out, the first of them line 2; where line 2 is the word # "
        + "with the type \"mid\", set data.tag_scheme to io")
    let types = "Ada PER\n# mid\nleft O\n"
    let forced = try read(types, EntityDataOptions(tagScheme: .io))
    #expect(forced.sentences.map(\.spans) == [["PER:0..<1", "mid:1..<2"]])
  }

  private static let tag = "O, or a prefix such as B- or I- and a type"

  @Test(arguments: [
    ("Ada B-PER\n# o\nleft O\n", "tag \"o\" is not \(tag); did you mean \"O\"?"),
    ("Ada B-PER\n# PER\nleft O\n", "tag \"PER\" is not \(tag)"),
    ("Ada\tB-PER\n#\tmid\nleft\tO\n", "tag \"mid\" is not \(tag)"),
    ("Ada x B-PER\n# O\nleft x O\n", "2 columns where the other rows have 3"),
    ("Ada B-PER\n#x\nleft O\n", "1 column where the other rows have 2"),
    ("Ada\tB-PER\n#\t#\nleft\tO\n", "tag \"#\" is not \(tag)"),
  ])
  func aRowWithAMistakeIsNoComment(text: String, fault: String) {
    #expect(message { try read(text) } == "sample:2: \(fault)")
  }

  @Test func commentsOfTablesWithoutTags() throws {
    let text =
      "-DOCSTART- -X- x\n\n# one two\nAda NNP x\n# # x\n# mid way\nleft VBD x\n"
    let corpus = try read(text, EntityDataOptions(requiresLabels: false))
    #expect(corpus.sentences.map(\.words) == [["Ada", "#", "left"]])
    #expect(
      corpus.notes.first == "sample: 2 comment lines are left out, the first of them line 3")
  }

  @Test func wordsAlone() throws {
    let text = "# text = # a\n#\n#tag\na\n.\n\n# newdoc\nb\n.\n"
    let corpus = try read(text, EntityDataOptions(requiresLabels: false))
    #expect(corpus.layout.format == .conll)
    #expect(corpus.sentences.map(\.words) == [["#", "#tag", "a", "."], ["b", "."]])
    #expect(corpus.notes.first == "sample: 2 comment lines are left out, the first of them line 1")
  }

  @Test func oneCommentIsNoPlural() throws {
    #expect(try read("#\ta\tb\na\tO\n").notes.first == "sample: line 1 is a comment and left out")
  }
}
