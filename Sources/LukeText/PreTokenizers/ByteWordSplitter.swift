/// Cuts UTF-8 into words as `ByteLevelSplitter` cuts scalars, without decoding all of it.
///
/// Behind the text there must be memory for three bytes more.
struct ByteWordSplitter {
  private let bytes: UnsafePointer<UInt8>
  private let flags: UnsafePointer<ScalarProperties>
  private let end: Int

  private static let kinds: ScalarProperties = [.letter, .number, .whitespace]

  init(_ bytes: UnsafePointer<UInt8>, end: Int) {
    self.bytes = bytes
    self.end = end
    flags = UnicodeProperties.shared.flags
  }

  /// The end of the word that starts at a place before the end of the text.
  @inline(__always)
  func endOfWord(from start: Int) -> Int {
    let first = bytes[start]
    if first == 0x27 {
      let length = contractionLength(at: start)
      if length > 0 { return start + length }
    }
    var (kind, position) = self.kind(at: start)
    if first == 0x20, position < end {
      let (second, next) = self.kind(at: position)
      if !second.contains(.whitespace) { (kind, position) = (second, next) }
    }
    if kind.contains(.whitespace) { return endOfWhitespace(from: start) }
    while position < end {
      let (other, next) = self.kind(at: position)
      if other != kind { break }
      position = next
    }
    return min(position, end)
  }

  /// The kind of the scalar at a place, and where the next one is.
  @inline(__always)
  private func kind(at position: Int) -> (ScalarProperties, next: Int) {
    let byte = bytes[position]
    if byte < 0x80 { return (flags[Int(byte)].intersection(Self.kinds), position + 1) }
    return longKind(at: position)
  }

  private func longKind(at position: Int) -> (ScalarProperties, next: Int) {
    let byte = UInt32(bytes[position])
    func rest(_ offset: Int) -> UInt32 { UInt32(bytes[position + offset] & 0x3F) }
    let scalar: UInt32
    let length: Int
    if byte < 0xE0 {
      (scalar, length) = ((byte & 0x1F) << 6 | rest(1), 2)
    } else if byte < 0xF0 {
      (scalar, length) = ((byte & 0x0F) << 12 | rest(1) << 6 | rest(2), 3)
    } else {
      (scalar, length) = ((byte & 0x07) << 18 | rest(1) << 12 | rest(2) << 6 | rest(3), 4)
    }
    return (flags[Int(min(scalar, 0x10FFFF))].intersection(Self.kinds), position + length)
  }

  /// Whitespace leaves its last scalar to the word behind it.
  private func endOfWhitespace(from start: Int) -> Int {
    var (position, last) = (start, start)
    while position < end {
      let (kind, next) = self.kind(at: position)
      guard kind.contains(.whitespace) else { return last > start ? last : position }
      (last, position) = (position, next)
    }
    return min(position, end)
  }

  /// 2 for `'s 't 'm 'd`, 3 for `'re 've 'll`, 0 for anything else.
  private func contractionLength(at start: Int) -> Int {
    guard start + 1 < end else { return 0 }
    switch (bytes[start + 1], start + 2 < end ? bytes[start + 2] : 0) {
    case (0x73, _), (0x74, _), (0x6D, _), (0x64, _): return 2
    case (0x72, 0x65), (0x76, 0x65), (0x6C, 0x6C): return 3
    default: return 0
    }
  }
}
