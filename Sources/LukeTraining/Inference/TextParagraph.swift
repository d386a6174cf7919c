import LukeData

/// Lines of plain text that no blank line parts, and which of their ends are blanks between words.
///
/// Text that is wrapped fills its lines: one ends where the first word of the next would not have found room. A line
/// that has room for it ends a paragraph, a heading or an item of a list.
struct TextParagraph {
  /// A line of the file.
  struct Line {
    /// Counted from 1.
    let number: Int
    /// What stands in it, without blanks at its end.
    let bytes: ArraySlice<UInt8>

    /// How many blanks it begins with.
    var indent: Int { bytes.prefix(while: \.isBlank).count }
  }

  private(set) var lines: [Line]

  /// The paragraphs of a text in their order.
  static func paragraphs(of text: SourceText) -> [TextParagraph] {
    var paragraphs: [TextParagraph] = []
    var isParted = true
    text.forEachLine { number, line in
      if line.allSatisfy(\.isBlank) { return isParted = true }
      if isParted { paragraphs.append(TextParagraph(lines: [])) }
      paragraphs[paragraphs.count - 1].lines.append(Line(number: number, bytes: line))
      isParted = false
    }
    return paragraphs
  }

  // MARK: Wrapped lines

  /// Nobody wraps text more narrowly, in characters.
  private static let leastWidth = 20

  /// For each line end within the paragraph whether it is one of wrapped text; nil before an item of a list, which
  /// begins a line in any text.
  var lineEnds: [Bool?] {
    let shapes = lines.map { LineShape($0.bytes) }
    // A word that no line has room for, such as an address, says nothing of the width.
    let width = shapes.filter(\.isBreakable).map(\.width).max() ?? 0
    return zip(shapes, shapes.dropFirst()).map { line, next in
      if next.beginsItem { return nil }
      return width >= Self.leastWidth && line.width + next.firstWidth > width
    }
  }

  /// The lines in runs, each of which is read as one text.
  func runs(joinedAt lineEnds: [Bool]) -> [ArraySlice<Line>] {
    var (runs, start): ([ArraySlice<Line>], Int) = ([], 0)
    for index in lines.indices
    where index + 1 == lines.count || !(lineEnds.indices.contains(index) && lineEnds[index]) {
      runs.append(lines[start...index])
      start = index + 1
    }
    return runs
  }
}

extension [TextParagraph] {
  /// The line ends within all paragraphs, and how many of them are those of wrapped text; none of these where too few
  /// are, as in text of a sentence or a paragraph a line, whose lines are long by chance.
  var wrappedLineEnds: (ends: [[Bool]], count: Int, wrappedCount: Int) {
    let ends = map(\.lineEnds)
    let known = ends.joined().compactMap(\.self)
    let wrappedCount = known.count(where: \.self)
    let isWrapped = 3 * wrappedCount >= 2 * known.count
    return (
      ends.map { $0.map { isWrapped && $0 == true } }, known.count, isWrapped ? wrappedCount : 0
    )
  }
}

/// What of a line tells whether text was wrapped at its end, in characters.
private struct LineShape {
  /// All of the line.
  let width: Int
  /// What the line before would have needed to hold the first word, with the blank before it.
  let firstWidth: Int
  /// Whether it could have been broken elsewhere.
  let isBreakable: Bool
  /// Whether it begins an item of a list, which no line before it holds.
  let beginsItem: Bool

  private static let bullets: Set<Character> = ["-", "*", "+", "•", "–", "—", "·"]
  /// What a line may lack whose script is written without blanks: marks that begin no line stay with what is before.
  private static let widthOfCharacter = 3

  init(_ bytes: ArraySlice<UInt8>) {
    let line = bytes.string
    let text = line.drop(while: \.isWhitespace)
    let word = text.prefix { !$0.isWhitespace }
    width = line.unicodeScalars.count
    let isUnspaced = word.unicodeScalars.first?.isWrittenWithoutBlanks ?? false
    firstWidth = isUnspaced ? Self.widthOfCharacter : word.unicodeScalars.count + 1
    isBreakable = isUnspaced || word.endIndex != text.endIndex
    beginsItem =
      word.count == 1 && Self.bullets.contains(word[word.startIndex])
      || word.wholeMatch(of: /\(?[0-9]{1,3}[.)]/) != nil
  }
}

extension Unicode.Scalar {
  /// Whether the character is of a script that is wrapped between any two characters: kana and Han.
  fileprivate var isWrittenWithoutBlanks: Bool {
    switch value {
    case 0x3000...0x30FF, 0x3400...0x9FFF, 0xF900...0xFAFF, 0xFF00...0xFFEF, 0x20000...0x3FFFF:
      true
    default: false
    }
  }
}
