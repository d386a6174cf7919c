import LukeData
import LukeSystem

/// Whole lines of a file.
package struct LinesOfFile: Sendable {
  let chunk: LineChunks.Chunk
  let format: CorpusFormat
  let file: String
  /// Whether titles are brought into MediaWiki's form.
  var normalizesTitles = false
}

/// Whole objects of JSON of a file.
package struct ObjectsOfFile: Sendable {
  let chunk: JSONElementChunks.Chunk
  let file: String
  /// Whether titles are brought into MediaWiki's form.
  var normalizesTitles = false
}

extension LinesOfFile {
  /// Throws for zeros, which no text has: what a crash or a broken download leaves would be taken for
  /// blank lines.
  fileprivate func refuseZeros() throws(DataError) {
    guard chunk.bytes.contains(0) else { return }
    var faults = FaultCollector(file: file)
    chunk.forEachLine { line, number in
      if line.contains(0) {
        faults.add(
          line: number, "holds the byte 0, which no text has; get the file anew, or take it out")
      }
    }
    try faults.throwIfAny()
  }
}

extension CorpusFile.Chunk {
  /// What a chunk holds.
  struct Content: Sendable {
    var documents: [LinkedDocument] = []
    var dump = DumpCounts()
    /// Links that were left out because they overlap others.
    var overlappingLinks = 0
    /// Links that begin or end inside a word.
    var cutLinks = 0
    var notes = ChunkNotes()
  }

  /// Makes documents.
  /// - Throws: `DataError` with file and line.
  func content() throws -> Content {
    var content = Content()
    if case .lines(let lines) = self { try lines.refuseZeros() }
    switch self {
    case .pages(let pages, let parser):
      for page in pages {
        let result = parser.parse(page)
        content.dump += result.counts
        if let document = result.document { content.documents.append(document) }
      }
    case .lines(let lines) where lines.format == .plainText:
      content.documents = PlainTextDocuments.documents(
        of: lines.chunk, repairs: &content.notes.repairs)
    case .lines(let lines):
      var faults = FaultCollector(file: lines.file)
      lines.chunk.forEachLine { line, number in
        let text = content.notes.repairs.text(of: line, number)
        if text.isInvisible { return }
        content.take(text.utf8, line: number, column: 1, &faults)
      }
      try faults.throwIfAny()
      if lines.normalizesTitles { content.normalizeTitles() }
    case .objects(let objects):
      var faults = FaultCollector(file: objects.file)
      for element in objects.chunk.elements {
        let text = content.notes.repairs.text(of: element.bytes[...], element.line)
        content.take(text.utf8, line: element.line, column: element.column, &faults)
      }
      try faults.throwIfAny()
      if objects.normalizesTitles { content.normalizeTitles() }
    }
    return content
  }

  /// The text to learn words from, in pieces that end with lines.
  ///
  /// Of plain text these are the lines with their breaks, as Hugging Face's tokenizers read files.
  package func texts() throws -> (texts: [String], notes: ChunkNotes) {
    guard case .lines(let lines) = self, lines.format == .plainText else {
      var content = try content()
      content.notes.pages = content.dump
      return (content.documents.flatMap { $0.paragraphs.map(\.text) }, content.notes)
    }
    try lines.refuseZeros()
    var (texts, notes) = ([String](), ChunkNotes())
    let bytes = lines.chunk.bytes
    if let whole = String(validating: bytes, as: UTF8.self),
      !whole.unicodeScalars.contains("\u{FEFF}")
    {
      notes.repairs.add(sound: bytes)
      return ([whole], notes)
    }
    for (index, place) in ByteLines.places(in: bytes).enumerated() {
      let line = bytes[place.lowerBound..<min(place.upperBound + 1, bytes.count)]
      let text = notes.repairs.text(of: line, lines.chunk.firstLine + index)
      texts.append(LinkedText(text: text).withoutByteOrderMarks.text)
    }
    return (texts, notes)
  }
}

extension CorpusFile.Chunk.Content {
  /// Brings the titles of documents and of links into the form that tells whether two are the same page of a wiki.
  fileprivate mutating func normalizeTitles() {
    for document in documents.indices {
      documents[document].title = documents[document].title.map(Self.normalized)
      for paragraph in documents[document].paragraphs.indices {
        for link in documents[document].paragraphs[paragraph].links.indices {
          let title = documents[document].paragraphs[paragraph].links[link].title
          documents[document].paragraphs[paragraph].links[link].title = Self.normalized(title)
        }
      }
    }
  }

  /// A title as a wiki has it, blanks and underscores at its ends left out and one in the place of several.
  private static func normalized(_ title: String) -> String {
    let words = title.unicodeScalars.split { $0 == "_" || $0.properties.isWhitespace }
    // One without anything to see is what it is.
    return words.isEmpty
      ? title : PageTitle.normalized(words.map(String.init).joined(separator: " "))
  }

  /// Reads a document of JSON that begins at a line and column.
  fileprivate mutating func take(
    _ bytes: some Sequence<UInt8>, line: Int, column: Int, _ faults: inout FaultCollector
  ) {
    do throws(LinkedDocumentLine.Fault) {
      var read = try LinkedDocumentLine.read(bytes)
      read.document.paragraphs.removeAll { $0.text.isInvisible }
      documents.append(read.document)
      overlappingLinks += read.overlappingLinkCount
      notes.linkCount += read.document.paragraphs.reduce(0) { $0 + $1.links.count }
      notes.otherLists += read.otherLists
      cutLinks += read.cutLinkCount
    } catch {
      faults.add(
        error.syntax.map(JSONText.Fault.init) ?? JSONText.Fault(message: error.message), line: line,
        column: column)
    }
  }
}
