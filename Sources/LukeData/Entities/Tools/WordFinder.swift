/// Finds words in the text that they were taken from, one sentence after another.
struct WordFinder {
  private let scalars: [Unicode.Scalar]
  private var position = 0

  init(_ text: String) { scalars = Array(text.unicodeScalars) }

  /// The text from the first to the last of some words, and the scalars of it that each covers; nil where
  /// they do not follow one another with nothing but blanks between.
  mutating func find(_ words: [String]) -> (text: String, ranges: [Range<Int>])? {
    var (place, ranges) = (position, [Range<Int>]())
    for word in words {
      while place < scalars.count, scalars[place].properties.isWhitespace { place += 1 }
      let word = Array(word.unicodeScalars)
      guard !word.isEmpty, place + word.count <= scalars.count,
        scalars[place..<place + word.count].elementsEqual(word)
      else { return nil }
      ranges.append(place..<place + word.count)
      place += word.count
    }
    guard let start = ranges.first?.lowerBound else { return nil }
    position = place
    return (
      String(String.UnicodeScalarView(scalars[start..<place])),
      ranges.map { $0.lowerBound - start..<$0.upperBound - start }
    )
  }
}
