/// Sums of numbers that a file gives: what no `Int` holds becomes the largest or the smallest of them, which is
/// a place of no text, so that whoever looks whether a span is one of its text refuses it with its line.
extension Int {
  /// The sum with another number.
  func saturatingAdd(_ other: Int) -> Int {
    let (sum, overflows) = addingReportingOverflow(other)
    return overflows ? (other > 0 ? .max : .min) : sum
  }

  /// The difference from another number.
  func saturatingSubtract(_ other: Int) -> Int {
    let (difference, overflows) = subtractingReportingOverflow(other)
    return overflows ? (other > 0 ? .min : .max) : difference
  }
}
