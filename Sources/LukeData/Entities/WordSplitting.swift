/// How running text is parted into words.
public enum WordSplitting: String, Hashable, Sendable, CaseIterable {
  /// At white space, and around all but letters, digits and marks, as ``WordSplitter`` does.
  case words
  /// Into single characters (Unicode scalars), white space left out, as languages without spaces and those whose
  /// endings are no part of names are often labelled; each is read as a word of a list, apart from its neighbours.
  case characters
}

extension WordSplitting {
  /// Fewer words say nothing of what they are.
  private static let leastWordCount = 500
  /// The share of words in characters that may have several, as the names of emoji have.
  private static let mostOthers = 0.01

  /// How the words of labelled files were parted, where all files give words; nil where they do not say it: where
  /// some give running text, or have few words.
  package init?(of corpora: [AnnotatedCorpus]) {
    var (count, others) = (0, 0)
    for sentence in corpora.lazy.flatMap(\.sentences) {
      if sentence.text != nil { return nil }
      count += sentence.words.count
      others += sentence.words.count { $0.unicodeScalars.dropFirst().first != nil }
    }
    guard count >= Self.leastWordCount else { return nil }
    self = Double(others) <= Double(count) * Self.mostOthers ? .characters : .words
  }

  /// Calls `body` with each word of `text` and the scalars that it covers, in order.
  func forEachWord(of text: String, _ body: (String, Range<Int>) -> Void) {
    guard self == .characters else { return WordSplitter.forEachWord(of: text, body) }
    for (place, scalar) in text.unicodeScalars.enumerated()
    where !scalar.properties.isWhitespace {
      body(String(scalar), place..<place + 1)
    }
  }
}
