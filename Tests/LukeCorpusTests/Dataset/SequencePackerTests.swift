import LukeCorpus
import LukeData
import LukeTestSupport
import LukeText
import Testing

@Suite struct SequencePackerTests {
  private func settings(_ change: (inout PackingSettings) -> Void = { _ in }) -> PackingSettings {
    var settings = PackingSettings()
    settings.minimumSentenceLength = 1
    settings.includesSentencesWithoutEntities = true
    change(&settings)
    return settings
  }

  private func examples(
    _ paragraphs: [LinkedText], title: String? = nil, _ settings: PackingSettings,
    tokenizer: Tokenizer = byteTokenizer
  ) throws -> [PretrainingExample] {
    try SequencePacker(tokenizer: tokenizer, entities: numberedEntities, settings: settings)
      .examples(of: LinkedDocument(title: title, paragraphs: paragraphs))
  }

  /// The text of each example, its mentions in brackets before it: entity, and the words it covers.
  private func show(_ examples: [PretrainingExample]) -> [String] {
    examples.map { example in
      let mentions = example.mentions.map { "\($0.entity):\(text(example.words[$0.positions]))" }
      return (mentions.isEmpty ? "" : "[\(mentions.joined(separator: "|"))]") + text(example.words)
    }
  }

  private func packed(_ marked: String, _ settings: PackingSettings? = nil) throws -> [String] {
    show(try examples([linked(marked)], settings ?? self.settings()))
  }

  @Test(arguments: [
    // Words at the start of a paragraph and behind a space begin with a space.
    ("One two", [" One two"]),
    ("One [[two|e7]] three", ["[7: two] One two three"]),
    // The space before a link belongs to the link, the one behind it to what follows.
    ("(a[[b|e7]]c)", ["[7:b] (abc)"]),
    // Two links without text between them count as parted.
    ("a [[b|e7]][[c|e8]] d", ["[7: b|8: c] a b c d"]),
    // A link at the start of the paragraph, and at its end.
    ("[[b|e7]] c [[d|e8]]", ["[7: b|8: d] b c d"]),
    // A link with whitespace of its own, and one of whitespace alone: a mention without words.
    ("a[[ b |e7]]c", ["[7: b] a b c"]),
    ("a [[ |e7]]c", ["[7:] a c"]),
    // Links to what the vocabulary lacks are text.
    ("a [[b|Nowhere]] c", [" a b c"]),
    // A special token in the text is that token.
    ("a <mask> b<s>", [" a<260> b<256>"]),
  ])
  func words(marked: String, expected: [String]) throws {
    #expect(try packed(marked) == expected)
  }

