/// A word a line, a tab, its tag in IOB2; a blank line after each sentence, `-DOCSTART-` before each document
/// where the file that was answered marks them.
///
/// A sentence without words leaves nothing. Tabs and line breaks within words, which part columns and lines, are
/// spaces.
enum ColumnAnswer {
  static func lines(_ found: [FoundSentence], marksDocuments: Bool) -> [String] {
    var (lines, document): ([String], Int?) = ([], nil)
    for sentence in found where !sentence.sentence.words.isEmpty {
      if marksDocuments, document != sentence.sentence.document {
        lines += ["-DOCSTART-\tO", ""]
        document = sentence.sentence.document
      }
      let words = sentence.sentence.words.map { word in
        String(word.map { "\t\n\r\r\n".contains($0) ? " " : $0 })
      }
      let tags = WrittenTags.iob2(sentence.entities, count: words.count)
      lines += zip(words, tags).map { "\($0)\t\($1)" } + [""]
    }
    return lines
  }
}
