/// Rows of a table that are looked up for each row of a result.
public struct EmbeddingLookup {
  let table: Tensor
  /// The table's rows, for all rows of the result one after the other.
  let indices: [Int32]
  /// Result row r reads `indices[offsets[r] ..< offsets[r + 1]]` and takes their mean; nil: one each.
  let offsets: [Int]?
  /// A row of the table that gets no gradient (padding), as `torch.nn.Embedding(padding_idx:)`.
  let paddingIndex: Int32?

  /// One row of `table` for each row of the result.
  public init(_ table: Tensor, _ indices: [Int32], paddingIndex: Int32? = nil) {
    self.table = table
    self.indices = indices
    offsets = nil
    self.paddingIndex = paddingIndex
  }

  /// The mean of several rows of `table` for each row of the result; none gives zeros.
  public init(meansOf table: Tensor, _ lists: [[Int32]]) {
    self.table = table
    indices = lists.flatMap { $0 }
    offsets = lists.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) }
    paddingIndex = nil
  }

  var rows: Int { offsets.map { $0.count - 1 } ?? indices.count }

  func range(of row: Int) -> Range<Int> {
    offsets.map { $0[row]..<$0[row + 1] } ?? row..<row + 1
  }
}

extension Tape {
  /// The sum of rows looked up in several tables, plus `base` if given.
  ///
  /// - y[r] = base[r] + Σ over lookups of the mean of their rows for r; y: `[rows, columns]`.
  /// - Each looked-up row of a table gets dY[r] / (number of rows in the mean); a padding row gets none.
  public func embeddingSum(base: Tensor? = nil, _ lookups: [EmbeddingLookup]) -> Tensor {
    let rows = base?.rows ?? lookups.first?.rows ?? 0
    let columns = base?.columns ?? lookups.first?.table.columns ?? 0
    for lookup in lookups {
      precondition(
        lookup.rows == rows && lookup.table.columns == columns, "embeddingSum: unequal shapes")
      let tableRows = Int32(lookup.table.rows)
      precondition(
        lookup.indices.allSatisfy { $0 >= 0 && $0 < tableRows },
        "embeddingSum: an index is outside the table of \(tableRows) rows")
    }
    let y = Tensor(rows: rows, columns: columns)
    Kernels.sumLookups(lookups, base: base, into: y)
    return record(y, from: (base.map { [$0] } ?? []) + lookups.map(\.table)) { dY in
      for lookup in lookups where lookup.table.requiresGradient {
        let rows = lookup.indices.filter { $0 != lookup.paddingIndex }
        Kernels.addLookup(dY, of: lookup, to: lookup.table.gradientTarget(ofRows: rows))
      }
      base?.accumulateGradient(dY)
    }
  }
}
