public import LukeAutodiff

/// A table of rows that are looked up by index (`torch.nn.Embedding`).
public struct Embedding {
  /// `[rows, size]`.
  public let weight: Parameter
  /// The row that stands for padding: it begins as zeros and gets no gradient.
  public let paddingIndex: Int?

  /// Declares `weight` (normal, the padding row zero) in `scope`.
  public init(
    rows: Int, size: Int, paddingIndex: Int? = nil, standardDeviation: Float,
    in scope: ParameterScope
  ) {
    self.paddingIndex = paddingIndex
    weight = scope.parameter(
      "weight", shape: [rows, size], role: .embedding,
      initializer: .normal(standardDeviation: standardDeviation, zeroRow: paddingIndex))
  }

  /// One row for each index.
  public func lookup(_ indices: [Int32], on tape: Tape) -> EmbeddingLookup {
    EmbeddingLookup(
      table(indices, on: tape), indices, paddingIndex: paddingIndex.map(Int32.init))
  }

  /// The mean of several rows for each list of indices.
  public func means(_ lists: [[Int32]], on tape: Tape) -> EmbeddingLookup {
    EmbeddingLookup(meansOf: table(lists.flatMap { $0 }, on: tape), lists)
  }

  /// Rows as a decoder's weights of classes: that of padding is one like any other.
  public func classWeights(_ classes: [Int32], on tape: Tape) -> EmbeddingLookup {
    EmbeddingLookup(table(classes, on: tape), classes)
  }

  /// The table, of which `rows` are as they should be; others may be overdue.
  private func table(_ rows: [Int32], on tape: Tape) -> Tensor {
    guard weight.adapter == nil else { return weight.value(on: tape) }
    weight.overdueRows?.bringUpToDate(rows)
    return weight.memory
  }
}
