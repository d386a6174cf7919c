import LukeData
import LukeText

/// The sentences of a document as subwords, one after the other.
struct SubwordDocument {
  /// The ids of all subwords.
  private(set) var ids: [Int32] = []
  /// For each sentence, where in ``ids`` its words start, and where the last one ends.
  private(set) var boundaries: [[Int]] = []

  /// The subwords of a sentence, one after the other, and where each word ends.
  struct Subwords: Sendable {
    var ids: [Int32] = []
    var ends: [Int32] = []
  }

  /// Tokenizes sentences, which may be of several documents.
  static func subwords(
    of sentences: ArraySlice<AnnotatedSentence>, encoder: SubwordEncoder
  ) -> [Subwords] {
    sentences.map { sentence in
      var found = Subwords()
      found.ends.reserveCapacity(sentence.words.count)
      for (index, word) in sentence.words.enumerated() {
        let space = sentence.isPrecededBySpace(word: index) && takesSpace(word)
        let subwords = encoder.ids(word, encoder.marksSpaces && space)
        if subwords.isEmpty { found.ids.append(encoder.unknownID) }
        found.ids += subwords
        found.ends.append(Int32(truncatingIfNeeded: found.ids.count))
      }
      return found
    }
  }

  /// Joins the sentences of one document.
  init(_ sentences: ArraySlice<Subwords>) {
    ids.reserveCapacity(sentences.reduce(0) { $0 + $1.ids.count })
    for sentence in sentences {
      let start = ids.count
      boundaries.append([start] + sentence.ends.map { start + Int($0) })
      ids += sentence.ids
    }
  }

  /// The segments of a sentence in sequences of up to `maximumLength` subwords, and how many of its words
  /// are too long for any.
  func segments(
    ofSentence index: Int, _ context: EntityContext, maximumLength: Int
  ) -> (segments: [SentenceSegment], cutWordCount: Int) {
    let boundaries = boundaries[index]
    let surroundings =
      context == .document ? ids.indices : boundaries[0]..<boundaries[boundaries.count - 1]
    // Two special tokens stand around the words.
    let limit = max(1, maximumLength - 2)
    return (
      SentenceSegment.segments(boundaries, in: surroundings, limit: limit),
      SentenceSegment.cutWordCount(boundaries, limit: limit)
    )
  }

  /// Whether a word of a list is read with a space before it: not so words that start with an
  /// apostrophe and single punctuation characters, which mostly touch the word before.
  ///
  /// Source: `tokenize_word` of the official examples/legacy/ner/utils.py.
  private static func takesSpace(_ word: String) -> Bool {
    let scalars = word.unicodeScalars
    guard let first = scalars.first, first != "'" else { return false }
    return scalars.count > 1 || !first.isBertPunctuation
  }
}
