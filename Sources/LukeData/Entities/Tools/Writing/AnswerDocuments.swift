/// The sentences that are written as one text: those of a document where the file marks where documents
/// start.
enum AnswerDocuments {
  /// The sentences in their documents; each by itself, or all in one, where none are marked.
  static func of(
    _ found: [FoundSentence], marksDocuments: Bool, else isEachAlone: Bool
  ) -> [[FoundSentence]] {
    if !marksDocuments { return isEachAlone ? found.map { [$0] } : found.isEmpty ? [] : [found] }
    var documents: [[FoundSentence]] = []
    for sentence in found {
      if documents.last?.last?.sentence.document == sentence.sentence.document {
        documents[documents.count - 1].append(sentence)
      } else {
        documents.append([sentence])
      }
    }
    return documents
  }
}

extension FoundSentence {
  /// The text with spaces in place of line breaks, which are as long.
  var line: String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { $0 == "\n" || $0 == "\r" ? " " : $0 }))
  }
}
