/// What of an answer counts by CMRC 2018's rules: Chinese characters, each alone, and the words between them.
///
/// Source: `cmrc2018_evaluate.py` of its authors, whose words are those of NLTK's `word_tokenize` without its
/// search for sentences.
enum CMRCSegments {
  /// What is left out.
  ///
  /// The ellipsis of two scalars that the authors list is never found, scalar by scalar.
  private static let punctuation = Set(
    "-:_*^/\\~`+=，。：？！“”；’《》·、「」（）－～『』".unicodeScalars)

  /// The segments of an answer.
  static func words(of answer: String) -> [[Unicode.Scalar]] {
    ChineseSegments.words(scalars(of: answer), isAlone: { _ in false }, TreebankWords.words)
  }

  /// The small letters of an answer without punctuation and blanks at its ends.
  static func scalars(of answer: String) -> [Unicode.Scalar] {
    let scalars = PythonText.lowercased(answer)
    let isSpace = PythonText.isSpace
    guard let first = scalars.firstIndex(where: { !isSpace($0) }),
      let last = scalars.lastIndex(where: { !isSpace($0) })
    else { return [] }
    return scalars[first...last].filter { !punctuation.contains($0) }
  }

  /// How many segments that follow one another both have.
  static func longestCommonRun<Segment: Equatable>(
    _ first: [Segment], _ second: [Segment]
  ) -> Int {
    var (longest, row) = (0, [Int](repeating: 0, count: second.count + 1))
    for segment in first {
      var above = 0
      for (index, other) in second.enumerated() {
        let run = segment == other ? above + 1 : 0
        above = row[index + 1]
        row[index + 1] = run
        longest = max(longest, run)
      }
    }
    return longest
  }
}
