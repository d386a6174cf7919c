/// What a file says about one of its arrays, without the elements.
public struct ArrayDescription: Hashable, Sendable {
  /// The array's name; in model files, Hugging Face's parameter name.
  public var name: String
  /// Sizes of the axes, outermost first; empty for a scalar.
  public var shape: [Int]
  /// The type the elements are stored as.
  public var elementType: ElementType

  /// Creates a description of an array.
  public init(name: String, shape: [Int], elementType: ElementType = .float32) {
    self.name = name
    self.shape = shape
    self.elementType = elementType
  }

  /// Number of elements; 1 for a scalar.
  public var elementCount: Int { shape.reduce(1, *) }

  /// Number of elements of one row, which is everything at one index of the first axis.
  public var rowSize: Int { shape.dropFirst().reduce(1, *) }

  /// Size of the stored elements in bytes.
  public var byteCount: Int { elementCount * elementType.byteCount }
}

extension ArrayDescription {
  /// Ranges of rows that cover an array, of about 16 MB as floats each: for reading in memory that
  /// does not grow with it.
  public static func rowParts(rowCount: Int, rowSize: Int) -> [Range<Int>] {
    let step = max(1, partLength / max(1, rowSize))
    return stride(from: 0, to: rowCount, by: step).map { $0..<min(rowCount, $0 + step) }
  }

  /// Elements of a part.
  static let partLength = 1 << 22

  /// The number of elements of `shape`, or nil when an axis is negative or the bytes of the array
  /// could not be counted; what a file says goes through here before anything multiplies it.
  static func checkedElementCount(_ shape: [Int]) -> Int? {
    var count = 1
    // Sizes are multiplied with empty axes left out, so that no order of axes hides an overflow.
    for size in shape where size != 0 {
      if size < 0 { return nil }
      let (product, overflow) = count.multipliedReportingOverflow(by: size)
      if overflow || product > Int.max / 16 { return nil }
      count = product
    }
    return shape.contains(0) ? 0 : count
  }
}
