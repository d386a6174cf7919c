/// Takes the whitespace at the ends of tokens out of their offsets.
///
/// The rules, with their oddities when a prefix space is asked for, are those of the byte-level
/// post-processor of Hugging Face's tokenizers, so that offsets are equal.
struct OffsetTrimming: Sendable {
  /// How many spaces each token starts and ends with, the latter in the high half.
  private let spaces: [UInt32]

  init(_ vocabulary: TokenVocabulary) {
    spaces = (0..<Int32(vocabulary.count)).map { id in
      guard let token = vocabulary.token(id: id) else { return 0 }
      let scalars = token.unicodeScalars
      let isSpace = { (scalar: Unicode.Scalar) in
        scalar == ByteAlphabet.space || scalar.properties.isWhitespace
      }
      let leading = scalars.prefix(while: isSpace).count
      let trailing = scalars.reversed().prefix(while: isSpace).count
      return UInt32(min(leading, 0xFFFF)) | UInt32(min(trailing, 0xFFFF)) << 16
    }
  }

  /// Trims a token of the model.
  /// - Parameter isFirst: whether it is the first of its text.
  @inline(__always)
  func trim(_ token: inout Token, isFirst: Bool, addsPrefixSpace: Bool) {
    let count = spaces[Int(token.id)]
    guard count != 0 else { return }
    trim(
      &token, leading: Int(count & 0xFFFF), trailing: Int(count >> 16), isFirst: isFirst,
      addsPrefixSpace: addsPrefixSpace)
  }

  /// Trims an added token, which may have taken whitespace of the text around it.
  func trim(
    _ token: inout Token, _ text: UnsafePointer<UInt8>, _ range: Range<Int>, isFirst: Bool,
    addsPrefixSpace: Bool
  ) {
    let bytes = UnsafeBufferPointer(
      rebasing: UnsafeBufferPointer(start: text, count: range.upperBound)[range])
    let scalars = String(decoding: bytes, as: UTF8.self).unicodeScalars
    let isSpace = { (scalar: Unicode.Scalar) in
      UnicodeProperties.shared.flags[Int(scalar.value)].contains(.whitespace)
        || scalar == ByteAlphabet.space
    }
    trim(
      &token, leading: scalars.prefix(while: isSpace).count,
      trailing: scalars.reversed().prefix(while: isSpace).count, isFirst: isFirst,
      addsPrefixSpace: addsPrefixSpace)
  }

  private func trim(
    _ token: inout Token, leading: Int, trailing: Int, isFirst: Bool, addsPrefixSpace: Bool
  ) {
    let end = token.end
    let isFirst = isFirst || token.start == 0
    // A single leading space is taken for the one that was put there.
    if leading > 0, !(isFirst && addsPrefixSpace && leading == 1) {
      token.start = min(token.start + leading, end)
    }
    if trailing > 0, end >= trailing { token.end = max(end - trailing, token.start) }
  }
}
