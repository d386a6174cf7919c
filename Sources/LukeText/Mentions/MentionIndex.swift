import LukeSystem

/// Texts to be found in others as whole words, numbered from 0 in the order they came in.
///
/// Of each word that one begins with it is known how many words the longest has, so that few places are
/// looked at.
package struct MentionIndex: Sendable {
  private var texts = InternedBytes()
  private var firstWords = InternedBytes()
  private var longest: [Int32] = []

  /// Starts with no texts.
  package init() {}

  /// The number of texts.
  package var count: Int { texts.count }

  /// A text, normalized.
  package func text(at number: Int) -> String { texts.string(at: number) }

  /// Adds a text of at least one word; `isNew` is false where it is there already.
  package mutating func add(_ text: WordedText) -> (number: Int, isNew: Bool) {
    precondition(text.wordCount > 0, "a mention without a word")
    return text.bytes.withUnsafeBufferPointer { bytes in
      let first = firstWords.intern(
        UnsafeBufferPointer(rebasing: bytes[text.place(ofWords: 0..<1)]))
      if first.isNew { longest.append(0) }
      longest[first.number] = max(
        longest[first.number], Int32(truncatingIfNeeded: text.wordCount))
      return texts.intern(bytes)
    }
  }

  /// Calls `body` with each text that begins at a word of another and ends before the word `limit`, the
  /// longest first, and with the word behind it, until `body` gives false.
  @inline(__always)
  package func forEachMatch(
    in text: WordedText, at word: Int, limit: Int,
    _ body: (_ number: Int, _ end: Int) -> Bool
  ) {
    text.bytes.withUnsafeBufferPointer { bytes in
      let first = text.place(ofWords: word..<word + 1)
      guard let known = firstWords.number(of: UnsafeBufferPointer(rebasing: bytes[first])) else {
        return
      }
      var end = min(limit, word + Int(longest[known]))
      while end > word {
        let place = text.place(ofWords: word..<end)
        if let number = texts.number(of: UnsafeBufferPointer(rebasing: bytes[place])),
          !body(number, end)
        {
          return
        }
        end -= 1
      }
    }
  }
}
