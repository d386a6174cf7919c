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
  public func lookup(_ indices: [Int32]) -> EmbeddingLookup {
    EmbeddingLookup(weight.tensor, indices, paddingIndex: paddingIndex.map(Int32.init))
  }

  /// The mean of several rows for each list of indices.
  public func means(_ lists: [[Int32]]) -> EmbeddingLookup {
    EmbeddingLookup(meansOf: weight.tensor, lists)
  }
}
