/// Cuts UTF-8 into words as GPT-2's pattern does, without decoding all of it:
/// `'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+`.
///
/// Behind the text there must be memory for three bytes more.
struct ByteLevelSplitter {
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
    let (scalar, next) = UTF8Scalars.scalar(at: position, of: bytes)
    return (flags[Int(scalar)].intersection(Self.kinds), next)
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
