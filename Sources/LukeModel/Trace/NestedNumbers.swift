/// Nested arrays of numbers, as `JSONSerialization` gives them.
struct NestedNumbers: Hashable, Sendable {
  /// Sizes of the axes.
  let shape: [Int]
  /// Elements, row-major.
  let values: [Double]

  /// Nil where arrays are not rectangular or hold anything but numbers.
  init?(_ value: Any) {
    var values: [Double] = []
    let shape = Self.shape(of: value) { element in
      guard let number = element as? Double, number.isFinite else { return false }
      values.append(number)
      return true
    }
    guard let shape else { return nil }
    (self.shape, self.values) = (shape, values)
  }

  /// The shape; `take` gets every element and says whether it may be there.
  static func shape(of value: Any, _ take: (Any) -> Bool) -> [Int]? {
    guard let list = value as? [Any] else { return take(value) ? [] : nil }
    var inner: [Int]?
    for element in list {
      guard let shape = shape(of: element, take), inner == nil || inner == shape else {
        return nil
      }
      inner = shape
    }
    return [list.count] + (inner ?? [])
  }
}
