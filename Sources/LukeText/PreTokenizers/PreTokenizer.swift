/// Cuts normalized text into words, none of which a subword crosses.
protocol PreTokenizer: Sendable {
  /// Whether words carry the space before them, so that a word reads differently after a space.
  var marksSpaces: Bool { get }

  /// Whether the tokenizer's files ask for a space before every text that does not start with one.
  var addsPrefixSpace: Bool { get }

  /// Appends the words of a stretch of text, in order and without overlaps.
  ///
  /// The text is valid UTF-8. Up to 32 bytes behind the range may be read, the text's or not.
  func split(_ text: UnsafePointer<UInt8>, _ range: Range<Int>, into words: WordList)
}

extension PreTokenizer {
  var addsPrefixSpace: Bool { false }
}

/// Words as ranges of bytes.
///
/// One list is used again for text after text.
final class WordList {
  private let places = ScratchBuffer<Int>()
  /// The number of words.
  private(set) var count = 0

  /// Forgets the words.
  func removeAll() { count = 0 }

  /// Adds a word of at least one byte.
  @inline(__always)
  func append(_ start: Int, _ end: Int) {
    places.reserve(2 * count + 2)
    places.base[2 * count] = start
    places.base[2 * count + 1] = end
    count += 1
  }

  /// Where a word starts and ends.
  @inline(__always)
  subscript(index: Int) -> (start: Int, end: Int) {
    (places.base[2 * index], places.base[2 * index + 1])
  }
}
