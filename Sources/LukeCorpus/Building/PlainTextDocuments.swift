/// Plain text as documents: a paragraph a line, an empty line between documents.
enum PlainTextDocuments {
  /// Longer documents are cut between two lines, so that any file can be read.
  private static let longest = 1 << 20

  /// The documents of some lines; what is no UTF-8 is mended and noted.
  static func documents(
    of chunk: LineChunks.Chunk, repairs: inout TextRepairs
  ) -> [LinkedDocument] {
    var documents: [LinkedDocument] = []
    var current = LinkedDocument(paragraphs: [])
    var size = 0
    func end() {
      if !current.paragraphs.isEmpty { documents.append(current) }
      current.paragraphs = []
      size = 0
    }
    chunk.forEachLine { line, number in
      let text = repairs.text(of: line, number)
      if text.isInvisible { return end() }
      if size + line.count > longest { end() }
      current.paragraphs.append(LinkedText(text: text).withoutByteOrderMarks)
      size += line.count
    }
    end()
    return documents
  }
}
