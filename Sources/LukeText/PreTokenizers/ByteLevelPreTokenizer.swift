/// GPT-2's way to cut: `ByteLevel` in `tokenizer.json`.
struct ByteLevelPreTokenizer: PreTokenizer {
  var addsPrefixSpace: Bool

  var marksSpaces: Bool { true }

  func split(_ text: UnsafePointer<UInt8>, _ range: Range<Int>, into words: WordList) {
    let splitter = ByteLevelSplitter(text, end: range.upperBound)
    var start = range.lowerBound
    while start < range.upperBound {
      let end = splitter.endOfWord(from: start)
      words.append(start, end)
      start = end
    }
  }
}
