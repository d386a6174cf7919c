/// How running text is parted into words.
public enum WordSplitting: String, Hashable, Sendable, CaseIterable {
  /// At white space, and around all but letters, digits and marks, as ``WordSplitter`` does.
  case words
  /// Into single characters (Unicode scalars), white space left out, as languages without spaces and those whose
  /// endings are no part of names are often labelled; each is read as a word of a list, apart from its neighbours.
  case characters
  /// Into single characters, blanks between others among them, as Korean is labelled where each space is a word with a
  /// tag of its own.
  case charactersAndBlanks = "characters_and_blanks"
}

extension WordSplitting {
  /// Fewer words say nothing of what they are.
  private static let leastWordCount = 500
  /// The share of words in characters that may have several, as the names of emoji have.
  private static let mostOthers = 0.01
  /// The share of blanks in characters from which they are words like others; fewer got there by chance.
  private static let leastBlanks = 0.001

  /// How the words of labelled files were parted, where all files give words; nil where they do not say it: where
  /// some give running text, or have few words.
  package init?(of corpora: [AnnotatedCorpus]) {
    var (count, others, blanks) = (0, 0, 0)
    for sentence in corpora.lazy.flatMap(\.sentences) {
      if sentence.text != nil { return nil }
      count += sentence.words.count
      for word in sentence.words {
        if word.unicodeScalars.dropFirst().first != nil { others += 1 }
        if Self.isBlank(word) { blanks += 1 }
      }
    }
    guard count >= Self.leastWordCount else { return nil }
    guard Double(others) <= Double(count) * Self.mostOthers else {
      self = .words
      return
    }
    self = Double(blanks) < Double(count) * Self.leastBlanks ? .characters : .charactersAndBlanks
  }

  private static func isBlank(_ word: String) -> Bool {
    !word.isEmpty && word.unicodeScalars.allSatisfy(\.properties.isWhitespace)
  }

  /// Calls `body` with each word of `text` and the scalars that it covers, in order.
  func forEachWord(of text: String, _ body: (String, Range<Int>) -> Void) {
    if self == .words { return WordSplitter.forEachWord(of: text, body) }
    // A blank is a word where another one follows that is none, so that it stands between words.
    var blanks: [(String, Range<Int>)] = []
    var isFirst = true
    for (place, scalar) in text.unicodeScalars.enumerated() {
      let range = place..<place + 1
      if scalar.properties.isWhitespace {
        if self == .charactersAndBlanks, !isFirst { blanks.append((String(scalar), range)) }
        continue
      }
      for (blank, range) in blanks { body(blank, range) }
      blanks.removeAll(keepingCapacity: true)
      body(String(scalar), range)
      isFirst = false
    }
  }
}
