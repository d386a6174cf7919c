/// The places where words stand in a text, not as parts of longer ones.
struct WordPlaces {
  let first: Range<Int>?
  let count: Int

  init(of words: [Unicode.Scalar], in text: [Unicode.Scalar]) {
    var places: [Range<Int>] = []
    var start = 0
    while !words.isEmpty, start + words.count <= text.count {
      let range = start..<start + words.count
      if text[start] == words[0], text[range].elementsEqual(words),
        !WordSplitter.isInsideWord(range.lowerBound, of: text),
        !WordSplitter.isInsideWord(range.upperBound, of: text)
      {
        places.append(range)
      }
      start += 1
    }
    (first, count) = (places.first, places.count)
  }
}
