internal import LukeKernels

extension Kernels {
  /// Sets every element.
  package static func fill(_ x: Tensor, with value: Float) {
    let target = x.shared
    elements(of: x) { (target + $0.lowerBound).update(repeating: value, count: $0.count) }
  }

  /// target = source, of one shape or at least one count.
  package static func copy(_ source: Tensor, to target: Tensor) {
    let (from, to) = (source.shared, target.shared)
    elements(of: source) {
      (to + $0.lowerBound).update(from: from + $0.lowerBound, count: $0.count)
    }
  }

  /// Sets some rows to zeros.
  package static func zeroRows(_ indices: [Int32], of x: Tensor) {
    for row in indices {
      (x.pointer + Int(row) * x.columns).update(repeating: 0, count: x.columns)
    }
  }

  /// y[r, column...] = source[indices[r]]: rows of a source as some columns of y.
  package static func gatherRows(_ indices: [Int32], of source: Tensor, into y: Tensor, column: Int)
  {
    for (row, index) in indices.enumerated() {
      (y.pointer + row * y.columns + column).update(
        from: source.pointer + Int(index) * source.columns, count: source.columns)
    }
  }

  /// target[indices[r]] += x[r, column...]: the way back of `gatherRows`, rows in order.
  package static func addRows(
    of x: Tensor, column: Int, to target: Tensor, at indices: [Int32]
  ) {
    for (row, index) in indices.enumerated() {
      luke_accumulate(
        target.pointer + Int(index) * target.columns, x.pointer + row * x.columns + column, 1,
        target.columns)
    }
  }

  /// y[i] = source[indices[i]] + offsets[i], of vectors.
  package static func gatherElements(
    _ indices: [Int32], of source: Tensor, offsets: [Float], into y: Tensor
  ) {
    for (place, index) in indices.enumerated() {
      y.pointer[place] = source.pointer[Int(index)] + offsets[place]
    }
  }

  /// target[indices[i]] += x[i], of vectors, in order.
  package static func addElements(of x: Tensor, to target: Tensor, at indices: [Int32]) {
    for (place, index) in indices.enumerated() {
      target.pointer[Int(index)] += x.pointer[place]
    }
  }

  /// y[r] = base[r] (zeros without one) + Σ over lookups of the mean of their rows for r.
  package static func sumLookups(_ lookups: [EmbeddingLookup], base: Tensor?, into y: Tensor) {
    let columns = y.columns
    for row in 0..<y.rows {
      let target = y.pointer + row * columns
      if let base {
        target.update(from: base.pointer + row * columns, count: columns)
      } else {
        target.update(repeating: 0, count: columns)
      }
      for lookup in lookups {
        let range = lookup.range(of: row)
        let factor = 1 / Float(max(1, range.count))
        for position in range {
          let index = Int(lookup.indices[position])
          luke_accumulate(target, lookup.table.pointer + index * columns, factor, columns)
        }
      }
    }
  }

  /// Adds dY[r] / (number of rows in the mean) to each row of a table's gradient that r looked up, rows in
  /// order; the padding row gets none.
  package static func addLookup(_ dY: Tensor, of lookup: EmbeddingLookup, to target: Tensor) {
    for row in 0..<dY.rows {
      let range = lookup.range(of: row)
      let factor = 1 / Float(max(1, range.count))
      for position in range where lookup.indices[position] != lookup.paddingIndex {
        let index = Int(lookup.indices[position])
        luke_accumulate(
          target.pointer + index * dY.columns, dY.pointer + row * dY.columns, factor, dY.columns)
      }
    }
  }
}
