@testable import LukeCorpus
@testable import LukeText

/// Mention dictionaries, and texts that their texts are found in.
let mentionTargets = [
  FuzzTarget(
    "mention-dictionary",
    words: [
      "\"format\"", "\"luke-train mention dictionary\"", "\"version\"", "\"lowercase\"",
      "\"strip_accents\"", "\"texts\"", "\"language\"", "\"text\"", "\"link_probability\"",
      "\"titles\"", "\"title\"", "\"probability\"", "true", "null", "1e308", "-0", "\n",
    ],
    texts: [
      dictionaryHeader + "}\n" + dictionaryLine + "\n",
      dictionaryHeader + #", "language": "en", "texts": 1}"# + "\r\n" + dictionaryLine,
      dictionaryHeader + #", "texts": 2}"# + "\n\n" + dictionaryLine,
      #"{"format": "luke-train mention dictionary", "version": 1, "lowercase": false, "strip_accents": true}"#
        + "\n" + dictionaryLine.replacing("york", with: "Y\u{F6}rk"),
    ]
  ) { input in
    let dictionary = try MentionDictionary(
      bytes: input, name: "input",
      choosing: .init(takesKnownTitles: true) { title, _ in
        title.utf8.count % 2 == 0 ? 5 : nil
      })
    for number in 0..<dictionary.index.count {
      _ = dictionary.entity(ofText: number)
      // Every text is found in itself.
      let text = WordedText(dictionary.index.text(at: number), dictionary.header.normalization)
      var found = false
      dictionary.index.forEachMatch(in: text, at: 0, limit: text.wordCount) { match, end in
        found = match == number && end == text.wordCount
        return false
      }
      expect(found, "a text is not found in itself")
    }
  },
  FuzzTarget("worded-text", texts: ["New  York, 東京タワー", "\u{130}stanbul\u{AD} a\u{2260}b"]) {
    input in
    var choices = Choices(input)
    let normalization = MentionNormalization(
      lowercases: choices.one(of: [true, false]), stripsAccents: choices.one(of: [true, false]))
    let original = String(decoding: choices.bytes, as: UTF8.self)
    let text = WordedText(original, normalization)
    let again = WordedText(String(decoding: text.bytes, as: UTF8.self), normalization)
    expect(again.bytes == text.bytes, "what is normalized changes")
    expect(again.wordCount == text.wordCount, "what is normalized is cut otherwise")
    let count = original.unicodeScalars.count
    expect(text.words(within: 0..<count) == 0..<text.wordCount, "words are lost")
    for word in 0..<text.wordCount {
      let scalars = text.scalars(ofWords: word..<word + 1)
      expect(!scalars.isEmpty && scalars.upperBound <= count, "a word outside of its text")
    }
  },
]

private let dictionaryHeader =
  #"{"format": "luke-train mention dictionary", "version": 1, "lowercase": true, "strip_accents": false"#

private let dictionaryLine =
  #"{"text": "new york", "link_probability": 0.5, "titles": [{"title": "York", "probability": 1}]}"#
