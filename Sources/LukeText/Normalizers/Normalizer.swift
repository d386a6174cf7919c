/// Changes text before words are looked for.
///
/// A tokenizer that reads text as it is has none.
protocol Normalizer: Sendable {
  /// Replaces `result` by the normalized form of a stretch of text.
  ///
  /// The text is valid UTF-8, and so is the result. Up to 32 bytes behind the range may be read.
  /// - Parameter firstScalar: the number of the scalar that the range starts with, from which the
  ///   origins of `result` are counted.
  func normalize(
    _ text: UnsafePointer<UInt8>, _ range: Range<Int>, firstScalar: Int,
    into result: NormalizedText)
}

extension Normalizer {
  /// Normalizes a text on its own.
  func normalized(_ text: String) -> [UInt8] {
    let source = ScratchBuffer<UInt8>()
    let bytes = Array(text.utf8)
    source.reserve(bytes.count)
    source.base.update(from: bytes, count: bytes.count)
    let result = NormalizedText()
    normalize(source.base, 0..<bytes.count, firstScalar: 0, into: result)
    return Array(UnsafeBufferPointer(start: result.bytes.base, count: result.byteCount))
  }
}
