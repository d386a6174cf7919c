extension Tape {
  /// Scores of spans from scores of words: y[s] = first[a_s] + last[b_s] + mean of inside[a_s...b_s].
  ///
  /// A linear classifier of `[first word; last word; mean of all words]` of every span is one of single
  /// words, three times as wide, whose columns are summed so: words are multiplied once, not once for
  /// each span that they are in.
  /// - Parameters:
  ///   - words: `[words, 3 · labels]`: the columns of first words, of last ones, of all.
  ///   - starts: the row of each span's first word.
  ///   - ends: that of its last word.
  /// - Returns: `[spans, labels]`.
  public func spanScores(_ words: Tensor, starts: [Int32], ends: [Int32]) -> Tensor {
    precondition(words.columns % 3 == 0, "spanScores: \(words.columns) columns are not three parts")
    precondition(
      starts.count == ends.count
        && zip(starts, ends).allSatisfy { 0 <= $0 && $0 <= $1 && $1 < words.rows },
      "spanScores: a span is none of \(words.rows) words")
    let y = Tensor(rows: starts.count, columns: words.columns / 3)
    Kernels.spanScores(of: words, starts: starts, ends: ends, into: y)
    return record(y, from: [words]) { dY in
      Kernels.addSpanScores(of: dY, to: words.zeroFilledGradient(), starts: starts, ends: ends)
    }
  }
}
