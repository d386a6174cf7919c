extension UnsafeBufferPointer<Float> {
  /// Whether every element is a number, and none infinite.
  ///
  /// About a quarter of a second for each gigabyte.
  public var areAllFinite: Bool {
    // The exponent of what is no finite number has all bits set: one more of it reaches the sign. The
    // loop becomes vector code on every processor.
    var reached: UInt32 = 0
    for value in self { reached |= (value.bitPattern & 0x7fff_ffff) &+ 0x0080_0000 }
    return reached < 0x8000_0000
  }

  /// How many elements are no numbers, and how many are infinite.
  var nonFiniteCounts: (notNumbers: Int, infinite: Int) {
    reduce(into: (0, 0)) { counts, value in
      if value.isNaN { counts.0 += 1 }
      if value.isInfinite { counts.1 += 1 }
    }
  }
}

/// Floats of an array that are infinite or not a number.
public struct NonFiniteNumbers: Hashable, Sendable {
  /// The file that holds the array.
  public let path: String
  /// The array.
  public let name: String
  /// Elements of the array.
  public let count: Int
  /// Elements that are not a number.
  public let notNumberCount: Int
  /// Elements that are infinite, or too large for float32.
  public let infiniteCount: Int
  let isWide: Bool

  /// What is wrong with the array, in a few words.
  public var description: String {
    let parts = [
      notNumberCount == 0 ? nil : "\(notNumberCount) not a number",
      infiniteCount == 0
        ? nil : "\(infiniteCount) infinite" + (isWide ? " or too large for float32" : ""),
    ]
    return "\(name): of \(count) values \(parts.compactMap(\.self).joined(separator: ", "))"
  }
}

extension NamedArrays {
  /// The float arrays with values that are infinite or not a number, of those that `isWanted`.
  ///
  /// Reads all of them, in memory that does not grow with them.
  public func nonFiniteArrays(where isWanted: (String) -> Bool) throws -> [NonFiniteNumbers] {
    try descriptions.filter { $0.elementType.isFloatingPoint && isWanted($0.name) }.compactMap {
      array in
      let parts = ArrayDescription.rowParts(
        rowCount: array.shape.first ?? 1, rowSize: array.rowSize)
      let part = UnsafeMutableBufferPointer<Float>.allocate(
        capacity: (parts.first?.count ?? 0) * array.rowSize)
      defer { part.deallocate() }
      var (notNumbers, infinite) = (0, 0)
      for rows in parts {
        let values = UnsafeMutableBufferPointer(rebasing: part[..<(rows.count * array.rowSize)])
        try read(array.name, rows: rows, into: values)
        let found = UnsafeBufferPointer(values)
        if found.areAllFinite { continue }
        notNumbers += found.nonFiniteCounts.notNumbers
        infinite += found.nonFiniteCounts.infinite
      }
      if notNumbers + infinite == 0 { return nil }
      return NonFiniteNumbers(
        path: file(of: array.name), name: array.name, count: array.elementCount,
        notNumberCount: notNumbers, infiniteCount: infinite,
        isWide: array.elementType == .float64)
    }
  }
}
