/// The mean of some numbers, and how far they scatter around it.
package struct ScoreSpread: Hashable {
  /// The arithmetic mean.
  package let mean: Double
  /// The standard deviation of a sample, which divides by n − 1; nil for a single number.
  package let deviation: Double?

  /// Summarizes at least one number.
  package init(_ values: [Double]) {
    let count = Double(values.count)
    // Equal numbers have themselves as mean, to the bit.
    let mean = values[0] + values.reduce(0) { $0 + ($1 - values[0]) } / count
    self.mean = mean
    deviation =
      values.count < 2
      ? nil : (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)).squareRoot()
  }

  /// `0.5320 ± 0.0121`.
  package var text: String { text(digits: 4) }

  /// The same with so many digits behind the point.
  package func text(digits: Int) -> String {
    NumberText.fixed(mean, digits)
      + (deviation.map { " ± " + NumberText.fixed($0, digits) } ?? "")
  }
}
