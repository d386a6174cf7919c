/// PubTator's format: `id|t|title`, `id|a|abstract`, mentions, a blank line.
///
/// A document of two sentences has them as title and abstract; of others each sentence is a title of its own.
enum PubTatorAnswer {
  static func lines(_ found: [FoundSentence], marksDocuments: Bool) -> [String] {
    var documents = AnswerDocuments.of(found, marksDocuments: marksDocuments, else: true)
    if documents.contains(where: { $0.count > 2 }) { documents = found.map { [$0] } }
    let names = names(of: documents)
    var lines: [String] = []
    for (name, document) in zip(names, documents) {
      let (title, abstract) = (document[0], document.count > 1 ? document[1] : nil)
      lines.append("\(name)|t|\(title.line)")
      lines.append("\(name)|a|\(abstract?.line ?? "")")
      lines += mentions(title, name, 0)
      if let abstract { lines += mentions(abstract, name, title.line.unicodeScalars.count + 1) }
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
