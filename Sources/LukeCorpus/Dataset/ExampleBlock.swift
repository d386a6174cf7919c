/// Some hundred examples one after the other in memory: what is compressed and read as one.
package struct ExampleBlock: Hashable, Sendable {
  private(set) var documentEntities: [Int32] = []
  private(set) var wordEnds: [Int] = []
  private(set) var mentionEnds: [Int] = []
  private(set) var words: [Int32] = []
  private(set) var mentions: [EntityMention] = []

  package init() {}

  /// The number of examples.
  package var count: Int { documentEntities.count }

  /// Adds an example behind the others.
  package mutating func append(_ example: PretrainingExample) {
    documentEntities.append(example.documentEntity ?? -1)
    words.append(contentsOf: example.words)
    mentions.append(contentsOf: example.mentions)
    wordEnds.append(words.count)
    mentionEnds.append(mentions.count)
  }

  /// The words and the mentions of an example, as places in the block.
  private func places(of number: Int) -> (words: Range<Int>, mentions: Range<Int>) {
    number == 0
      ? (0..<wordEnds[0], 0..<mentionEnds[0])
      : (wordEnds[number - 1]..<wordEnds[number], mentionEnds[number - 1]..<mentionEnds[number])
  }

  /// An example by its number in the block.
  package func example(at number: Int) -> PretrainingExample {
    let places = places(of: number)
    let entity = documentEntities[number]
    return PretrainingExample(
      documentEntity: entity < 0 ? nil : entity, words: Array(words[places.words]),
      mentions: Array(mentions[places.mentions]))
  }

  /// How many words and mentions each example has, as 16-bit numbers in turns.
  func appendCounts(to bytes: inout [UInt8]) {
    for number in 0..<count {
      let places = places(of: number)
      Self.append(UInt16(truncatingIfNeeded: places.words.count), to: &bytes)
      Self.append(UInt16(truncatingIfNeeded: places.mentions.count), to: &bytes)
    }
  }

  // MARK: Bytes

  /// The block as it is stored, little-endian: the number of examples and the bytes of a word id (2 or
  /// 4), 32 bits each; the document entities (32 bits, -1 for none); words and mentions of each
  /// example (16 bits, in turns); the words; the mentions' entities (32 bits), their starts, and how
  /// many words they have (16 bits).
  package func encoded() -> [UInt8] {
    let isNarrow = words.allSatisfy { $0 >= 0 && $0 <= UInt16.max }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(8 + 8 * count + (isNarrow ? 2 : 4) * words.count + 8 * mentions.count)
    Self.append(UInt32(count), to: &bytes)
    Self.append(UInt32(isNarrow ? 2 : 4), to: &bytes)
    for entity in documentEntities { Self.append(entity, to: &bytes) }
    appendCounts(to: &bytes)
    if isNarrow {
      for word in words { Self.append(UInt16(truncatingIfNeeded: word), to: &bytes) }
    } else {
      for word in words { Self.append(word, to: &bytes) }
    }
    for mention in mentions { Self.append(mention.entity, to: &bytes) }
    for mention in mentions { Self.append(UInt16(truncatingIfNeeded: mention.start), to: &bytes) }
    for mention in mentions {
      Self.append(UInt16(truncatingIfNeeded: mention.end - mention.start), to: &bytes)
    }
    return bytes
  }

  @inline(__always)
  private static func append<Integer: FixedWidthInteger>(_ value: Integer, to bytes: inout [UInt8])
  {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }

  /// Takes a block apart again; nil if the bytes are not those of a block of `count` examples.
  package init?(_ bytes: [UInt8], count: Int) {
    let isWhole = bytes.withUnsafeBytes { bytes in
      var source = BlockSource(bytes: bytes)
      guard source.has(8), source.next(UInt32.self) == UInt32(count) else { return false }
      let width = Int(source.next(UInt32.self))
      guard width == 2 || width == 4, source.has(8 * count) else { return false }
      documentEntities = source.next(count, Int32.self) { $0 }
      var (wordEnd, mentionEnd) = (0, 0)
      wordEnds.reserveCapacity(count)
      mentionEnds.reserveCapacity(count)
      for _ in 0..<count {
        wordEnd += Int(source.next(UInt16.self))
        mentionEnd += Int(source.next(UInt16.self))
        wordEnds.append(wordEnd)
        mentionEnds.append(mentionEnd)
      }
      guard source.left == width * wordEnd + 8 * mentionEnd else { return false }
      words =
        width == 2
        ? source.next(wordEnd, UInt16.self) { Int32($0) } : source.next(wordEnd, Int32.self) { $0 }
      mentions = source.next(mentionEnd, Int32.self) { EntityMention(entity: $0, start: 0, end: 0) }
      for index in mentions.indices { mentions[index].start = Int32(source.next(UInt16.self)) }
      for index in mentions.indices {
        mentions[index].end = mentions[index].start + Int32(source.next(UInt16.self))
      }
      return true
    }
    guard isWhole, mentionsFit else { return nil }
  }

  /// Whether every mention lies in the words of its example.
  private var mentionsFit: Bool {
    (0..<count).allSatisfy { number in
      let places = places(of: number)
      return mentions[places.mentions].allSatisfy { $0.end <= places.words.count }
    }
  }
}

/// Numbers that are taken from bytes one after the other.
private struct BlockSource {
  let bytes: UnsafeRawBufferPointer
  var place = 0

  init(bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  var left: Int { bytes.count - place }

  func has(_ count: Int) -> Bool { count <= left }

  mutating func next<Integer: FixedWidthInteger>(_ type: Integer.Type) -> Integer {
    defer { place += MemoryLayout<Integer>.size }
    return Integer(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: type))
  }

  mutating func next<Integer: FixedWidthInteger, Value>(
    _ count: Int, _ type: Integer.Type, _ value: (Integer) -> Value
  ) -> [Value] {
    var values: [Value] = []
    values.reserveCapacity(count)
    for _ in 0..<count { values.append(value(next(type))) }
    return values
  }
}
