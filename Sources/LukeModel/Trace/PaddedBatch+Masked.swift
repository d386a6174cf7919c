/// Words that no token attends to and that heads read all the same.
extension PaddedBatch {
  /// The batch with masked words where one of them is the first of its example, which poolers read.
  public func readingFirstWords() -> PaddedBatch {
    let first = (0..<wordShape[0]).map { $0 * wordShape[1] }
    return first.contains(where: isMasked) ? withMaskedWords() : self
  }

  /// The batch with masked words where one of them has a label.
  public func readingLabelledWords() -> PaddedBatch {
    let labels = arguments.arrays["labels"]?.values ?? []
    return labels.indices.contains { labels[$0] >= 0 && isMasked($0) } ? withMaskedWords() : self
  }

  /// Rows of the first word of each example, of a batch of ``readingFirstWords()``.
  public var firstWordRows: [Int32] {
    (0..<wordShape[0]).compactMap { wordRows[$0 * wordShape[1]] }
  }
}
