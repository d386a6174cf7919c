import LukeSystem

extension Unicode.Scalar {
  /// Whether there is nothing to see of the scalar: blanks, and marks that only steer what is shown.
  package var isInvisible: Bool {
    // Most of what is asked is ASCII, and tables of Unicode's properties take their time.
    if isASCII { return value <= 0x20 || value == 0x7F }
    if properties.isWhitespace || properties.isDefaultIgnorableCodePoint { return true }
    return properties.generalCategory == .control || properties.generalCategory == .format
  }
}

extension StringProtocol {
  /// Whether there is nothing to see in the text: it is empty, or blanks and invisible marks alone.
  package var isInvisible: Bool { unicodeScalars.allSatisfy(\.isInvisible) }

  /// The text without what is not to be seen at its ends.
  package var withoutInvisibleEnds: String { withoutEnds(\.isInvisible) }

  /// The text, which is a label, without blanks and invisible marks at its ends, but with what would steer the display
  /// there: a label that somebody put escapes in is shown with them, and is none without.
  package var labelWithoutInvisibleEnds: String {
    withoutEnds { $0.isInvisible && (!$0.steersDisplay || $0.properties.isWhitespace) }
  }

  private func withoutEnds(_ isLeftOut: (Unicode.Scalar) -> Bool) -> String {
    var scalars = Substring(self).unicodeScalars
    while let first = scalars.first, isLeftOut(first) { scalars.removeFirst() }
    while let last = scalars.last, isLeftOut(last) { scalars.removeLast() }
    return String(scalars)
  }
}

extension String {
  /// The most that is shown of a text in a note.
  private static let shownCount = 300

  /// The text as a note can show it: not too long, on one line, what would steer a terminal as `\t`, `\n` or
  /// `\u{1B}`.
  package var asShown: String {
    var scalars = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      if scalars.count >= Self.shownCount {
        scalars.append("…")
        break
      }
      if scalar.steersDisplay {
        scalars.append(contentsOf: scalar.escape.unicodeScalars)
      } else {
        scalars.append(scalar)
      }
    }
    return String(scalars)
  }
}

extension Range<Int> {
  /// The range without blanks at its ends; nil where there is nothing to see in it.
  func withoutBlankEnds(in scalars: [Unicode.Scalar]) -> Range<Int>? {
    guard contains(where: { !scalars[$0].isInvisible }),
      let first = first(where: { !scalars[$0].properties.isWhitespace }),
      let last = last(where: { !scalars[$0].properties.isWhitespace })
    else { return nil }
    return first..<last + 1
  }
}
