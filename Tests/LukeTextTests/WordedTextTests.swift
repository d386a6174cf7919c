import LukeText
import Testing

/// Words between which mentions begin and end.
@Suite struct WordedTextTests {
  private func words(_ text: String, _ normalization: MentionNormalization = .init()) -> [String] {
    let worded = WordedText(text, normalization)
    return (0..<worded.wordCount).map { word in
      let scalars = worded.scalars(ofWords: word..<word + 1)
      return String(String.UnicodeScalarView(Array(text.unicodeScalars)[scalars]))
    }
  }

  private func normalized(_ text: String, _ normalization: MentionNormalization = .init()) -> String
  {
    String(decoding: WordedText(text, normalization).bytes, as: UTF8.self)
  }

  @Test func textsAreCutIntoWords() {
    #expect(words("U.S. Army's  café\t3D") == ["U", ".", "S", ".", "Army", "'", "s", "café", "3D"])
    #expect(words("  ") == [])
    #expect(words("東京タワーは高い") == ["東", "京", "タワー", "は", "高", "い"])
    #expect(words("ไทย ok") == ["ไ", "ท", "ย", "ok"])
  }

  @Test func whatMakesNoDifferenceGoes() {
    #expect(normalized(" U.S.\u{a0} ARMY ") == "u.s. army")
    #expect(normalized("Zü\u{ad}rich") == "zürich")
    #expect(normalized("ZÜRICH", .init(lowercases: false)) == "ZÜRICH")
    #expect(normalized("Zürich Ǟ", .init(lowercases: true, stripsAccents: true)) == "zurich a")
    // What is normalized stays as it is, and is cut as before.
    for text in ["İstanbul ΟΔΟΣ", "a≠b ①", "Ǆ ﬁ"] {
      for strips in [false, true] {
        let once = WordedText(text, .init(stripsAccents: strips))
        let twice = WordedText(
          String(decoding: once.bytes, as: UTF8.self), .init(stripsAccents: strips))
        #expect(once.bytes == twice.bytes && once.wordCount == twice.wordCount, "\(text)")
      }
    }
  }

  /// Letters with accents are the same in either normal form, wherever they stand.
  @Test(arguments: [
    "café", "Ünïcödé Ǟ", "Ελλάδα", "Việt Nam", "한국 사람", "が ガス", "a≠b", "J\u{30C}an", "ऩ क़", "Å",
    "မြန်မာ ဦ",
    "q\u{323}\u{307} x",
  ])
  func bothNormalForms(_ text: String) {
    for normalization in [
      MentionNormalization(), .init(lowercases: false), .init(stripsAccents: true),
    ] {
      let forms = [text.composed, text.decomposed].map { WordedText($0, normalization) }
      #expect(forms[0].bytes == forms[1].bytes && forms[0].wordCount == forms[1].wordCount)
      // What is written is found again.
      let again = WordedText(String(decoding: forms[0].bytes, as: UTF8.self), normalization)
      #expect(again.bytes == forms[0].bytes)
    }
    // Words keep their places in the text as it was written.
    for text in [text.composed, text.decomposed] {
      let scalars = Array(text.unicodeScalars)
      let worded = WordedText(text, .init())
      let places = (0..<worded.wordCount).map { worded.scalars(ofWords: $0..<$0 + 1) }
      #expect(places.first?.lowerBound == 0 && places.last?.upperBound == scalars.count)
      for (place, next) in zip(places, places.dropFirst()) {
        #expect(scalars[place.upperBound..<next.lowerBound].allSatisfy { $0 == " " })
      }
    }
  }

  @Test func wordsWithinScalarsAreWhole() {
    let text = WordedText("ab cd, ef", .init())
    #expect(text.words(within: 0..<9) == 0..<4)
    #expect(text.words(within: 1..<9) == 1..<4)
    #expect(text.words(within: 0..<4) == 0..<1)
    #expect(text.words(within: 4..<4) == 2..<2)
    #expect(WordedText("", .init()).words(within: 0..<0) == 0..<0)
  }

  @Test func theLongestMatchComesFirst() {
    var index = MentionIndex()
    for text in ["new york", "New York Times", "york", "new"] {
      #expect(index.add(WordedText(text, .init())).isNew)
    }
    #expect(index.add(WordedText("NEW  YORK", .init())) == (0, false))
    func matches(_ text: String, at word: Int, limit: Int? = nil) -> [String] {
      let text = WordedText(text, .init())
      var found: [String] = []
      index.forEachMatch(in: text, at: word, limit: limit ?? text.wordCount) { number, end in
        found.append("\(index.text(at: number)) \(end)")
        return true
      }
      return found
    }
    #expect(matches("The New York Times", at: 1) == ["new york times 4", "new york 3", "new 2"])
    #expect(matches("The New York Times", at: 1, limit: 3) == ["new york 3", "new 2"])
    #expect(matches("The New York Times", at: 2) == ["york 3"])
    #expect(matches("newyork new-york", at: 0) == [])
    #expect(matches("newyork new-york", at: 1) == ["new 2"])
  }

  /// What is not seen stands between no letter and its accent, and İ has an accent of its own in lower case.
  @Test(arguments: [
    "Zoe\u{AD}\u{308}", "\u{4EB1}\u{FFFD}\u{342}\u{AD}\u{20EF}", "\u{30AB}\u{AD}\u{3099}",
    "\u{130}\u{309A}",
  ])
  func whatIsNormalizedStaysAsItIs(text: String) {
    let normalization = MentionNormalization()
    let once = WordedText(text, normalization)
    let again = WordedText(String(decoding: once.bytes, as: UTF8.self), normalization)
    #expect(again.bytes == once.bytes)
    #expect(WordedText("Zoe\u{AD}\u{308}", normalization).bytes == Array("zo\u{EB}".utf8))
  }
}
