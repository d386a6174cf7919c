/// The different words of a text and how often each occurs: what byte-pair encoding is learned from.
///
/// Words are cut as byte-level tokenizers cut them. The memory is that of the different words, not
/// of the text. Threads count into a value each, which are then merged.
package struct WordCounts: Sendable {
  /// Whether each text is read as if a space stood before it, as tokenizers do that add one.
  package let addsPrefixSpace: Bool
  /// The words, as UTF-8 with the space before them.
  private(set) var words = ByteCounts()
  /// The scalars of a text, with room for a space before the first.
  private var scalars: [UInt32] = [0x20]

  /// Starts with no words.
  package init(addsPrefixSpace: Bool) {
    self.addsPrefixSpace = addsPrefixSpace
  }

  /// The number of different words.
  package var count: Int { words.count }

  /// Counts the words of a text.
  ///
  /// Texts are cut apart from each other: no word goes over the end of one. Takes scratch memory of
  /// four times the text's size, so feed paragraphs or lines rather than a whole corpus.
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
      var start = 0
      while start < bytes.count {
        let end = bytes[start...].firstIndex(of: 10).map { $0 + 1 } ?? bytes.count
        add(UnsafeBufferPointer(rebasing: bytes[start..<end]))
        start = end
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
    if scalars.count <= bytes.count {
      scalars = Array(repeating: 0x20, count: max(bytes.count + 1, 2 * scalars.count))
    }
    let addsSpace = addsPrefixSpace && first != 0x20
    scalars.withUnsafeMutableBufferPointer { scalars in
      guard let base = scalars.baseAddress else { return }
      let end = 1 + decode(bytes, to: base + 1)
      let splitter = ByteLevelSplitter(base, end: end)
      var place = addsSpace ? 0 : 1
      var byte = addsSpace ? -1 : 0
      while place < end {
        let next = splitter.endOfWord(from: place)
        let length = utf8Length(of: base + place, count: next - place)
        if byte < 0 {
          let word = [0x20] + bytes[..<(length - 1)]
          word.withUnsafeBufferPointer { words.add(1, to: $0) }
        } else {
          words.add(1, to: UnsafeBufferPointer(rebasing: bytes[byte..<byte + length]))
        }
        byte += length
        place = next
      }
    }
  }
}

/// Writes the scalars of valid UTF-8; gives their number.
@inline(__always)
private func decode(
  _ bytes: UnsafeBufferPointer<UInt8>, to scalars: UnsafeMutablePointer<UInt32>
) -> Int {
  var count = 0
  var place = 0
  while place < bytes.count {
    let byte = bytes[place]
    let length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
    var scalar = length == 1 ? UInt32(byte) : UInt32(byte) & (0x7F >> UInt32(length))
    for offset in 1..<max(length, 1) { scalar = scalar << 6 | UInt32(bytes[place + offset] & 0x3F) }
    scalars[count] = scalar
    count += 1
    place += length
  }
  return count
}

@inline(__always)
private func utf8Length(of scalars: UnsafePointer<UInt32>, count: Int) -> Int {
  var length = count
  for index in 0..<count {
    let scalar = scalars[index]
    length += (scalar >= 0x80 ? 1 : 0) + (scalar >= 0x800 ? 1 : 0) + (scalar >= 0x10000 ? 1 : 0)
  }
  return length
}
