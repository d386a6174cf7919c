internal import LukeKernels

extension Kernels {
  /// y[s] = x[a_s, 0..<C] + x[b_s, C..<2C] + mean over a_s...b_s of x[·, 2C..<3C], with C columns in y.
  package static func spanScores(
    of x: Tensor, starts: [Int32], ends: [Int32], into y: Tensor
  ) {
    let count = y.columns
    for (row, (start, end)) in zip(starts, ends).enumerated() {
      let (start, end) = (Int(start), Int(end))
      let score = y.pointer + row * count
      score.update(from: x.pointer + start * x.columns, count: count)
      luke_accumulate(score, x.pointer + end * x.columns + count, 1, count)
      let share = 1 / Float(end - start + 1)
      for word in start...end {
        luke_accumulate(score, x.pointer + word * x.columns + 2 * count, share, count)
      }
    }
  }

  /// Adds to the gradient of words what `spanScores` passes back to them, spans in order.
  package static func addSpanScores(
    of dY: Tensor, to target: Tensor, starts: [Int32], ends: [Int32]
  ) {
    let count = dY.columns
    for (row, (start, end)) in zip(starts, ends).enumerated() {
      let (start, end) = (Int(start), Int(end))
      let score = dY.pointer + row * count
      luke_accumulate(target.pointer + start * target.columns, score, 1, count)
      luke_accumulate(target.pointer + end * target.columns + count, score, 1, count)
      let share = 1 / Float(end - start + 1)
      for word in start...end {
        luke_accumulate(target.pointer + word * target.columns + 2 * count, score, share, count)
      }
    }
  }
}
