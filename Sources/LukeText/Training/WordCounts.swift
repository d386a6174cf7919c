import LukeSystem

/// The different words of a text and how often each occurs: what byte-pair encoding is learned from.
///
/// Words are cut as byte-level tokenizers cut them. The memory is that of the different words, not
/// of the text. Threads count into a value each, which are then merged.
package struct WordCounts: Sendable {
  /// Whether each text is read as if a space stood before it, as tokenizers do that add one.
  package let addsPrefixSpace: Bool
  /// The words, as UTF-8 with the space before them.
  private(set) var words = ByteCounts()
  /// The bytes of a text behind a space, and room for what is read past its end.
  private var text: [UInt8] = [0x20]
  private static let margin = 8

  /// Starts with no words.
  package init(addsPrefixSpace: Bool) {
    self.addsPrefixSpace = addsPrefixSpace
  }

  /// The number of different words.
  package var count: Int { words.count }

  /// Counts the words of a text.
  ///
  /// Texts are cut apart from each other: no word goes over the end of one. Takes scratch memory of
  /// twice the text's size, so feed paragraphs or lines rather than a whole corpus.
  package mutating func add(_ text: String) {
    var text = text
    text.withUTF8 { add($0) }
  }

  /// Counts the words of each line of a text, the line ends being part of the lines.
  ///
  /// This is how Hugging Face's tokenizers read files to train on.
  package mutating func addLines(of text: String) {
    var text = text
    text.withUTF8 { bytes in
      for line in ByteLines(bytes) {
        let end = min(line.upperBound + 1, bytes.count)
        add(UnsafeBufferPointer(rebasing: bytes[line.lowerBound..<end]))
      }
    }
  }

  /// Adds the words of other texts, which must have been counted with the same prefix space.
  package mutating func merge(_ other: WordCounts) {
    precondition(addsPrefixSpace == other.addsPrefixSpace, "words were cut in two ways")
    words.merge(other.words)
  }

  /// Counts the words of valid UTF-8.
  private mutating func add(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let first = bytes.first else { return }
    if text.count < bytes.count + WordCounts.margin {
      text = Array(repeating: 0x20, count: 2 * bytes.count + WordCounts.margin)
    }
    let start = addsPrefixSpace && first != 0x20 ? 0 : 1
    text.withUnsafeMutableBufferPointer { text in
      guard let base = text.baseAddress else { return }
      _ = UnsafeMutableBufferPointer(rebasing: text[1...]).update(fromContentsOf: bytes)
      let end = 1 + bytes.count
      let splitter = ByteLevelSplitter(base, end: end)
      var place = start
      while place < end {
        let next = splitter.endOfWord(from: place)
        words.add(1, to: UnsafeBufferPointer(start: base + place, count: next - place))
        place = next
      }
    }
  }
}
