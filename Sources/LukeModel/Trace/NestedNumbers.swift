import LukeJSON

/// Nested arrays of numbers.
struct NestedNumbers: Hashable, Sendable {
  /// Sizes of the axes.
  let shape: [Int]
  /// Elements, row-major.
  let values: [Double]

  /// Nil where arrays are not rectangular or hold anything but numbers.
  init?(_ value: JSONValue) {
    var values: [Double] = []
    let shape = Self.shape(of: value) { element in
      guard let number = element.double, number.isFinite else { return false }
      values.append(number)
      return true
    }
    guard let shape else { return nil }
    (self.shape, self.values) = (shape, values)
  }

  /// The shape; `take` gets every element and says whether it may be there.
  static func shape(of value: JSONValue, _ take: (JSONValue) -> Bool) -> [Int]? {
    guard let list = value.elements else { return take(value) ? [] : nil }
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