  @Test func whitespaceIsPythons() throws {
    // U+001C to U+001F are whitespace to Python alone, U+200B is to nobody, U+180E no more.
    #expect(
      try packed("a\u{1C}\u{1F}\t\u{85}\u{A0}b\u{1680}c\u{2000}\u{200A}d\u{202F}e\u{205F}\u{3000}f")
        == [" a b c d e f"])
    #expect(try packed("a\u{200B}b\u{180E}c") == [" a\u{200B}b\u{180E}c"])
    // What stands before a link makes a prefix only if it is U+0020 itself.
    #expect(try packed("a\u{A0}[[b|e7]]\u{A0}c") == ["[7:b] ab c"])
    #expect(try packed("a [[b|e7]]\n\n") == ["[7: b] a b"])
  }

  @Test func sentencesAreCutAndLinksStayInsideOfThem() throws {
    let marked = "One [[two|e7]]. Three [[four. Five|e8]] six. Seven [[eight|e9]]."
    // The second link runs over the end of a sentence.
    #expect(
      try packed(marked) == [
        "[7: two|9: eight] One two. Three four. Five six. Seven eight."
      ])
  }

  @Test func sentencesFillExamples() throws {
    let paragraph = linked("Aa bb. Cc dd. Ee ff.")
    // Every sentence has 7 words with its space.
    func packed(_ length: Int) throws -> [String] {
      show(try examples([paragraph], settings { $0.maximumSequenceLength = length }))
    }
    #expect(try packed(23) == [" Aa bb. Cc dd. Ee ff."])
    #expect(try packed(22) == [" Aa bb. Cc dd.", " Ee ff."])
    #expect(try packed(16) == [" Aa bb. Cc dd.", " Ee ff."])
    #expect(try packed(15) == [" Aa bb.", " Cc dd.", " Ee ff."])
    #expect(try packed(9) == [" Aa bb.", " Cc dd.", " Ee ff."])
    #expect(try packed(8) == [])
  }

  @Test func sentencesTooShortOrTooLongAreLeftOut() throws {
    let change: (inout PackingSettings) -> Void = {
      $0.minimumSentenceLength = 5
      $0.maximumSequenceLength = 12
    }
    #expect(
      try packed("Aaa. Bb [[b|e7]]. Cc. Dddddddddddd dd. [[E|e8]] eee.", settings(change)) == [
        " Aaa.", "[7: b] Bb b.", "[8: E] E eee.",
      ])
  }

  @Test func examplesWithoutEntitiesAreLeftOutUnlessAskedFor() throws {
    let change: (inout PackingSettings) -> Void = {
      $0.maximumSequenceLength = 10
      $0.includesSentencesWithoutEntities = false
    }
    let marked = "Aa bb. Cc [[dd|e7]]. Ee ff."
    #expect(try packed(marked, settings(change)) == ["[7: dd] Cc dd."])
    #expect(try packed("No links here.", settings(change)) == [])
  }

  /// What is left out of each document is counted.
  @Test func whatIsLeftOutIsCounted() throws {
    let packer = try SequencePacker(
      tokenizer: byteTokenizer, entities: numberedEntities,
      settings: settings {
        $0.minimumSentenceLength = 4
        $0.maximumSequenceLength = 12
        $0.includesSentencesWithoutEntities = false
        $0.sentences = .lines
      })
    let text = "ab\nabcdef\nThis one is far too long.\n\n"
    #expect(packer.examples(of: LinkedDocument(paragraphs: [LinkedText(text: text)])).isEmpty)
    #expect(packer.leftOut.shortSentences == 1)
    #expect(packer.leftOut.longSentences == 1)
    #expect(packer.leftOut.examplesWithoutEntities == 1)
    _ = packer.examples(of: LinkedDocument(paragraphs: []))
    #expect(packer.leftOut == LeftOutText())
  }

  @Test func limitsOfOne() throws {
    let change: (inout PackingSettings) -> Void = {
      $0.maximumEntityCount = 1
      $0.maximumMentionLength = 1
    }
    #expect(try packed("a [[bb|e7]] [[cc|e8]]", settings(change)) == ["[7: ] a bb cc"])
    let one: (inout PackingSettings) -> Void = { $0.maximumSequenceLength = 3 }
    let found = try examples(
      [linked("a"), linked("[[b|e7]]"), linked("c")], settings(one), tokenizer: wordPieceTokenizer)
    #expect(found.map(\.words) == [[5], [6], [8]])
    #expect(
      found.map(\.mentions) == [[], [EntityMention(entity: 7, start: 0, end: 1)], []])
  }

  @Test func unknownEntitiesByOption() throws {
    let change: (inout PackingSettings) -> Void = { $0.includesUnknownEntities = true }
    #expect(try packed("a [[b|Nowhere]] c", settings(change)) == ["[1: b] a b c"])
  }

  @Test func unknownEntitiesNeedAnEntity() {
    let lookup = EntityLookup(
      unknownID: nil, document: { _ in nil }, link: { _ in EntityLookup.Target(entity: nil) })
    var settings = PackingSettings()
    settings.includesUnknownEntities = true
    #expect(
      message {
        _ = try SequencePacker(tokenizer: byteTokenizer, entities: lookup, settings: settings)
      } == """
        entity vocabulary: it has no [UNK] for links to entities outside of it; leave those out, or \
        add it
        """)
  }

  @Test func abstractsByOption() throws {
    let change: (inout PackingSettings) -> Void = { $0.takesAbstractsOnly = true }
    let paragraphs = [linked("First."), linked("Second.")]
    #expect(show(try examples(paragraphs, settings(change))) == [" First."])
    #expect(show(try examples(paragraphs, settings())) == [" First. Second."])
  }

  @Test func categoriesAreBlanked() throws {
    #expect(
      try packed("Aa [[b|e7]] [[CATEGORY:Dogs|Category:Dogs]] c. [[category:x|Category:X]]")
        == ["[7: b] Aa b c."])
    // The text must name it, too; a category the vocabulary has is an entity then.
    #expect(try packed("Aa [[dogs|Category:Dogs]] c.") == [" Aa dogs c."])
    #expect(try packed("Aa [[Category:Dogs|e7]] c.") == ["[7: Category:Dogs] Aa Category:Dogs c."])
  }

  @Test func documentsHaveAnEntity() throws {
    #expect(try examples([linked("a.")], title: "e5", settings()).map(\.documentEntity) == [5])
    #expect(try examples([linked("a.")], title: "f5", settings()).map(\.documentEntity) == [nil])
    #expect(try examples([linked("a.")], settings()).map(\.documentEntity) == [nil])
  }

  @Test func nothingGivesNothing() throws {
    #expect(try examples([], settings()) == [])
    #expect(try packed("") == [])
    #expect(try packed(" \n\u{3000} ") == [])
    #expect(try packed("[[|e7]]") == [])
  }

  @Test func linksMayOverlapOrBeUnsorted() throws {
    let text = "abc def ghi"
    func links(_ ranges: [Range<Int>]) throws -> [String] {
      let links = ranges.enumerated().map { EntityLink(title: "e\($0.offset)", range: $0.element) }
      return show(try examples([LinkedText(text: text, links: links)], settings()))
    }
    // Each link brings its own text along, as with the authors.
    #expect(try links([0..<7, 4..<11]) == ["[0: abc def|1: def ghi] abc def def ghi"])
    #expect(try links([8..<11, 0..<3]) == ["[0: ghi|1: abc] abc def ghi abc def ghi"])
    // Links that lie outside of the text are left out.
    #expect(try links([4..<12, -3..<2, 20..<30, 4..<7]) == ["[3: def] abc def ghi"])
  }

  @Test func linksThatCutCharactersAreLeftOut() throws {
    let links = [1..<3, 2..<5, 0..<2, 5..<7].map { EntityLink(title: "e4", range: $0) }
    let found = try examples([LinkedText(text: "é😀 x", links: links)], settings())
    // Only 0..<2, "é", is whole.
    #expect(show(found) == ["[4: é] é😀 x"])
  }

  @Test func textOfOtherScripts() throws {
    #expect(try packed("שלום [[עולם|e7]]. 😀 [[ok|e8]]!") == ["[7: עולם|8: ok] שלום עולם. 😀 ok!"])
    #expect(try packed("東京は[[日本|e7]]の首都。次の文。") == ["[7:日本] 東京は日本の首都。次の文。"])
  }

  @Test func wordPieceKnowsNoSpaces() throws {
    let found = try examples(
      [linked("a[[b|e7]] [[bb|e8]]bc.")], settings(), tokenizer: wordPieceTokenizer)
    #expect(found.map(\.words) == [[5, 6, 6, 7, 6, 9, 10]])
    #expect(
      found.map(\.mentions) == [
        [EntityMention(entity: 7, start: 1, end: 2), EntityMention(entity: 8, start: 2, end: 4)]
      ])
  }

  @Test func oneLongDocument() throws {
    let sentence = "Some words about [[a thing|e7]] and more of them. "
    let found = try examples(
      [linked(String(repeating: sentence, count: 5000))], settings())
    #expect(found.reduce(0) { $0 + $1.mentions.count } == 5000)
    #expect(found.allSatisfy { $0.words.count <= 510 })
    #expect(found.dropLast().allSatisfy { $0.words.count + 45 > 510 })
  }

  @Test func manyUnsortedLinksAreFast() throws {
    let text = String(repeating: "Aaa bbb. ", count: 20_000)
    let links = (0..<20_000).reversed().map { EntityLink(title: "e3", range: 9 * $0..<9 * $0 + 3) }
    let time = ContinuousClock().measure {
      let found = try? examples([LinkedText(text: text, links: links)], settings())
      #expect(found?.reduce(0) { $0 + $1.mentions.count } ?? 0 > 10_000)
    }
    #expect(time < .seconds(5))
  }

  @Test(
    arguments: [
      (
        "max_sequence_length is 2; it must be from 3 to 65535",
        Change { $0.maximumSequenceLength = 2 }
      ),
      (
        "max_sequence_length is 65536; it must be from 3 to 65535",
        Change { $0.maximumSequenceLength = 65536 }
      ),
      ("max_entity_count is 0; it must be from 1 to 65535", Change { $0.maximumEntityCount = 0 }),
      (
        "max_mention_length is -1; it must be from 1 to 65535",
        Change { $0.maximumMentionLength = -1 }
      ),
      (
        "min_sentence_length is 0; it must be from 1 to 65535",
        Change { $0.minimumSentenceLength = 0 }
      ),
      (
        "min_sentence_length is 9, more than the 8 words that max_sequence_length leaves room for",
        Change {
          $0.minimumSentenceLength = 9
          $0.maximumSequenceLength = 10
        }
      ),
    ] as [(String, Change<PackingSettings>)])
  func badSettings(fault: String, change: Change<PackingSettings>) {
    let settings = settings(change.apply)
    #expect(
      message {
        _ = try SequencePacker(
          tokenizer: byteTokenizer, entities: numberedEntities, settings: settings)
      } == "settings of the data set: " + fault)
  }
}
