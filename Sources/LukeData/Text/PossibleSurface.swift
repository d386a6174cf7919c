/// What a record has beside a span under a key such as `name`, which may be the text of the span, but
/// as well a name that the text does not have.
///
/// It is held against the span only where that is clearly beside the text it should be: offsets of
/// another kind make such spans.
package struct PossibleSurface: Decodable {
  private let text: String?

  /// Takes a string, and passes over anything else.
  package init(from decoder: any Decoder) throws {
    text = try? decoder.singleValueContainer().decode(String.self)
  }

  package init(_ text: String?) { self.text = text }

  /// Whether there is a text, and not that of a span: blanks and the case of letters do not matter.
  private func differs(from span: some StringProtocol) -> Bool {
    guard let text, !text.isInvisible else { return false }
    return text.plain != String(span).plain
  }

  /// The text, if characters begin or end inside a word, and it stands where they are or next to them.
  package func misplaced(_ range: Range<Int>, in scalars: [Unicode.Scalar]) -> String? {
    func string(_ range: Range<Int>) -> String {
      String(String.UnicodeScalarView(scalars[range]))
    }
    guard let text, differs(from: string(range)) else { return nil }
    let length = text.unicodeScalars.count
    let near = max(0, range.lowerBound - length)..<min(scalars.count, range.upperBound + length)
    guard string(near).lowercased().contains(text.lowercased()),
      let span = range.withoutBlankEnds(in: scalars)
    else { return nil }
    let isCut = [span.lowerBound, span.upperBound].contains {
      WordSplitter.isInsideWord($0, of: scalars)
    }
    return isCut ? text : nil
  }

  /// How spans of words go wrong.
  enum Shifts {
    /// Counted from 1, or the last word included where it should not be.
    case exclusiveEnds
    /// Also the first word after the span included.
    case all
  }

  /// The text, if words are not those of it, but their neighbours by one are.
  func misplaced(_ range: Range<Int>, of words: [String], shifts: Shifts) -> String? {
    guard let text, differs(from: words[range].joined()) else { return nil }
    let (start, end) = (range.lowerBound, range.upperBound)
    var candidates = [(start, end + 1), (start - 1, end - 1)]
    if shifts == .all { candidates.append((start, end - 1)) }
    let isNear = candidates.contains { first, last in
      0 <= first && first < last && last <= words.count
        && words[first..<last].joined().plain == text.plain
    }
    return isNear ? text : nil
  }
}

extension String {
  /// The text without blanks, in small letters.
  fileprivate var plain: String { filter { !$0.isWhitespace }.lowercased() }
}
