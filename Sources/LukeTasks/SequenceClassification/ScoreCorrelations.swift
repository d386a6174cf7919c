/// How well scores go with annotated ones.
///
/// Source of the definitions: `pearsonr` and `spearmanr` of scipy.stats.
public struct ScoreCorrelations: Hashable, Sendable {
  /// Pearson's correlation, from -1 to 1; 0 where all values of one side are the same.
  public let pearson: Double
  /// Spearman's correlation: Pearson's of the ranks, where equal values share the mean of theirs.
  public let spearman: Double

  /// Compares scores at the same places.
  public init(gold: [Double], predicted: [Double]) {
    precondition(gold.count == predicted.count, "one prediction for each example")
    pearson = Self.correlation(gold, predicted)
    spearman = Self.correlation(Self.ranks(gold), Self.ranks(predicted))
  }

  private static func correlation(_ x: [Double], _ y: [Double]) -> Double {
    if x.count < 2 { return 0 }
    let (x, y) = (centred(x), centred(y))
    let norms = (length(x), length(y))
    guard norms.0 > 0, norms.1 > 0 else { return 0 }
    let product = zip(x, y).reduce(0) { $0 + ($1.0 / norms.0) * ($1.1 / norms.1) }
    return min(1, max(-1, product))
  }

  private static func centred(_ values: [Double]) -> [Double] {
    let mean = values.reduce(0, +) / Double(values.count)
    return values.map { $0 - mean }
  }

  private static func length(_ values: [Double]) -> Double {
    values.reduce(0) { $0 + $1 * $1 }.squareRoot()
  }

  private static func ranks(_ values: [Double]) -> [Double] {
    let order = values.indices.sorted { values[$0] < values[$1] }
    var ranks = [Double](repeating: 0, count: values.count)
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
      for place in start..<end { ranks[order[place]] = Double(start + end + 1) / 2 }
      start = end
    }
    return ranks
  }
}
