import LukeText

/// How often the texts of links stand in a corpus, linked or not, and in how many documents.
///
/// Texts within longer ones count too, as they do in LUKE's own program.
package struct TextOccurrences: Sendable {
  private(set) var counts: [Int32: (occurrences: Int64, documents: Int64)] = [:]

  /// Starts with none.
  package init() {}

  /// Counts the texts of a dictionary in documents.
  package mutating func add(
    _ documents: [LinkedDocument], _ candidates: MentionCandidates,
    _ settings: MentionDictionarySettings
  ) {
    var found: [Int32: Int64] = [:]
    for document in documents {
      found.removeAll(keepingCapacity: true)
      for paragraph in document.paragraphs {
        let text = WordedText(paragraph.text, settings.normalization)
        for word in 0..<text.wordCount {
          candidates.index.forEachMatch(in: text, at: word, limit: text.wordCount) { number, _ in
            found[Int32(truncatingIfNeeded: number), default: 0] += 1
            return true
          }
        }
      }
      for (number, count) in found {
        counts[number, default: (0, 0)].occurrences += count
        counts[number, default: (0, 0)].documents += 1
      }
    }
  }
}

/// The occurrences of each text of a dictionary, by its number.
package struct OccurrenceTable: Sendable {
  private(set) var occurrences: [Int64]
  private(set) var documents: [Int64]

  /// Starts with none of so many texts.
  package init(count: Int) {
    (occurrences, documents) = (
      Array(repeating: 0, count: count), Array(repeating: 0, count: count)
    )
  }

  /// Adds those of some documents.
  package mutating func add(_ found: TextOccurrences) {
    for (number, counts) in found.counts {
      occurrences[Int(number)] += counts.occurrences
      documents[Int(number)] += counts.documents
    }
  }
}
