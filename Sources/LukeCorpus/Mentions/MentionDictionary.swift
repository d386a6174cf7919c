import LukeData
import LukeFiles
import LukeJSON
import LukeSystem
import LukeText

/// The texts of a mention dictionary with the entity that each may be a mention of.
package struct MentionDictionary: Sendable {
  /// Which texts are taken, and what of their titles.
  package struct Choice: Sendable {
    /// The smallest share of a text's occurrences that are links.
    package var minimumLinkProbability: Double
    /// The smallest share of a text's links that lead to the title.
    package var minimumProbability: Double
    /// Whether titles without an id are passed over for the most probable one that has one.
    package var takesKnownTitles: Bool
    /// The id of a title in the language of the dictionary; nil where it is not known.
    ///
    /// It is asked for the title as the dictionary has it, and then in either of Unicode's normal forms.
    package var id: @Sendable (_ title: String, _ language: String?) -> Int32?

    package init(
      minimumLinkProbability: Double = 0, minimumProbability: Double = 0,
      takesKnownTitles: Bool = false,
      id: @escaping @Sendable (_ title: String, _ language: String?) -> Int32?
    ) {
      self.minimumLinkProbability = minimumLinkProbability
      self.minimumProbability = minimumProbability
      self.takesKnownTitles = takesKnownTitles
      self.id = id
    }
  }

  /// What the file says of itself.
  package let header: MentionDictionaryHeader
  /// The texts that are mentions.
  package private(set) var index = MentionIndex()
  /// The id of each text's entity; negative where it is not known.
  private var ids: [Int32] = []
  /// The texts that are not in Unicode's normal form C.
  private var decomposed: Set<Int> = []
  /// How many texts are passed over because one before them differs in its normal form alone.
  package private(set) var equivalentCount = 0

  /// Reads a file, packed or not; `threads` parse its lines.
  /// - Throws: `DataError` with file and line, or `FileError`.
  package init(file: String, threads: Int = 1, choosing choice: Choice) throws {
    try self.init(ByteStream(path: file), threads: threads, choice)
  }

  /// Reads the bytes of a file.
  package init(bytes: [UInt8], name: String, choosing choice: Choice) throws {
    try self.init(ByteStream(bytes: bytes, path: name), threads: 1, choice)
  }

  private init(_ stream: ByteStream, threads: Int, _ choice: Choice) throws {
    let path = stream.path
    let chunks = LineChunks(stream)
    guard let first = try chunks.next() else {
      throw DataError.unsuitable(file: path, reason: MentionDictionaryFault.noHeader.message)
    }
    let (header, rest) = try Self.header(of: first, path)
    self.header = header
    var waiting: LineChunks.Chunk? = rest
    var (places, count) = ([Int](), 0)
    try OrderedPipeline.run(
      next: {
        defer { waiting = nil }
        return try waiting ?? chunks.next()
      }, threads: threads,
      transform: { try Self.entries($0, path, header.normalization) },
      consume: { (entries: [ReadEntry]) in
        count += entries.count
        for entry in entries { try add(entry, choice, path, &places) }
      })
    if let line = chunks.longLines.first.first {
      throw DataError.malformed(
        faults: [
          DataFault(
            SourceLocation(file: path, line: line), "is longer than \(LongestRecord.name)")
        ], count: chunks.longLines.count)
    }
    if let said = header.textCount, said != count {
      throw DataError.unsuitable(
        file: path,
        reason:
          "holds \(count == 1 ? "1 text" : "\(count) texts"), but its first line says \(said): it is not "
          + "whole; get it anew, or make it with build-mention-dictionary")
    }
  }

  /// A line, and its text cut into words.
  private struct ReadEntry: Sendable {
    let line: Int
    let text: WordedText
    let entry: MentionEntry
  }

  /// The header, and the lines after it.
  private static func header(
    of chunk: LineChunks.Chunk, _ path: String
  ) throws -> (MentionDictionaryHeader, LineChunks.Chunk) {
    let end = chunk.bytes.firstIndex(of: 10) ?? chunk.bytes.endIndex
    let line = chunk.bytes[..<end]
    do {
      guard let value = try? JSONParser.parse(line.last == 13 ? line.dropLast() : line) else {
        throw MentionDictionaryFault.noHeader
      }
      let rest = Array(chunk.bytes[min(end + 1, chunk.bytes.count)...])
      return (
        try MentionDictionaryHeader(value),
        LineChunks.Chunk(bytes: rest, firstLine: chunk.firstLine + 1)
      )
    } catch let fault as MentionDictionaryFault {
      if fault == .noHeader { throw DataError.unsuitable(file: path, reason: fault.message) }
      throw DataError.malformed(
        faults: [DataFault(SourceLocation(file: path, line: chunk.firstLine), fault.message)],
        count: 1)
    }
  }

  private static func entries(
    _ chunk: LineChunks.Chunk, _ path: String, _ normalization: MentionNormalization
  ) throws -> [ReadEntry] {
    var entries: [ReadEntry] = []
    var faults = FaultCollector(file: path)
    chunk.forEachLine { line, number in
      if line.allSatisfy({ $0 == 0x20 || $0 == 9 }) { return }
      do {
        let entry = try MentionEntry(try JSONParser.parse(line, whole: "line"))
        let text = WordedText(entry.text, normalization)
        if text.wordCount == 0 {
          faults.add(line: number, "\"text\" is blank")
        } else {
          entries.append(ReadEntry(line: number, text: text, entry: entry))
        }
      } catch let fault as MentionDictionaryFault {
        faults.add(line: number, fault.message)
      } catch let error as JSONSyntaxError {
        faults.add(line: number, column: error.column, error.message)
      } catch { preconditionFailure("parsing throws nothing else") }
    }
    try faults.throwIfAny()
    return entries
  }

  /// Adds a text, unless it is no mention by the choice.
  private mutating func add(
    _ read: ReadEntry, _ choice: Choice, _ path: String, _ lines: inout [Int]
  ) throws {
    guard let id = Self.id(of: read.entry, choice, header.language) else { return }
    let (number, isNew) = index.add(read.text)
    let isComposed = read.entry.text.composed.utf8.elementsEqual(read.entry.text.utf8)
    if isNew, !isComposed { decomposed.insert(number) }
    // Of a dictionary that was made when the two forms were two texts, the first is the more frequent one.
    if !isNew, !isComposed || decomposed.contains(number) {
      equivalentCount += 1
      return
    }
    guard isNew else {
      throw DataError.malformed(
        faults: [
          DataFault(
            SourceLocation(file: path, line: read.line),
            "the text \(read.entry.text.debugDescription) is on line \(lines[number]) already")
        ], count: 1)
    }
    lines.append(read.line)
    ids.append(id)
  }

  private static let unknown: Int32 = -1

  /// The id of a text's entity, `unknown` where it has none; nil where the text is no mention.
  private static func id(
    of entry: MentionEntry, _ choice: Choice, _ language: String?
  ) -> Int32? {
    guard entry.linkProbability >= choice.minimumLinkProbability else { return nil }
    let titles = entry.titles.enumerated().sorted {
      ($1.element.probability, $0.offset) < ($0.element.probability, $1.offset)
    }.map(\.element).prefix { $0.probability >= choice.minimumProbability }
    guard let best = titles.first else { return nil }
    func id(_ title: MentionEntry.Title) -> Int32? {
      [title.title, title.title.composed, title.title.decomposed].lazy
        .compactMap { choice.id($0, language) }.first
    }
    if choice.takesKnownTitles { return titles.lazy.compactMap(id).first ?? unknown }
    return id(best) ?? unknown
  }

  /// The id of the entity that a text names; nil where that is not known.
  package func entity(ofText number: Int) -> Int32? { ids[number] >= 0 ? ids[number] : nil }

  /// How many texts are mentions, and how many of them name a known entity.
  package var counts: (mentions: Int, known: Int) { (ids.count, ids.count { $0 >= 0 }) }
}
