/// PubTator's format: `id|t|title`, `id|a|abstract`, mentions, a blank line.
///
/// A document of two sentences has them as title and abstract; of more, passages that a file has are the
/// abstract together, with a space between them, and other sentences are titles of their own each.
enum PubTatorAnswer {
  static func lines(_ found: [FoundSentence], marksDocuments: Bool) -> [String] {
    var documents = AnswerDocuments.of(found, marksDocuments: marksDocuments, else: true)
    let isCut = documents.contains { document in
      document.count > 2 && !document.allSatisfy { $0.sentence.passage != nil }
    }
    if isCut { documents = found.map { [$0] } }
    let names = names(of: documents)
    var lines: [String] = []
    for (name, document) in zip(names, documents) {
      lines.append("\(name)|t|\(document[0].line)")
      lines.append("\(name)|a|\(document.dropFirst().map(\.line).joined(separator: " "))")
      var offset = 0
      for sentence in document {
        lines += mentions(sentence, name, offset)
        offset += sentence.line.unicodeScalars.count + 1
      }
      lines.append("")
    }
    return lines
  }

  private static func mentions(_ found: FoundSentence, _ name: String, _ offset: Int) -> [String] {
    found.spans.map { entity, scalars in
      "\(name)\t\(offset + scalars.lowerBound)\t\(offset + scalars.upperBound)\t"
        + "\(found.line.substring(scalars: scalars).replacing("\t", with: " "))\t\(entity.label)"
    }
  }

  /// Those that the documents have where they are words and differ; else numbers.
  private static func names(of documents: [[FoundSentence]]) -> [String] {
    let own = documents.compactMap { document -> String? in
      switch document[0].sentence.identifier {
      case .number(let number) where number >= 0: String(number)
      case .text(let text) where text.wholeMatch(of: /\w+/) != nil: text
      default: nil
      }
    }
    if own.count == documents.count, Set(own).count == own.count { return own }
    return documents.indices.map { String($0 + 1) }
  }
}
