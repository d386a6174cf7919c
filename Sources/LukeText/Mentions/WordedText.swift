/// A text cut into words, between which mentions begin and end.
///
/// Words stand between white space; every punctuation mark is one of its own, as BERT's words are cut, and
/// so is every character of scripts that are written without spaces, but for runs of katakana. What is
/// compared are the words as normalized, and whether there is white space between them, not how much. Letters with
/// accents are the same in either normal form of Unicode.
package struct WordedText: Sendable {
  /// A word and where it stands.
  struct Word: Hashable, Sendable {
    /// Its bytes among those of the text.
    var start, end: Int32
    /// The scalars that it was made of, in the original.
    var firstScalar, endScalar: Int32
  }

  /// The words, normalized, as UTF-8, with one space where there was white space between two.
  package private(set) var bytes: [UInt8] = []
  private(set) var words: [Word] = []

  /// Cuts a text.
  package init(_ text: String, _ normalization: MentionNormalization) {
    let properties = UnicodeProperties.shared
    bytes.reserveCapacity(text.utf8.count)
    var (index, followsSpace) = (0, false)
    var last = MentionScript.none
    func take(_ value: UInt32, _ first: Int, _ end: Int) {
      let script = MentionScript(of: value, properties)
      if script == .none {
        (last, followsSpace) = (.none, true)
        return
      }
      if script == .alone || script != last {
        if followsSpace, !words.isEmpty { bytes.append(0x20) }
        let place = Int32(truncatingIfNeeded: bytes.count)
        words.append(
          Word(
            start: place, end: place, firstScalar: Int32(truncatingIfNeeded: first),
            endScalar: 0))
      }
      append(value)
      words[words.count - 1].end = Int32(truncatingIfNeeded: bytes.count)
      words[words.count - 1].endScalar = Int32(truncatingIfNeeded: end)
      (last, followsSpace) = (script, false)
    }
    // Without accents both normal forms are the same.
    if !normalization.stripsAccents, let composed = ComposedText(text, normalization) {
      for part in composed.parts {
        take(part.scalar, part.original.lowerBound, part.original.upperBound)
      }
      return
    }
    for scalar in text.unicodeScalars {
      normalization.forEach(of: scalar.value, properties) { take($0, index, index + 1) }
      index += 1
    }
  }

  private mutating func append(_ scalar: UInt32) {
    if scalar < 0x80 { return bytes.append(UInt8(scalar)) }
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 4) { buffer in
      guard let start = buffer.baseAddress else { return }
      let count = UTF8Scalars.write(scalar, to: start)
      bytes.append(contentsOf: buffer[..<count])
    }
  }

  /// The number of words.
  package var wordCount: Int { words.count }

  /// The original scalars of some words.
  package func scalars(ofWords range: Range<Int>) -> Range<Int> {
    Int(words[range.lowerBound].firstScalar)..<Int(words[range.upperBound - 1].endScalar)
  }

  /// The words that stand whole within some of the original scalars.
  package func words(within scalars: Range<Int>) -> Range<Int> {
    let first = words.partition { Int($0.firstScalar) >= scalars.lowerBound }
    let end = words.partition { Int($0.endScalar) > scalars.upperBound }
    return first..<max(first, end)
  }

  /// The bytes of some words.
  func place(ofWords range: Range<Int>) -> Range<Int> {
    Int(words[range.lowerBound].start)..<Int(words[range.upperBound - 1].end)
  }
}

/// What a scalar is to the words around it.
enum MentionScript {
  /// White space, no part of any word.
  case none
  /// A word of its own.
  case alone
  case katakana, other

  @inline(__always)
  init(of scalar: UInt32, _ properties: UnicodeProperties) {
    let flags = properties.flags[Int(scalar)]
    if flags.contains(.whitespace) || scalar >= 9 && scalar <= 13 {
      self = .none
    } else if !flags.isDisjoint(with: [.punctuation, .ideograph]) {
      self = .alone
    } else if scalar < 0xE00 {
      self = .other
    } else {
      switch scalar {
      // Thai and Lao, Burmese, Khmer, hiragana.
      case 0xE00...0xEFF, 0x1000...0x109F, 0x1780...0x17FF, 0x3041...0x309F: self = .alone
      case 0x30A1...0x30FF: self = .katakana
      default: self = .other
      }
    }
  }
}

extension [WordedText.Word] {
  /// The first index from which on something holds.
  fileprivate func partition(_ holds: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
