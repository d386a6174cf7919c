extension Tape {
  /// One source of a gathered row: row `indices[r]` of `tensor` becomes a part of row r.
  public struct GatheredPart {
    let tensor: Tensor
    let indices: [Int32]

    /// Creates a part; there must be one index for each row of the result.
    public init(_ tensor: Tensor, rows indices: [Int32]) {
      self.tensor = tensor
      self.indices = indices
    }
  }

  /// Rows picked from several tensors, side by side: y[r] = [a[i_r], b[j_r], …].
  ///
  /// Heads read their features with it, e.g. `[first word, last word, entity]` of each span. Backward
  /// adds each part of dY to the rows it came from; a row may be picked any number of times.
  public func gatherRows(_ parts: [GatheredPart]) -> Tensor {
    let rows = parts.first?.indices.count ?? 0
    let columns = parts.reduce(0) { $0 + $1.tensor.columns }
    let y = Tensor(rows: rows, columns: columns)
    var offset = 0
    for part in parts {
      precondition(part.indices.count == rows, "gatherRows: parts of unequal length")
      for index in part.indices {
        precondition(index >= 0 && index < part.tensor.rows, "gatherRows: no row \(index)")
      }
      Kernels.gatherRows(part.indices, of: part.tensor, into: y, column: offset)
      offset += part.tensor.columns
    }
    return record(y, from: parts.map(\.tensor)) { dY in
      var offset = 0
      for part in parts {
        if part.tensor.requiresGradient {
          let target = part.tensor.zeroFilledGradient()
          Kernels.addRows(of: dY, column: offset, to: target, at: part.indices)
        }
        offset += part.tensor.columns
      }
    }
  }
}
