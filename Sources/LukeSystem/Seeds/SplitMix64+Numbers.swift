// Numbers in a range. Swift's own `random(in:using:)` may change with its versions, and with it every
// run that is repeated or resumed; these do not.
extension SplitMix64 {
  /// A whole number of a range that is not empty, each as likely as the others.
  ///
  /// A number of 64 bits is spread over the range by a multiplication, and drawn again where that
  /// would favour some (Lemire, 2019, "Fast Random Integer Generation in an Interval").
  public mutating func integer(in range: Range<Int>) -> Int {
    let count = UInt64(bitPattern: Int64(range.upperBound &- range.lowerBound))
    precondition(count > 0, "a number of an empty range")
    var product = next().multipliedFullWidth(by: count)
    if product.low < count {
      let uneven = (0 &- count) % count
      while product.low < uneven { product = next().multipliedFullWidth(by: count) }
    }
    return range.lowerBound &+ Int(truncatingIfNeeded: product.high)
  }

  /// A whole number of a range that is not empty, each as likely as the others, from numbers of 32 bits.
  public mutating func integer(in range: Range<Int32>) -> Int32 {
    let count = UInt32(range.count)
    precondition(count > 0, "a number of an empty range")
    var product = UInt32(truncatingIfNeeded: next()).multipliedFullWidth(by: count)
    if product.low < count {
      let uneven = (0 &- count) % count
      while product.low < uneven {
        product = UInt32(truncatingIfNeeded: next()).multipliedFullWidth(by: count)
      }
    }
    return range.lowerBound &+ Int32(truncatingIfNeeded: product.high)
  }

  /// A number from 0 to below 1: the last 53 bits, in steps of 2⁻⁵³.
  public mutating func fraction() -> Double {
    Double(next() & (1 << 53 - 1)) * 0x1p-53
  }
}
