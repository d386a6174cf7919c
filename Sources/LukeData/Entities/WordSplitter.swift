/// Splits running text into words, and tells where in the text each word is.
///
/// Words end at white space, and between a run of letters, digits and marks and each punctuation
/// character or symbol, which is a word of its own. Han characters and kana, written without
/// spaces, are words of their own too: otherwise no entity in such text would have word boundaries.
public enum WordSplitter {
  /// A word and the Unicode scalars of the text it covers.
  public struct Word: Hashable, Sendable {
    /// The word as it stands in the text.
    public var text: String
    /// Its place in the text, counted in Unicode scalars.
    public var scalars: Range<Int>
  }

  /// The words of `text`, in order.
  public static func split(_ text: String) -> [Word] {
    var words: [Word] = []
    forEachWord(of: text) { words.append(Word(text: $0, scalars: $1)) }
    return words
  }

  /// Calls `body` with each word of `text` and the scalars that it covers, in order.
  static func forEachWord(of text: String, _ body: (String, Range<Int>) -> Void) {
    var run = String.UnicodeScalarView()
    var position = 0
    func finishRun() {
      guard !run.isEmpty else { return }
      body(String(run), position - run.count..<position)
      run = String.UnicodeScalarView()
    }
    for scalar in text.unicodeScalars {
      if scalar.properties.isWhitespace {
        finishRun()
      } else if scalar.continuesWord {
        run.append(scalar)
      } else {
        finishRun()
        body(String(scalar), position..<position + 1)
      }
      position += 1
    }
    finishRun()
  }
}

extension WordSplitter {
  /// Whether a place in a text, in UTF-8 bytes, is inside a word.
  package static func isInsideWord(_ place: Int, of text: Substring.UTF8View) -> Bool {
    let index = text.index(text.startIndex, offsetBy: place)
    guard let before = Substring(text[..<index]).unicodeScalars.last,
      let after = Substring(text[index...]).unicodeScalars.first
    else { return false }
    return before.continuesWord && after.continuesWord
  }

  /// Whether a place in a text, in Unicode scalars, is inside a word.
  package static func isInsideWord(_ place: Int, of text: [Unicode.Scalar]) -> Bool {
    0 < place && place < text.count && text[place - 1].continuesWord && text[place].continuesWord
  }
}

extension Unicode.Scalar {
  /// Whether the scalar joins its neighbours in a word.
  fileprivate var continuesWord: Bool {
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .decimalNumber,
      .letterNumber, .otherNumber, .nonspacingMark, .spacingMark, .enclosingMark, .format:
      true
    case .otherLetter: !isWrittenWithoutSpaces
    default: false
    }
  }

  private var isWrittenWithoutSpaces: Bool {
    switch value {
    case 0x3040...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3134F:
      true
    default: false
    }
  }
}
