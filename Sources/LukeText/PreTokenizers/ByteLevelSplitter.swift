/// Cuts text into words as GPT-2's pattern does:
/// `'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+`.
struct ByteLevelSplitter {
  private let scalars: UnsafePointer<UInt32>
  private let flags: UnsafePointer<ScalarProperties>
  private let end: Int

  private static let kinds: ScalarProperties = [.letter, .number, .whitespace]

  init(_ scalars: UnsafePointer<UInt32>, end: Int) {
    self.scalars = scalars
    self.end = end
    flags = UnicodeProperties.shared.flags
  }

  /// The end of the word that starts at a place before the end of the text.
  @inline(__always)
  func endOfWord(from start: Int) -> Int {
    let first = scalars[start]
    if first == 0x27 {
      let length = contractionLength(at: start)
      if length > 0 { return start + length }
    }
    var position = start
    var kind = self.kind(at: position)
    if first == 0x20, position + 1 < end, !self.kind(at: position + 1).contains(.whitespace) {
      position += 1
      kind = self.kind(at: position)
    }
    if kind.contains(.whitespace) { return endOfWhitespace(from: start) }
    position += 1
    while position < end, self.kind(at: position) == kind { position += 1 }
    return position
  }

  @inline(__always)
  private func kind(at position: Int) -> ScalarProperties {
    flags[Int(scalars[position])].intersection(ByteLevelSplitter.kinds)
  }

  /// Whitespace leaves its last scalar to the word behind it.
  private func endOfWhitespace(from start: Int) -> Int {
    var position = start
    while position < end, kind(at: position).contains(.whitespace) { position += 1 }
    return position < end && position > start + 1 ? position - 1 : position
  }

  /// 2 for `'s 't 'm 'd`, 3 for `'re 've 'll`, 0 for anything else.
  private func contractionLength(at start: Int) -> Int {
    guard start + 1 < end else { return 0 }
    switch (scalars[start + 1], start + 2 < end ? scalars[start + 2] : 0) {
    case (0x73, _), (0x74, _), (0x6D, _), (0x64, _): return 2
    case (0x72, 0x65), (0x76, 0x65), (0x6C, 0x6C): return 3
    default: return 0
    }
  }
}
