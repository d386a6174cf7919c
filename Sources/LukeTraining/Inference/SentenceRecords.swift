import LukeCorpus
import LukeData
import LukeJSON

/// The sentences of plain text as JSON Lines, with what answers to them carry on.
struct SentenceRecords {
  /// A record for each sentence.
  let source: SourceText
  /// Where each sentence stands: its `line`, and `offset`, the Unicode scalars before it in the line.
  let places: [[JSONValue.Member]]

  /// Cuts a text.
  /// - Parameter marksDocuments: whether sentences that no blank line parts are told to be one document.
  /// - Throws: `DataError` where the rules of a language are not known, or there is no sentence.
  init(_ text: SourceText, _ splitting: SentenceSplitting, marksDocuments: Bool) throws {
    let splitter = try SentenceSplitter(splitting)
    var records: [UInt8] = []
    var places: [[JSONValue.Member]] = []
    var ends: [Int] = []
    var (document, isParted) = (0, false)
    text.forEachLine { number, line in
      if line.allSatisfy(\.isBlank) { return isParted = true }
      if isParted, !records.isEmpty { document += 1 }
      isParted = false
      line.withUnsafeBufferPointer { splitter.findEnds(of: $0, into: &ends) }
      var (start, offset) = (line.startIndex, 0)
      for end in ends.map({ line.startIndex + $0 }) {
        let piece = line[start..<end].string
        let sentence = piece.unicodeScalars.withoutWhitespaceAround
        if !sentence.isEmpty {
          var record = JSONValue.object(["text": .string(String(sentence))])
          if marksDocuments { record["document"] = .integer(document) }
          records += Array(record.compactText.utf8) + [.newline]
          let before = piece.unicodeScalars[..<sentence.startIndex].count
          places.append([
            .init(key: "line", value: .integer(number)),
            .init(key: "offset", value: .integer(offset + before)),
          ])
        }
        offset += piece.unicodeScalars.count
        start = end
      }
    }
    if records.isEmpty { throw DataError.unsuitable(file: text.file, reason: "holds no sentences") }
    source = try SourceText(bytes: records, file: text.file, encoding: .utf8)
    self.places = places
  }
}

extension String.UnicodeScalarView {
  fileprivate var withoutWhitespaceAround: Substring.UnicodeScalarView {
    func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isWhitespace }
    let end = lastIndex { !isBlank($0) }.map { index(after: $0) } ?? startIndex
    return self[..<end].drop(while: isBlank)
  }
}
