import LukeSystem

/// Text in lines of a width.
package enum WrappedText {
  /// Columns of a terminal as they usually are.
  package static let width = 80

  /// Lines that break between words, whatever line ends are in it; a word that is longer than a line has one of its own.
  /// - Parameters:
  ///   - indent: blanks before the first line.
  ///   - further: blanks before the others.
  package static func lines(_ text: String, indent: Int, further: Int) -> [String] {
    var lines: [String] = []
    var line = String(repeating: " ", count: indent)
    var isEmpty = true
    for word in text.shownOnOneLine.split(separator: " ") {
      if !isEmpty, line.displayWidth + 1 + word.displayWidth > width {
        lines.append(line)
        (line, isEmpty) = (String(repeating: " ", count: further), true)
      }
      line += (isEmpty ? "" : " ") + word
      isEmpty = false
    }
    return lines + [line]
  }
}
