import LukeData
import LukeTestSupport
import Testing

@Suite struct WordSplitterTests {
  @Test(arguments: [
    ("", []), ("  \n", []), ("a", ["a"]), ("a-b c_d", ["a", "-", "b", "c", "_", "d"]),
    ("3.5% of US$10", ["3", ".", "5", "%", "of", "US", "$", "10"]),
    ("cafe\u{301}s", ["cafe\u{301}s"]), ("a\u{A0}b", ["a", "b"]),
    ("東京タワー", ["東", "京", "タ", "ワー"]), ("서울에서", ["서울에서"]), ("a\u{200D}b", ["a\u{200D}b"]),
  ])
  func words(text: String, words: [String]) {
    #expect(WordSplitter.split(text).map(\.text) == words)
  }

  @Test func rangesGiveTheWordsBack() {
    var generator = SeededGenerator(seed: 3)
    let alphabet = Array("ab1 .-\u{301}é😀東\u{A0}\t'".unicodeScalars)
    for _ in 0..<500 {
      let scalars = generator.integers(20, in: alphabet.indices).map { alphabet[$0] }
      let words = WordSplitter.split(String(String.UnicodeScalarView(scalars)))
      for word in words { #expect(Array(word.text.unicodeScalars) == Array(scalars[word.scalars])) }
      let covered = words.reduce(0) { $0 + $1.scalars.count }
      #expect(covered == scalars.count { !$0.properties.isWhitespace })
    }
  }
}
