internal import LukeKernels
import LukeSystem

/// Attention of one example and head at a time, on one thread (see `Tape.entityAwareAttention`).
struct AttentionHeads: Sendable {
  /// A block of projected rows, of words or of entities.
  struct Block: Sendable {
    let pointer: FloatPointer
    let leading: Int
    let columns: AttentionColumns

    init(_ pointer: FloatPointer, leading: Int, columns: AttentionColumns) {
      self.pointer = pointer
      self.leading = leading
      self.columns = columns
    }

    func at(_ row: Int, _ column: Int) -> UnsafeMutablePointer<Float> {
      pointer + row * leading + column
    }
  }

  let words: Block
  let entities: Block
  let wordCount: Int
  let segments: [AttentionSegment]
  let headCount: Int
  let headSize: Int
  let output: FloatPointer
  let logSums: FloatPointer
  let logSumLength: Int
  let dropoutKey: UInt64?
  let probability: Float

  private var width: Int { headCount * headSize }
  private var scale: Float { 1 / Float(headSize).squareRoot() }

  // MARK: Forward

  func forward(_ index: Int) {
    let head = AttentionHead(self, index)
    let scores = Tensor(rows: head.length, columns: head.length)
    let values = gather(head, \.value)
    defer { extendLifetime((scores, values)) }
    fillScores(head, into: scores.pointer)
    for side in head.sides {
      luke_softmax_forward(
        scores.pointer + side.first * head.length, logSums + head.logSumRow(side), side.count,
        head.length, head.length, scale)
    }
    drop(scores.pointer, head)
    for side in head.sides {
      MatrixProduct.single(
        scores.pointer + side.first * head.length, leading: head.length, transposed: false,
        values.pointer, leading: headSize, transposed: false,
        into: output + side.outputRow * width + head.headColumn, leading: width,
        m: side.count, n: headSize, k: head.length, adding: false)
    }
  }

  /// All scores of the head, before scaling: four products, one for each pair of kinds.
  private func fillScores(_ head: AttentionHead, into scores: UnsafeMutablePointer<Float>) {
    for query in head.sides {
      for key in head.sides {
        MatrixProduct.single(
          query.block.at(query.row, query.queryColumn(to: key)), leading: query.block.leading,
          transposed: false,
          key.block.at(key.row, key.block.columns.key + head.headColumn),
          leading: key.block.leading, transposed: true,
          into: scores + query.first * head.length + key.first, leading: head.length,
          m: query.count, n: key.count, k: headSize, adding: false)
      }
    }
    guard !head.unattended.isEmpty else { return }
    for row in 0..<head.length {
      // Far below any score, and a number: its exponential is 0.
      (scores + row * head.length + head.unattended.lowerBound).update(
        repeating: -1e30, count: head.unattended.count)
    }
  }

  /// The head's keys or values of words and entities, one after the other.
  private func gather(_ head: AttentionHead, _ column: KeyPath<AttentionColumns, Int>) -> Tensor {
    let rows = Tensor(rows: head.length, columns: headSize)
    for side in head.sides {
      let start = side.block.columns[keyPath: column] + head.headColumn
      for row in 0..<side.count {
        (rows.pointer + (side.first + row) * headSize).update(
          from: side.block.at(side.row + row, start), count: headSize)
      }
    }
    return rows
  }

  private func drop(_ scores: UnsafeMutablePointer<Float>, _ head: AttentionHead) {
    guard let dropoutKey else { return }
    luke_dropout(
      scores, scores, head.length * head.length,
      SplitMix64.number(UInt64(head.index), ofSeed: dropoutKey), 0,
      probability)
  }

  // MARK: Backward

  /// Rows that belong to no example keep no gradient; columns of every other row are all written.
  func zeroUnwritten(dWords: Tensor, dEntities: Tensor) {
    if segments.reduce(0, { $0 + $1.words.count }) < dWords.rows { dWords.fill(with: 0) }
    if segments.reduce(0, { $0 + $1.entities.count }) < dEntities.rows { dEntities.fill(with: 0) }
  }

  func backward(
    _ index: Int, dOutput: FloatPointer, dWords: FloatPointer, dEntities: FloatPointer
  ) {
    let head = AttentionHead(self, index)
    let n = head.length
    let p = Tensor(rows: n, columns: n)
    fillScores(head, into: p.pointer)
    for side in head.sides {
      luke_softmax_again(
        p.pointer + side.first * n, logSums + head.logSumRow(side), side.count, n, n, scale)
    }
    let gradients = Gradients(
      output: gatherOutput(head, dOutput), words: dWords, entities: dEntities)
    defer { extendLifetime((p, gradients.output)) }
    let dP = addValueGradient(head, p, gradients)
    scoreGradient(head, p, dP, dOutput)
    addQueryAndKeyGradients(head, dP, gradients)
  }

