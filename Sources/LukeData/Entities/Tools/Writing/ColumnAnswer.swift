/// A word a line, a tab, its tag in IOB2; a blank line after each sentence, `-DOCSTART-` before each document
/// where the file that was answered marks them.
///
/// A sentence without words leaves nothing. Tabs and line breaks within words, which part columns and lines, are
/// spaces.
enum ColumnAnswer {
  static func lines(_ found: [FoundSentence], marksDocuments: Bool) -> [String] {
    lines(
      found.map(\.sentence),
      columns: [
        found.map { WrittenTags.iob2($0.entities, count: $0.sentence.words.count) }
      ], marksDocuments: marksDocuments)
  }

  /// Words beside any columns of tags, each of which has those of every sentence.
  static func lines(
    _ sentences: [AnnotatedSentence], columns: [[[String]]], marksDocuments: Bool
  ) -> [String] {
    var (lines, document): ([String], Int?) = ([], nil)
    for (number, sentence) in sentences.enumerated() where !sentence.words.isEmpty {
      if marksDocuments, document != sentence.document {
        lines += ["-DOCSTART-" + String(repeating: "\tO", count: columns.count), ""]
        document = sentence.document
      }
      lines += sentence.words.enumerated().map { place, word in
        ([word] + columns.map { $0[number][place] }).map(oneCell).joined(separator: "\t")
      }
      lines.append("")
    }
    return lines
  }

  private static func oneCell(_ text: String) -> String {
    String(text.map { "\t\n\r\r\n".contains($0) ? " " : $0 })
  }
}
