import LukeData

/// Makes UTF-8 that XML allows out of the bytes of a dump, whatever they are.
///
/// libxml2 gives up at the first byte that is not valid; a dump of many gigabytes should not end at
/// one. Bytes that are no UTF-8, and characters that XML 1.0 forbids, become U+FFFD. UTF-16 and the
/// encoding that the XML declaration names are converted. Input comes in chunks that may end anywhere.
struct XMLRepairer {
  private enum Encoding {
    case utf8
    case utf16(isBigEndian: Bool)
    case other(EncodingConverter)
  }

  /// The encoding that is declared and cannot be converted.
  private(set) var unknownEncoding: String?
  /// The encoding that is declared and converted; nil for UTF-8 and UTF-16.
  private(set) var convertedEncoding: String?

  /// Repaired bytes so far, and where each replacement is in them.
  private(set) var byteCount = 0
  private(set) var replacements: [Int] = []
  private var encoding = Encoding.utf8
  private var hasStarted = false
  /// Bytes at the end of the last chunk that may belong to a character with those of the next.
  private var pending: [UInt8] = []
  private var map = OffsetMap()

  /// Bytes within which a declaration of XML ends.
  private static let longestDeclaration = 1024
  fileprivate static let replacement: [UInt8] = [0xEF, 0xBF, 0xBD]

  /// Where a byte was before the repair; in UTF-16 the place in UTF-8 is all there is.
  func originalOffset(of offset: Int) -> Int { map.original(of: offset) }

  /// Forgets replacements before a place, and where bytes before it were.
  mutating func forgetReplacements(before offset: Int) {
    replacements.removeAll { $0 < offset }
    map.forget(before: offset)
  }

  /// Replacements that are kept at most: pages with more of them are longer than any that is read.
  private static let mostReplacements = 1 << 23

  private mutating func noteReplacement(at place: Int) {
    if replacements.count >= Self.mostReplacements {
      replacements.removeFirst(Self.mostReplacements / 2)
    }
    replacements.append(place)
  }