  private struct Gradients {
    /// dO of the head, words then entities, `[length, headSize]`.
    let output: Tensor
    let words: FloatPointer
    let entities: FloatPointer

    func at(_ side: AttentionHead.Side, _ column: Int) -> UnsafeMutablePointer<Float> {
      (side.isWords ? words : entities) + side.row * side.block.leading + column
    }
  }

  private func gatherOutput(_ head: AttentionHead, _ dOutput: FloatPointer) -> Tensor {
    let rows = Tensor(rows: head.length, columns: headSize)
    for side in head.sides {
      for row in 0..<side.count {
        (rows.pointer + (side.first + row) * headSize).update(
          from: dOutput + (side.outputRow + row) * width + head.headColumn, count: headSize)
      }
    }
    return rows
  }

  /// dV = P̃ᵀ · dO with P̃ the dropped probabilities; returns dP = dropout(dO · Vᵀ).
  private func addValueGradient(_ head: AttentionHead, _ p: Tensor, _ gradients: Gradients)
    -> Tensor
  {
    let n = head.length
    let dP = Tensor(rows: n, columns: n)
    var dropped = p.pointer
    if dropoutKey != nil {
      dP.pointer.update(from: p.pointer, count: n * n)
      drop(dP.pointer, head)
      dropped = dP.pointer
    }
    for side in head.sides {
      MatrixProduct.single(
        dropped + side.first, leading: n, transposed: true,
        gradients.output.pointer, leading: headSize, transposed: false,
        into: gradients.at(side, side.block.columns.value + head.headColumn),
        leading: side.block.leading, m: side.count, n: headSize, k: n, adding: false)
    }
    for side in head.sides {
      MatrixProduct.single(
        gradients.output.pointer, leading: headSize, transposed: false,
        side.block.at(side.row, side.block.columns.value + head.headColumn),
        leading: side.block.leading, transposed: true,
        into: dP.pointer + side.first, leading: n, m: n, n: side.count, k: headSize,
        adding: false)
    }
    drop(dP.pointer, head)
    return dP
  }

  /// Turns dP into dS = P · (dP − δ) / √d in place, δ = Σ dO · O over the head's columns of each row.
  private func scoreGradient(
    _ head: AttentionHead, _ p: Tensor, _ dP: Tensor, _ dOutput: FloatPointer
  ) {
    let n = head.length
    let delta = Tensor(rows: 1, columns: n)
    defer { extendLifetime(delta) }
    for side in head.sides {
      let start = side.outputRow * width + head.headColumn
      luke_row_dots(
        delta.pointer + side.first, dOutput + start, width, output + start, width, side.count,
        headSize)
    }
    luke_softmax_backward(dP.pointer, p.pointer, delta.pointer, n, n, n, scale)
  }

  /// dQ = dS · K for each pair of kinds, and dK = dSᵀ · Q summed over the kinds of queries.
  private func addQueryAndKeyGradients(
    _ head: AttentionHead, _ dS: Tensor, _ gradients: Gradients
  ) {
    let n = head.length
    defer { extendLifetime(dS) }
    for query in head.sides {
      var written = Set<Int>()
      for key in head.sides {
        let column = query.queryColumn(to: key)
        let block = dS.pointer + query.first * n + key.first
        // Without entity-aware queries both pairs share one place, and the second adds to it.
        let isWritten = !written.insert(column).inserted
        MatrixProduct.single(
          block, leading: n, transposed: false,
          key.block.at(key.row, key.block.columns.key + head.headColumn),
          leading: key.block.leading, transposed: false,
          into: gradients.at(query, column), leading: query.block.leading,
          m: query.count, n: headSize, k: key.count, adding: isWritten)
        MatrixProduct.single(
          block, leading: n, transposed: true,
          query.block.at(query.row, column), leading: query.block.leading, transposed: false,
          into: gradients.at(key, key.block.columns.key + head.headColumn),
          leading: key.block.leading, m: key.count, n: headSize, k: query.count,
          adding: query.first != head.sides[0].first)
      }
      zeroUnmetQueries(head, query, gradients, written: written)
    }
  }

  /// An example without entities (or words) never uses the queries that would meet them.
  private func zeroUnmetQueries(
    _ head: AttentionHead, _ query: AttentionHead.Side, _ gradients: Gradients, written: Set<Int>
  ) {
    let columns = query.block.columns
    for column in Set(
      [columns.queryToWords, columns.queryToEntities].map { $0 + head.headColumn })
    where !written.contains(column) {
      for row in 0..<query.count {
        (gradients.at(query, column) + row * query.block.leading).update(
          repeating: 0, count: headSize)
      }
    }
  }
}
