extension LabelledCorpus {
  /// The corpus in portions, one after the other, that can be answered one by one as they would be together:
  /// no document is in two of them.
  ///
  /// Where they begin and end follows from the file and `count` alone.
  /// - Parameter count: how many examples a portion has at least, but for the last one.
  package func portions(of count: Int) -> [Self] {
    guard let examples = divisibleExamples, examples.count > count else { return [self] }
    var portions: [Self] = []
    var start = 0
    for end in 1...examples.count {
      let isEnd = end == examples.count
      guard isEnd || end - start >= count && examples[end].document != examples[end - 1].document
      else { continue }
      portions.append(keeping(Array(start..<end), as: "answered"))
      start = end
    }
    return portions.count == 1 ? [self] : portions
  }
}
