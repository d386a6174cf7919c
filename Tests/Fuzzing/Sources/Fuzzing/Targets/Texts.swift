import Foundation

@testable import LukeCorpus
@testable import LukeText

/// Text of any kind: subwords, sentences, a learned vocabulary.
let textTargets = [
  FuzzTarget("encode", words: words, texts: texts) { input in
    let text = String(decoding: input, as: UTF8.self)
    checkBothWays(text, SampleTokenizers.bytePair, SampleTokenizers.bytePairEncoder)
    checkBothWays(text, SampleTokenizers.wordPiece, SampleTokenizers.wordPieceEncoder)
  },
  FuzzTarget("tokenizer-training", words: words, texts: texts) { input in
    var choices = Choices(input)
    var counts = WordCounts(addsPrefixSpace: choices.flag())
    let size = choices.one(of: [300, 1, 262, 5000])
    counts.addLines(of: String(decoding: choices.bytes, as: UTF8.self))
    let trainer = try BytePairTrainer(vocabularySize: size, minimumCount: 1)
    let files = try trainer.train(on: counts) { _, _ in }.files()
    let tokenizer = try Tokenizer(files: files, origin: "learned")
    checkEncoding(of: String(decoding: choices.bytes, as: UTF8.self), by: tokenizer)
  },
  FuzzTarget("sentences", words: words, texts: texts) { input in
    var choices = Choices(input)
    let language = choices.one(of: ["en", "de", "ja", "th", "el", "lines"])
    guard let splitting = SentenceSplitting(name: language) else { return }
    let bytes = Array(String(decoding: choices.bytes, as: UTF8.self).utf8)
    var ends: [Int] = []
    let splitter = try SentenceSplitter(splitting)
    bytes.withUnsafeBufferPointer { splitter.findEnds(of: $0, into: &ends) }
    expect(ends.last ?? 0 == bytes.count, "sentences end elsewhere than their text")
    expect(zip(ends, ends.dropFirst()).allSatisfy(<), "sentences run backwards")
    expect(
      ends.allSatisfy { $0 == bytes.count || bytes[$0] & 0xC0 != 0x80 }, "a cut within a character")
  },
]

/// Encodes a text and checks that the subwords lie in it.
func checkEncoding(of text: String, by tokenizer: Tokenizer) {
  let tokens = tokenizer.encode(text)
  let count = text.unicodeScalars.count
  for token in tokens {
    expect(0 <= token.start && token.start <= token.end && token.end <= count, "a place outside")
  }
  for token in tokens + tokenizer.encode(text, addPrefixSpace: true) {
    expect((0..<tokenizer.vocabularySize).contains(Int(token.id)), "an id of no token")
  }
}

/// Encodes a text in both ways, which agree where no space is put before it.
private func checkBothWays(_ text: String, _ tokenizer: Tokenizer, _ encoder: WordIDEncoder) {
  checkEncoding(of: text, by: tokenizer)
  var ids: [Int32] = []
  let bytes = Array(text.utf8)
  bytes.withUnsafeBufferPointer { encoder.append($0, to: &ids) }
  expect(ids == tokenizer.encode(text).map(\.id), "two ways give other ids")
}

private let words =
  ["<mask>", "[MASK]", "<s>", "</s>", " ", "\u{3000}", "\u{AD}", "\u{301}", "e\u{301}", "東京", "😀"]
  + ["'s", "'re", "\u{FFFD}", "\u{200B}", "İ", "ß", "…", "! ", ". A", "\r\n", "\u{2028}", "Dr. "]

private let texts = [
  "Ada saw Zoë in Rome. Dr. Bo didn't! \"Why?\" she asked…  Then: 12.5 %.\n",
  "日本の首都は東京です。雨が降った。\u{3000}Ça va? Ж. İ ß ẞ \u{1F600}\u{200D}\u{1F600}",
  "<mask> [MASK] <s></s>  a\u{301}b\t\u{AD}\u{FEFF}\u{FFFD}",
]
