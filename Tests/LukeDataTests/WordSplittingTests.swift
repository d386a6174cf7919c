import LukeData
import Testing

/// Running text in words or in single characters, and how labelled files have it.
@Suite struct WordSplittingTests {
  private let place = SourceLocation(file: "sample", line: 1)

  @Test func charactersAreWordsApart() {
    let text = "김철수는 2008\u{3000}e\u{301}."
    let parted = AnnotatedSentence(text: text, splitting: .characters, location: place)
    #expect(parted.words == ["김", "철", "수", "는", "2", "0", "0", "8", "e", "\u{301}", "."])
    #expect(parted.wordRanges.map(\.lowerBound) == [0, 1, 2, 3, 5, 6, 7, 8, 10, 11, 12])
    #expect(parted.wordRanges.allSatisfy { $0.count == 1 })
    #expect(parted.words.indices.allSatisfy(parted.isPrecededBySpace))
    #expect(parted.text(of: 0..<3) == "김철수" && parted.text(of: 3..<5) == "는 2")
    let words = AnnotatedSentence(text: text, location: place)
    #expect(words.words == ["김철수는", "2008", "e\u{301}", "."])
    #expect(words.words.indices.map(words.isPrecededBySpace) == [true, true, true, false])
    #expect(AnnotatedSentence(text: " ", splitting: .characters, location: place).words == [])
  }

  /// Blanks between characters are words of such a text, those around it are none.
  @Test func blanksAreWordsAmongCharacters() {
    let text = " 김 철\u{3000} 2.\t"
    let parted = AnnotatedSentence(text: text, splitting: .charactersAndBlanks, location: place)
    #expect(parted.words == ["김", " ", "철", "\u{3000}", " ", "2", "."])
    #expect(parted.wordRanges == (1..<8).map { $0..<$0 + 1 })
    #expect(parted.words.indices.allSatisfy(parted.isPrecededBySpace))
    #expect(parted.text(of: 0..<3) == "김 철")
    for blank in ["", " ", "\u{3000}\t"] {
      let sentence = AnnotatedSentence(
        text: blank, splitting: .charactersAndBlanks, location: place)
      #expect(sentence.words == [])
    }
  }

  /// An entity that ends inside a word, as Korean has them before particles, is one of characters.
  @Test func entitiesMayEndInsideWords() throws {
    let line = #"{"text": "김철수는 간다", "entities": [{"start": 0, "end": 3, "label": "PER"}]}"#
    var options = EntityDataOptions(format: .jsonLines)
    let words = try read(line + "\n", options).sentences[0]
    #expect(words.spans == [] && words.unalignedEntities.count == 1)
    options.splitting = .characters
    let characters = try read(line + "\n", options).sentences[0]
    #expect(characters.spans == ["PER:0..<3"] && characters.unalignedEntities.isEmpty)
  }

  @Test func filesSayHowTheirWordsWereParted() {
    func corpus(_ words: [String], _ count: Int) -> AnnotatedCorpus {
      let sentence = AnnotatedSentence(words: words, location: place)
      return AnnotatedCorpus([AnnotatedSentence](repeating: sentence, count: count))
    }
    let characters = corpus(["金", "铁", "8", "は", "a", "."], 100)
    let words = corpus(["Ada", "left", "."], 300)
    let text = AnnotatedCorpus([AnnotatedSentence(text: "a b", location: place)])
    #expect(WordSplitting(of: [characters]) == .characters)
    #expect(WordSplitting(of: [words]) == .words)
    #expect(WordSplitting(of: [characters, words]) == .words)
    // Names of emoji and other few are no words.
    let nearly = corpus(["👩‍👧"] + [String](repeating: "金", count: 199), 4)
    #expect(WordSplitting(of: [nearly]) == .characters)
    // Where blanks have tags of their own they are words; one in so many got there by chance.
    #expect(WordSplitting(of: [corpus(["金", " ", "8", "は"], 200)]) == .charactersAndBlanks)
    #expect(WordSplitting(of: [corpus(["金", "\u{3000}", "8", "は"], 200)]) == .charactersAndBlanks)
    let few = [corpus(["金", "铁"], 1000), corpus([" "], 1)]
    #expect(WordSplitting(of: few) == .characters)
    #expect(WordSplitting(of: [corpus(["金", "\u{200B}"], 300)]) == .characters)
    #expect(WordSplitting(of: [corpus(["Ada", " ", "left"], 300)]) == .words)
    // Text was parted by us, and of a few words nobody knows.
    #expect(WordSplitting(of: [characters, text]) == nil)
    #expect(WordSplitting(of: [corpus(["金", "8"], 20)]) == nil)
    #expect(WordSplitting(of: []) == nil)
  }
}
