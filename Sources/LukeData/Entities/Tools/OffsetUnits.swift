/// What offsets of a text count.
enum OffsetUnits {
  /// Unicode code points, as Python does.
  case scalars
  /// UTF-16 code units, as browsers do: characters beyond the first 65,536, such as emoji, are two.
  case utf16
}

/// The places of a text's Unicode scalars in UTF-16.
struct UTF16Places {
  private let scalarAt: [Int: Int]

  init(_ scalars: [Unicode.Scalar]) {
    var (places, unit) = ([Int: Int](), 0)
    for (index, scalar) in scalars.enumerated() {
      places[unit] = index
      unit += scalar.value > 0xFFFF ? 2 : 1
    }
    places[unit] = scalars.count
    scalarAt = places
  }

  /// The scalars that UTF-16 units cover; nil where they are none of the text or cut one.
  func scalars(_ units: Range<Int>) -> Range<Int>? {
    guard let start = scalarAt[units.lowerBound], let end = scalarAt[units.upperBound] else {
      return nil
    }
    return start..<end
  }

  /// Whether UTF-16 and scalars count the same.
  static func matter(in scalars: [Unicode.Scalar]) -> Bool {
    scalars.contains { $0.value > 0xFFFF }
  }
}
