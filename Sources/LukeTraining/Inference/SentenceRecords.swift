import LukeCorpus
import LukeData
import LukeJSON
import LukeTasks

/// The sentences of plain text as JSON Lines, with what answers to them carry on.
struct SentenceRecords {
  /// A record for each sentence.
  let source: SourceText
  /// Where each sentence begins: its `line`, and `offset`, the Unicode scalars before it in the line.
  let places: [[JSONValue.Member]]
  /// What was made of the ends of lines, one sentence each.
  let notes: [String]

  /// Cuts a text, whose wrapped lines end in blanks for the rules of a language.
  ///
  /// - Parameter marksDocuments: whether sentences that no blank line parts are told to be one document.
  /// - Throws: `DataError` where the rules of a language are not known, or there is no sentence.
  init(_ text: SourceText, _ splitting: SentenceSplitting, marksDocuments: Bool) throws {
    let splitter = try SentenceSplitter(splitting)
    let paragraphs = TextParagraph.paragraphs(of: text)
    let wrapping = splitting == .lines ? nil : paragraphs.wrappedLineEnds
    var records: [UInt8] = []
    var places: [[JSONValue.Member]] = []
    var ends: [Int] = []
    var document = 0
    for (number, paragraph) in paragraphs.enumerated() {
      if number > 0, !records.isEmpty { document += 1 }
      for lines in paragraph.runs(joinedAt: wrapping?.ends[number] ?? []) {
        var run = JoinedLines(lines)
        run.bytes.withUnsafeBufferPointer { splitter.findEnds(of: $0, into: &ends) }
        var start = 0
        for end in ends {
          let piece = run.bytes[start..<end].string
          let sentence = piece.unicodeScalars.withoutWhitespaceAround
          if !sentence.isEmpty {
            var record = JSONValue.object(["text": .string(String(sentence))])
            if marksDocuments { record["document"] = .integer(document) }
            records += Array(record.compactText.utf8) + [.newline]
            let before = piece.utf8.distance(from: piece.startIndex, to: sentence.startIndex)
            places.append(run.place(of: start + before))
          }
          start = end
        }
      }
    }
    if records.isEmpty { throw DataError.unsuitable(file: text.file, reason: "holds no sentences") }
    source = try SourceText(bytes: records, file: text.file, encoding: .utf8)
    self.places = places
    notes = wrapping.map { Self.notes(text.file, $0.count, $0.wrappedCount) } ?? []
  }

  private static func notes(_ file: String, _ count: Int, _ wrappedCount: Int) -> [String] {
    if count == 0 { return [] }
    if wrappedCount == 0 {
      return [
        "\(file): its lines are not wrapped at a width, so a sentence ends with its line; where it goes on in the "
          + "next one, join the lines"
      ]
    }
    let verb = wrappedCount == 1 ? "is" : "are"
    return [
      "\(file): its lines are wrapped, so \(counted(wrappedCount, "line end")) within paragraphs \(verb) read as "
        + "\(wrappedCount == 1 ? "a blank" : "blanks"); --sentences lines reads each line by itself"
    ]
  }
}

/// Lines that are read as one, with a blank at each end but the last.
private struct JoinedLines {
  private(set) var bytes: [UInt8] = []
  /// Where each line begins in `bytes`, its number, and the characters of it that are left out before.
  private var starts: [(byte: Int, number: Int, offset: Int)] = []
  /// The place that was asked last: its line, itself, and its offset there.
  private var line = 0
  private var (reached, offset) = (0, 0)

  init(_ lines: ArraySlice<TextParagraph.Line>) {
    for line in lines {
      let indent = starts.isEmpty ? 0 : line.indent
      if !starts.isEmpty { bytes.append(.space) }
      starts.append((bytes.count, line.number, indent))
      bytes += line.bytes.dropFirst(indent)
    }
  }

  /// The line of a byte and the Unicode scalars before it there; places are asked in their order.
  mutating func place(of byte: Int) -> [JSONValue.Member] {
    while line + 1 < starts.count, starts[line + 1].byte <= byte {
      line += 1
      (reached, offset) = (starts[line].byte, starts[line].offset)
    }
    // All but the first byte of a scalar begin with 10.
    offset += bytes[reached..<byte].count { $0 & 0xC0 != 0x80 }
    reached = byte
    return [
      .init(key: "line", value: .integer(starts[line].number)),
      .init(key: "offset", value: .integer(offset)),
    ]
  }
}

extension String.UnicodeScalarView {
  fileprivate var withoutWhitespaceAround: Substring.UnicodeScalarView {
    func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isWhitespace }
    let end = lastIndex { !isBlank($0) }.map { index(after: $0) } ?? startIndex
    return self[..<end].drop(while: isBlank)
  }
}
