/// Plain text as documents: a paragraph a line, an empty line between documents.
enum PlainTextDocuments {
  /// Longer documents are cut between two lines, so that any file can be read.
  private static let longest = 1 << 20

  /// The documents of some lines; with the file's name and the line of the fault where they are no
  /// UTF-8.
  static func documents(of chunk: LineChunks.Chunk, file: String) throws -> [LinkedDocument] {
    var documents: [LinkedDocument] = []
    var current = LinkedDocument(paragraphs: [])
    var size = 0
    func end() {
      if !current.paragraphs.isEmpty { documents.append(current) }
      current.paragraphs = []
      size = 0
    }
    try chunk.forEachLine { line, number in
      if line.allSatisfy({ $0 == 32 || $0 == 9 }) { return end() }
      guard let text = String(validating: line, as: UTF8.self) else {
        throw DataError.notUTF8(file, line: number)
      }
      if size + line.count > longest { end() }
      current.paragraphs.append(LinkedText(text: text))
      size += line.count
    }
    end()
    return documents
  }
}
