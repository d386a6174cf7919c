/// One head over one example: its two kinds of rows and where they stand.
struct AttentionHead {
  /// The words or the entities of the head.
  struct Side {
    let block: AttentionHeads.Block
    let isWords: Bool
    /// First row in the block of its kind, and in the packed output.
    let row: Int
    let outputRow: Int
    /// First row in the head's own matrix of scores.
    let first: Int
    let count: Int
    let headColumn: Int

    func queryColumn(to key: Side) -> Int {
      (key.isWords ? block.columns.queryToWords : block.columns.queryToEntities) + headColumn
    }
  }

  let index: Int
  private let number: Int
  let headColumn: Int
  let length: Int
  let sides: [Side]
  /// Columns of scores of words that nobody attends to.
  let unattended: Range<Int>
  private let logSumLength: Int

  init(_ attention: AttentionHeads, _ index: Int) {
    self.index = index
    number = index % attention.headCount
    headColumn = number * attention.headSize
    logSumLength = attention.logSumLength
    let segment = attention.segments[index / attention.headCount]
    length = segment.length
    unattended = segment.words.count - segment.unattendedWordCount..<segment.words.count
    sides = [
      Side(
        block: attention.words, isWords: true, row: segment.words.lowerBound,
        outputRow: segment.words.lowerBound, first: 0, count: segment.words.count,
        headColumn: headColumn),
      Side(
        block: attention.entities, isWords: false, row: segment.entities.lowerBound,
        outputRow: attention.wordCount + segment.entities.lowerBound, first: segment.words.count,
        count: segment.entities.count, headColumn: headColumn),
    ].filter { $0.count > 0 }
  }

  func logSumRow(_ side: Side) -> Int { number * logSumLength + side.outputRow }
}
