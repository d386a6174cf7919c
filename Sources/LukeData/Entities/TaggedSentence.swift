/// A sentence with the tags as the file has them, before their scheme is known.
struct TaggedSentence {
  var words: [String] = []
  var tags: [String] = []
  /// The line of each word.
  var lines: [Int] = []
  var document = 0
}
