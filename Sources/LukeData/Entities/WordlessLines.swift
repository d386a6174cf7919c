/// Names what has the form of labelled words and holds none, or not evenly: none of it is a sentence.
enum WordlessLines {
  /// What is said of the file, after its name; nil where there is something to answer.
  static func reason(_ source: SourceText) -> String? {
    var (lineCount, markCount, commentCount, tagCount, prefixedCount) = (0, 0, 0, 0, 0)
    var (counts, areTagged) = (Set<Int>(), true)
    source.forEachLine { _, line in
      // Prose is known by its first line.
      if !areTagged { return }
      let columns = line.split(whereSeparator: \.isBlank).map(\.string)
      guard let last = columns.last else { return }
      lineCount += 1
      if columns[0] == "-DOCSTART-" {
        markCount += 1
      } else if isComment(line.string) {
        commentCount += 1
      } else {
        let isTag = EntityTag.matches(last, .prefixed)
        if isTag, columns.count == 1 { tagCount += 1 }
        if isTag, last != "O" { prefixedCount += 1 }
        areTagged = areTagged && isTag
        counts.insert(columns.count)
      }
    }
    if !areTagged { return nil }
    let rowCount = lineCount - markCount - commentCount
    if lineCount > 0, rowCount == 0 {
      return markCount > 0
        ? "holds -DOCSTART- lines and no words" : "holds comments of CoNLL-U and no words"
    }
    if tagCount == rowCount, prefixedCount > 0 || rowCount > 1 {
      return "holds tags without words"
    }
    if rowCount > 1, prefixedCount > 0, counts.count > 1, counts.min() ?? 0 > 1 {
      return "has tags at the ends of its lines, but not the same number of columns in each"
    }
    return nil
  }

  /// Whether a line is one that only files of columns have.
  private static func isComment(_ line: String) -> Bool {
    let names = ["newdoc", "newpar", "sent_id =", "text =", "global.columns ="]
    guard line.hasPrefix("# ") else { return false }
    let name = line.dropFirst(2)
    return names.contains { name == $0 || name.hasPrefix($0.hasSuffix("=") ? $0 : $0 + " ") }
  }
}
