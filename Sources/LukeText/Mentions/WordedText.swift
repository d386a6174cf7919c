/// A text cut into words, between which mentions begin and end.
///
/// Words stand between white space; every punctuation mark is one of its own, as BERT's words are cut, and
/// so is every character of scripts that are written without spaces, but for runs of katakana. What is
/// compared are the words as normalized, and whether there is white space between them, not how much. Letters
/// with accents are the same however they are composed: what is normalized is in normalization form C.
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
    var cutter = Cutter(normalization: normalization, properties: properties)
    // A scalar with those that may be composed with it.
    var run: [UInt32] = []
    var (first, end) = (UInt32(0), Int32(0))
    var (start, index, isEmpty) = (Int32(0), Int32(0), true)
    for scalar in text.unicodeScalars {
      let value = scalar.value
      defer { index += 1 }
      if normalization.drops(value, properties) { continue }
      if !isEmpty, value >= 0x80, properties.flags[Int(value)].contains(.continuing) {
        if run.isEmpty { run.append(first) }
        run.append(value)
      } else {
        if !isEmpty { take(first, &run, start..<end, &cutter) }
        (first, start, isEmpty) = (value, index, false)
      }
      end = index + 1
    }
    if !isEmpty { take(first, &run, start..<end, &cutter) }
  }

  /// What cutting has come to.
  private struct Cutter {
    let normalization: MentionNormalization
    let properties: UnicodeProperties
    var last = MentionScript.none
    var followsSpace = false
  }

  /// Takes a scalar, or a run that begins with it, which was made of some of the original scalars.
  private mutating func take(
    _ first: UInt32, _ run: inout [UInt32], _ place: Range<Int32>, _ cutter: inout Cutter
  ) {
    let (normalization, properties) = (cutter.normalization, cutter.properties)
    if run.isEmpty, normalization.isPlain(first, properties) {
      normalization.forEach(of: first, properties) { take($0, place, &cutter) }
      return
    }
    let values = normalization.normalized(run.isEmpty ? [first] : run, properties)
    // What was not composed stands where it stood.
    let isEach = values.count == place.count
    for (offset, value) in values.enumerated() {
      let start = place.lowerBound + Int32(truncatingIfNeeded: offset)
      take(value, isEach ? start..<start + 1 : place, &cutter)
    }
    run.removeAll(keepingCapacity: true)
  }

  /// Takes a normalized scalar.
  private mutating func take(_ value: UInt32, _ place: Range<Int32>, _ cutter: inout Cutter) {
    let script = MentionScript(of: value, cutter.properties)
    if script == .none {
      (cutter.last, cutter.followsSpace) = (.none, true)
      return
    }
    if script == .alone || script != cutter.last {
      if cutter.followsSpace, !words.isEmpty { bytes.append(0x20) }
      let start = Int32(truncatingIfNeeded: bytes.count)
      words.append(Word(start: start, end: start, firstScalar: place.lowerBound, endScalar: 0))
    }
    append(value)
    words[words.count - 1].end = Int32(truncatingIfNeeded: bytes.count)
    words[words.count - 1].endScalar = place.upperBound
    (cutter.last, cutter.followsSpace) = (script, false)
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
