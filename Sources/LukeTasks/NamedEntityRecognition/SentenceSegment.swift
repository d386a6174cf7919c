/// A run of words of a sentence that one sequence looks for entities in, with the words around it.
///
/// A sentence that fits is one segment. Of a longer one, a segment takes at most half of a sequence,
/// so that the words around it have the other half.
struct SentenceSegment {
  /// The words at which candidates start.
  let words: Range<Int>
  /// The subwords of the sequence, in the document.
  let window: Range<Int>
  /// Where the last candidate ends at the latest: the last word of the sentence in the window.
  let lastWordEnd: Int

  /// The segments of a sentence whose words start and end at `boundaries`; their windows have up to
  /// `limit` subwords and stay in `surroundings`.
  static func segments(
    _ boundaries: [Int], in surroundings: Range<Int>, limit: Int
  ) -> [SentenceSegment] {
    wordRanges(boundaries, limit: limit).map { words in
      // A word too long for any sequence keeps the subwords that fit.
      let start = boundaries[words.lowerBound]
      let subwords = start..<min(boundaries[words.upperBound], start + limit)
      let window = window(around: subwords, in: surroundings, limit: limit)
      var end = words.upperBound
      while end + 1 < boundaries.count, boundaries[end + 1] <= window.upperBound { end += 1 }
      return SentenceSegment(words: words, window: window, lastWordEnd: end)
    }
  }

  /// How many words are too long for any sequence, and keep the subwords that fit.
  static func cutWordCount(_ boundaries: [Int], limit: Int) -> Int {
    zip(boundaries, boundaries.dropFirst()).count { start, end in end - start > limit }
  }

  /// What to say of such words; nil where there are none.
  static func note(onCutWords count: Int, maximumLength: Int) -> String? {
    if count == 0 { return nil }
    return
      "\(counted(count, "word has", plural: "words have")) more subwords than task.max_length, "
      + "\(maximumLength), has room for, and lost the last of them"
  }

  private static func wordRanges(_ boundaries: [Int], limit: Int) -> [Range<Int>] {
    let wordCount = boundaries.count - 1
    if boundaries[wordCount] - boundaries[0] <= limit { return [0..<wordCount] }
    var ranges: [Range<Int>] = []
    var start = 0
    while start < wordCount {
      var end = start + 1
      while end < wordCount, boundaries[end + 1] - boundaries[start] <= limit / 2 { end += 1 }
      ranges.append(start..<end)
      start = end
    }
    return ranges
  }

  /// The subwords a sequence holds: those of a segment and what fits of its surroundings.
  ///
  /// Half of the room goes to each side; what the shorter side does not need goes to the other.
  private static func window(
    around segment: Range<Int>, in surroundings: Range<Int>, limit: Int
  ) -> Range<Int> {
    let room = limit - segment.count
    let leftLength = segment.lowerBound - surroundings.lowerBound
    let rightLength = surroundings.upperBound - segment.upperBound
    var left = min(leftLength, room / 2)
    var right = min(rightLength, room / 2)
    if leftLength < rightLength {
      right = min(rightLength, room - left)
    } else {
      left = min(leftLength, room - right)
    }
    return segment.lowerBound - left..<segment.upperBound + right
  }
}