  /// Repairs the next bytes of a dump; an empty chunk is the end.
  mutating func repair(_ chunk: [UInt8]) -> [UInt8] {
    var bytes = pending + chunk
    let isLast = chunk.isEmpty
    if !hasStarted {
      if bytes.count < 4, !isLast {
        pending = bytes
        return []
      }
      if !isLast, bytes.starts(with: "<?xml".utf8), bytes.count < Self.longestDeclaration,
        bytes.firstRange(of: Array("?>".utf8)) == nil
      {
        pending = bytes
        return []
      }
      hasStarted = true
      removeByteOrderMark(&bytes)
    }
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count + 16)
    let used: Int
    switch encoding {
    case .utf8: used = repairUTF8(bytes, isLast: isLast, into: &output)
    case .other(let converter):
      let (converted, count) = converter.utf8(of: bytes, isLast: isLast)
      used = count
      _ = repairUTF8(converted, isLast: true, into: &output)
    case .utf16(let isBigEndian):
      used = convertUTF16(bytes, isBigEndian: isBigEndian, isLast: isLast, into: &output)
    }
    pending = Array(bytes[used...])
    byteCount += output.count
    return output
  }

  private mutating func removeByteOrderMark(_ bytes: inout [UInt8]) {
    let start = Array(bytes.prefix(4))
    switch (start.first, start.dropFirst().first) {
    case (0xFF, 0xFE), (0xFE, 0xFF):
      encoding = .utf16(isBigEndian: start[0] == 0xFE)
      bytes.removeFirst(2)
    case (0x3C, 0): encoding = .utf16(isBigEndian: false)
    case (0, 0x3C): encoding = .utf16(isBigEndian: true)
    case (0xEF, 0xBB) where start.dropFirst(2).first == 0xBF:
      bytes.removeFirst(3)
      map.skip(3)
    default: readDeclaration(bytes)
    }
  }

  /// Takes the encoding that is declared, unless it is one that the bytes themselves contradict.
  private mutating func readDeclaration(_ bytes: [UInt8]) {
    guard let name = XMLProlog(bytes.prefix(Self.longestDeclaration)).encoding else { return }
    // The declaration was read as ASCII, which is neither of UTF-16 and UTF-32.
    let known = ["UTF-8", "UTF8", "US-ASCII", "ASCII", "UTF-16", "UTF16", "UCS-", "UTF-32"]
    if known.contains(where: name.uppercased().hasPrefix) { return }
    if let converter = EncodingConverter(from: name) {
      (encoding, convertedEncoding) = (.other(converter), name)
    } else {
      unknownEncoding = name
    }
  }

  // MARK: UTF-8

  private mutating func repairUTF8(
    _ bytes: [UInt8], isLast: Bool, into output: inout [UInt8]
  ) -> Int {
    bytes.withUnsafeBufferPointer { bytes in
      var (start, place) = (0, 0)
      while true {
        place = Self.endOfPlainText(bytes, from: place)
        if place == bytes.count { break }
        let count = Self.characterCount(bytes, at: place)
        if count > 0 {
          place += count
          continue
        }
        let badCount = Self.brokenCount(bytes, at: place)
        if place + badCount == bytes.count, !isLast, bytes.count - place < 4,
          Self.mayContinue(bytes, at: place)
        {
          break
        }
        output += bytes[start..<place]
        noteReplacement(at: byteCount + output.count)
        map.add(at: byteCount + output.count, for: badCount)
        output += Self.replacement
        place += badCount
        start = place
      }
      output += bytes[start..<place]
      return place
    }
  }

  /// Where text ends that is ASCII without control characters other than tabs and line ends.
  private static func endOfPlainText(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    guard let base = UnsafeRawPointer(bytes.baseAddress) else { return 0 }
    var place = start
    while place < bytes.count {
      if place + 8 <= bytes.count {
        let word = base.loadUnaligned(fromByteOffset: place, as: UInt64.self)
        // In no byte the highest bit, and none that loses it when 0x20 is taken away.
        if (word | (word &- 0x2020_2020_2020_2020)) & 0x8080_8080_8080_8080 == 0 {
          place += 8
          continue
        }
      }
      let byte = bytes[place]
      guard byte < 0x80, byte >= 0x20 || byte == 9 || byte == 10 || byte == 13 else { return place }
      place += 1
    }
    return place
  }

  /// How many bytes the allowed character at a place has that is not ASCII; 0 if there is none.
  private static func characterCount(_ bytes: UnsafeBufferPointer<UInt8>, at place: Int) -> Int {
    func isContinuation(_ offset: Int, _ range: ClosedRange<UInt8> = 0x80...0xBF) -> Bool {
      place + offset < bytes.count && range ~= bytes[place + offset]
    }
    switch bytes[place] {
    case 0xC2...0xDF: return isContinuation(1) ? 2 : 0
    case 0xE0: return isContinuation(1, 0xA0...0xBF) && isContinuation(2) ? 3 : 0
    case 0xED: return isContinuation(1, 0x80...0x9F) && isContinuation(2) ? 3 : 0
    case 0xEF:
      guard isContinuation(1), isContinuation(2) else { return 0 }
      // U+FFFE and U+FFFF are no characters.
      return bytes[place + 1] == 0xBF && bytes[place + 2] >= 0xBE ? 0 : 3
    case 0xE1...0xEE: return isContinuation(1) && isContinuation(2) ? 3 : 0
    case 0xF0:
      return isContinuation(1, 0x90...0xBF) && isContinuation(2) && isContinuation(3) ? 4 : 0
    case 0xF1...0xF3: return isContinuation(1) && isContinuation(2) && isContinuation(3) ? 4 : 0
    case 0xF4:
      return isContinuation(1, 0x80...0x8F) && isContinuation(2) && isContinuation(3) ? 4 : 0
    default: return 0
    }
  }

  /// How many bytes one replacement stands for: the first, and those that could continue it.
  private static func brokenCount(_ bytes: UnsafeBufferPointer<UInt8>, at place: Int) -> Int {
    guard bytes[place] >= 0xC2 else { return 1 }
    let longest = bytes[place] >= 0xF0 ? 4 : bytes[place] >= 0xE0 ? 3 : 2
    var count = 1
    while count < longest, place + count < bytes.count, bytes[place + count] & 0xC0 == 0x80 {
      count += 1
    }
    return count
  }

  /// Whether more bytes could make a character of those at the end of a chunk.
  private static func mayContinue(_ bytes: UnsafeBufferPointer<UInt8>, at place: Int) -> Bool {
    let needed =
      switch bytes[place] {
      case 0xC2...0xDF: 2
      case 0xE0...0xEF: 3
      case 0xF0...0xF4: 4
      default: 0
      }
    return bytes.count - place < needed
  }

  // MARK: UTF-16

  private mutating func convertUTF16(
    _ bytes: [UInt8], isBigEndian: Bool, isLast: Bool, into output: inout [UInt8]
  ) -> Int {
    func unit(_ place: Int) -> UInt32 {
      let (first, second) = (UInt32(bytes[place]), UInt32(bytes[place + 1]))
      return isBigEndian ? first << 8 | second : second << 8 | first
    }
    var place = 0
    while place + 2 <= bytes.count {
      var value = unit(place)
      var count = 2
      if value & 0xFC00 == 0xD800 {
        if place + 4 > bytes.count, !isLast { return place }
        if place + 4 <= bytes.count, unit(place + 2) & 0xFC00 == 0xDC00 {
          value = 0x10000 + (value & 0x3FF) << 10 + unit(place + 2) & 0x3FF
          count = 4
        }
      }
      append(value, to: &output)
      place += count
    }
    if isLast, place < bytes.count { append(0, to: &output) }
    return isLast ? bytes.count : place
  }

  private mutating func append(_ value: UInt32, to output: inout [UInt8]) {
    let isControl = value < 0x20 && value != 9 && value != 10 && value != 13
    guard let scalar = Unicode.Scalar(value), !isControl, value != 0xFFFE, value != 0xFFFF else {
      noteReplacement(at: byteCount + output.count)
      output += Self.replacement
      return
    }
    output += UTF8.encode(scalar) ?? UTF8.EncodedScalar()
  }
}

