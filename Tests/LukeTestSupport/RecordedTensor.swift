/// A tensor of Float32 values as a golden file holds it, row-major.
public struct RecordedTensor: Equatable, Sendable {
  /// The sizes of the axes; empty for a scalar.
  public let shape: [Int]

  /// The elements, row-major.
  public let values: [Float]

  /// Creates a tensor of `shape` with as many `values` as that shape holds.
  public init(shape: [Int], values: [Float]) {
    precondition(
      shape.reduce(1, *) == values.count, "\(values.count) values for the shape \(shape)")
    self.shape = shape
    self.values = values
  }

  /// The largest absolute value; 0 if there is no element.
  public var largest: Float { values.reduce(0) { max($0, abs($1)) } }

  /// The index along every axis of the element at `offset`.
  public func index(of offset: Int) -> [Int] {
    var rest = offset
    var index: [Int] = []
    for size in shape.reversed() where size > 0 {
      index.append(rest % size)
      rest /= size
    }
    return index.reversed()
  }
}
