/// Tells a word a line from a sentence a line, where no column holds tags.
enum WordList {
  /// A line that is longer is hardly one word.
  private static let mostScalars = 60

  /// Whether lines hold one word each, sentences parted by blank lines or ended by full stops.
  /// - Parameter isExpected: whether a list without either counts as one, and is no list of names.
  static func holds(_ source: SourceText, isExpected: Bool) -> Bool {
    var (lineCount, pieceCount, groupCount) = (0, 0, 0)
    var (isInGroup, hasStop, isList) = (false, false, true)
    source.forEachLine { _, line in
      if line.isEmpty {
        isInGroup = false
        return
      }
      if line.starts(with: "# ".utf8) { return }
      if !isInGroup { groupCount += 1 }
      isInGroup = true
      lineCount += 1
      if ColumnTable.startsDocument(line) { hasStop = true }
      let text = line.string
      isList =
        isList && !line.contains(where: \.isBlank) && text.unicodeScalars.count <= mostScalars
      if isList { pieceCount += WordSplitter.split(text).count }
      if [".", "!", "?", "。", "！", "？", "।", "۔"].contains(text) { hasStop = true }
    }
    guard isList, lineCount > 1, pieceCount <= 2 * lineCount else { return false }
    return isExpected || hasStop || groupCount > 1 && lineCount >= 2 * groupCount
  }
}