/// Where bytes were before others, ahead of them, changed their number.
private struct OffsetMap {
  /// Replacements that follow one another, each for as many bytes, and the text after them.
  private struct Run {
    var repaired: Range<Int>
    var original: Int
    /// Bytes that each replacement stands for.
    var width: Int

    func original(of offset: Int) -> Int {
      let end = min(offset, repaired.upperBound)
      let replaced = (end - repaired.lowerBound) / XMLRepairer.replacement.count * width
      return original + replaced + max(0, offset - repaired.upperBound)
    }
  }

  private var runs = [Run(repaired: 0..<0, original: 0, width: 0)]
  /// Runs of the pages that are not delivered yet; those of more damage are forgotten.
  private static let maximumCount = 1 << 18

  /// Begins after bytes of the file that are left out.
  mutating func skip(_ count: Int) { runs[0].original = count }

  /// Notes a replacement at a place of so many bytes.
  mutating func add(at repaired: Int, for width: Int) {
    let end = repaired + XMLRepairer.replacement.count
    if let last = runs.last, last.width == width, last.repaired.upperBound == repaired {
      runs[runs.count - 1].repaired = last.repaired.lowerBound..<end
      return
    }
    let original = original(of: repaired)
    if runs.count >= Self.maximumCount { runs.removeFirst(Self.maximumCount / 2) }
    runs.append(Run(repaired: repaired..<end, original: original, width: width))
  }

  /// Forgets what no place from this one on needs.
  mutating func forget(before offset: Int) {
    let needed = runs.lastIndex { $0.repaired.lowerBound <= offset } ?? 0
    runs.removeFirst(needed)
  }

  func original(of offset: Int) -> Int {
    let run = runs.last { $0.repaired.lowerBound <= offset } ?? runs[0]
    return max(0, run.original(of: offset))
  }
}
