import LukeData

extension CorpusFile.Chunk {
  /// The documents of a chunk, what was found in them, and what the file is to take of it.
  /// - Throws: `DataError` with file and line.
  package func linkedDocuments() throws -> (
    documents: [LinkedDocument], counts: CorpusCounts, notes: ChunkNotes
  ) {
    let content = try content()
    let documents = content.documents.filter { !$0.paragraphs.isEmpty }
    var counts = CorpusCounts()
    documents.forEach { counts.add($0) }
    counts.overlappingLinks = content.overlappingLinks
    counts.add(content.cutLinks, lines: "cut_links")
    counts.add(content.dump)
    return (documents, counts, content.notes)
  }
}
