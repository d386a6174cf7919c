import LukeFiles
import LukeJSON
import LukeSystem
import LukeText

/// Writes a mention dictionary: JSON Lines, packed with Zstandard where the name ends with `.zst`.
///
/// After the header a line for each text, those that are links most often first:
/// `{"text", "links", "occurrences", "documents", "link_probability", "titles": [{"title", "count",
/// "probability"}]}`. The same counts give the same bytes.
package struct MentionDictionaryWriter {
  private let settings: MentionDictionarySettings
  private let candidates: MentionCandidates
  private let occurrences: OccurrenceTable
  /// The numbers of the texts that are written, in their order.
  private let order: [Int]

  /// Chooses the texts whose occurrences are links often enough.
  package init(
    _ candidates: MentionCandidates, _ occurrences: OccurrenceTable,
    _ settings: MentionDictionarySettings
  ) {
    (self.candidates, self.occurrences, self.settings) = (candidates, occurrences, settings)
    order = (0..<candidates.count).filter { number in
      let share = Self.linkProbability(of: number, candidates, occurrences)
      return share.map { $0 >= settings.minimumLinkProbability } ?? false
    }.sorted { first, second in
      (-candidates.texts[first].linkCount, first) < (-candidates.texts[second].linkCount, second)
    }
  }

  /// Nil for a text that never stands between words, as only parts of them are links.
  private static func linkProbability(
    of number: Int, _ candidates: MentionCandidates, _ occurrences: OccurrenceTable
  ) -> Double? {
    let count = occurrences.occurrences[number]
    // A link over a part of a word is none of its occurrences.
    return count == 0 ? nil : min(1, Double(candidates.texts[number].linkCount) / Double(count))
  }

  /// How many texts are written.
  package var textCount: Int { order.count }
  /// How many titles they have, and how many links lead to these.
  package var sums: (titles: Int, links: Int64) {
    order.reduce(into: (0, 0)) { sums, number in
      let titles = candidates.titles(of: number)
      sums.0 += titles.count
      sums.1 += titles.reduce(0) { $0 + $1.count }
    }
  }

  /// Bytes that are written, or packed, at once.
  private static let size = 1 << 20

  /// Writes the file, which appears whole; one that is there is replaced.
  package func write(to path: String, language: String?, found: LinkTexts) throws {
    let header = MentionDictionaryHeader(
      language: language, normalization: settings.normalization, textCount: order.count)
    let more: [JSONValue.Member] = [
      .init(key: "documents", value: .integer(found.documentCount)),
      .init(key: "links", value: .integer(found.linkCount)),
      .init(key: "min_count", value: .integer(settings.minimumCount)),
      .init(key: "min_link_probability", value: .double(settings.minimumLinkProbability)),
      .init(key: "max_words", value: .integer(settings.maximumWordCount)),
      .init(key: "max_titles", value: .integer(settings.maximumTitleCount)),
    ]
    var lines = JSONWriter.write(header.json(more)) + [10]
    if path.hasSuffix(".zst") {
      let file = try BlockFileWriter(path: path)
      try forEachPiece(after: &lines) { try file.append($0, itemCount: $1) }
      _ = try file.finish(table: [])
    } else {
      let file = try PartialFile(of: path)
      try forEachPiece(after: &lines) { bytes, _ in try bytes.withUnsafeBytes(file.write) }
      try file.publish()
    }
  }

  private func forEachPiece(
    after lines: inout [UInt8], _ body: (_ bytes: [UInt8], _ lineCount: Int) throws -> Void
  ) throws {
    var count = 1
    for number in order {
      lines += line(number)
      count += 1
      if lines.count >= Self.size {
        try InterruptFlag.current.check()
        try body(lines, count)
        (lines, count) = ([], 0)
      }
    }
    if count > 0 { try body(lines, count) }
  }

  private func line(_ number: Int) -> [UInt8] {
    let linkCount = candidates.texts[number].linkCount
    let share = Self.linkProbability(of: number, candidates, occurrences) ?? 0
    let titles = candidates.titles(of: number).map { title, count in
      JSONValue.object([
        .init(key: "title", value: .string(title)),
        .init(key: "count", value: .integer(Int(count))),
        .init(key: "probability", value: .double(Double(count) / Double(linkCount))),
      ])
    }
    let object = JSONValue.object([
      .init(key: "text", value: .string(candidates.index.text(at: number))),
      .init(key: "links", value: .integer(Int(linkCount))),
      .init(key: "occurrences", value: .integer(Int(occurrences.occurrences[number]))),
      .init(key: "documents", value: .integer(Int(occurrences.documents[number]))),
      .init(key: "link_probability", value: .double(share)),
      .init(key: "titles", value: .array(titles)),
    ])
    return JSONWriter.write(object) + [10]
  }
}
