import LukeData
import LukeText

/// How many subwords the entities of training files have.
struct MentionLengths {
  /// In ascending order.
  private let lengths: [Int]

  /// Fewer are not taken: entities to come are not those that are known.
  private static let fewest = 4
  /// More are not taken, for such are faults of the data as a rule.
  private static let most = 64

  init(_ corpora: [AnnotatedCorpus], _ tokenizer: Tokenizer) {
    let encoder = SubwordEncoder(tokenizer)
    lengths = corpora.flatMap { corpus in
      corpus.sentences.flatMap { sentence -> [Int] in
        if sentence.entities.isEmpty { return [] }
        let ends = [0] + SubwordDocument.subwords(of: [sentence], encoder: encoder)[0].ends
        return sentence.entities.map { Int(ends[$0.words.upperBound] - ends[$0.words.lowerBound]) }
      }
    }.sorted()
  }

  /// The fewest subwords within which so large a share of the entities is.
  func covering(share: Double) -> Int {
    guard !lengths.isEmpty else { return 16 }
    let count = Int((share * Double(lengths.count)).rounded(.up))
    return min(max(lengths[max(0, count - 1)], Self.fewest), Self.most)
  }

  /// How many of the entities are within a length.
  func note(of limit: Int) -> String {
    guard let longest = lengths.last else { return "the training files have no entities" }
    let reached = lengths.count { $0 <= limit }
    if reached == lengths.count {
      return "the longest entity of the training files has \(counted(longest, "subword"))"
    }
    return
      "\(reached) of \(lengths.count) entities of the training files are no longer, the longest has "
      + counted(longest, "subword")
  }
}
