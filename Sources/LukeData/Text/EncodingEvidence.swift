import LukeSystem

/// What the bytes of a file without a declared encoding say about it.
struct EncodingEvidence {
  /// A byte that is not part of a valid UTF-8 sequence.
  struct BadByte {
    let line: Int
    let byte: InvalidByte
  }

  /// The first bad byte of each of the first lines that have any.
  private(set) var badBytes: [BadByte] = []
  /// How many lines have bad bytes.
  private(set) var badLineCount = 0
  private var badByteCount = 0
  /// How many characters beyond ASCII are valid UTF-8.
  private(set) var sequenceCount = 0
  private var highByteCount = 0
  private var highRunCount = 0
  private var controlCount = 0
  private var hasGap = false

  var isValidUTF8: Bool { badByteCount == 0 }

  init(_ bytes: [UInt8]) {
    var (index, line, lineStart, lastBadLine) = (0, 1, 0, 0)
    var isInRun = false
    while index < bytes.count {
      let byte = bytes[index]
      if byte < 0x80 {
        isInRun = false
        index += 1
        if byte == .newline { (line, lineStart) = (line + 1, index) }
        continue
      }
      if !isInRun { highRunCount += 1 }
      isInRun = true
      let length = Self.sequenceLength(bytes, at: index)
      for offset in 0..<max(1, length) { countHigh(bytes[index + offset]) }
      if length > 0 {
        sequenceCount += 1
        index += length
        continue
      }
      badByteCount += 1
      if line != lastBadLine {
        lastBadLine = line
        badLineCount += 1
        if badBytes.count < FaultCollector.limit {
          let bad = InvalidByte(number: index - lineStart + 1, value: byte)
          badBytes.append(BadByte(line: line, byte: bad))
        }
      }
      index += 1
    }
  }

  private mutating func countHigh(_ byte: UInt8) {
    highByteCount += 1
    if byte < 0xA0 { controlCount += 1 }
    if !SingleByteText.isWindows(byte) { hasGap = true }
  }

  /// Bytes in the valid sequence of two bytes or more that starts at an index; 0 where there is none.
  private static func sequenceLength(_ bytes: [UInt8], at index: Int) -> Int {
    func follows(_ offset: Int, _ range: ClosedRange<UInt8> = 0x80...0xBF) -> Bool {
      index + offset < bytes.count && range.contains(bytes[index + offset])
    }
    switch bytes[index] {
    case 0xC2...0xDF: return follows(1) ? 2 : 0
    case 0xE0: return follows(1, 0xA0...0xBF) && follows(2) ? 3 : 0
    case 0xED: return follows(1, 0x80...0x9F) && follows(2) ? 3 : 0
    case 0xE1...0xEF: return follows(1) && follows(2) ? 3 : 0
    case 0xF0: return follows(1, 0x90...0xBF) && follows(2) && follows(3) ? 4 : 0
    case 0xF1...0xF3: return follows(1) && follows(2) && follows(3) ? 4 : 0
    case 0xF4: return follows(1, 0x80...0x8F) && follows(2) && follows(3) ? 4 : 0
    default: return 0
    }
  }

  /// Characters beyond ASCII that are valid UTF-8 by chance are at most one in so many of Latin-1.
  private static let chance = 20

  /// Whether the file is UTF-8 with bad places rather than of another encoding.
  var isDamagedUTF8: Bool {
    if badByteCount == 0 || sequenceCount == 0 { return false }
    if sequenceCount >= badByteCount { return true }
    return sequenceCount * Self.chance > badByteCount && singleByteEncoding != nil
  }

  /// The encoding with one byte a character that the bytes look like.
  ///
  /// These have single accented letters among ASCII. Nil where letters beyond it stand in long runs, as
  /// in Cyrillic or Chinese.
  var singleByteEncoding: TextEncoding? {
    guard highByteCount <= 2 * highRunCount else { return nil }
    if controlCount == 0 { return .latin1 }
    return hasGap ? nil : .windows1252
  }
}
