/// Which entities of an answer may share words.
public enum EntityOverlaps: String, Hashable, Sendable, Codable, CaseIterable {
  /// None: what is found is flat.
  case none
  /// One that lies within another, as "Bank of England" holds "England".
  case nested
  /// Any.
  case any

  /// Whether two spans of words, which are not the same, may both be entities.
  func allows(_ one: Range<Int>, _ other: Range<Int>) -> Bool {
    if !one.overlaps(other) { return true }
    switch self {
    case .none: return false
    case .nested: return Self.isNested(one, other) || Self.isNested(other, one)
    case .any: return true
    }
  }

  private static func isNested(_ inner: Range<Int>, _ outer: Range<Int>) -> Bool {
    outer.lowerBound <= inner.lowerBound && inner.upperBound <= outer.upperBound
  }

  /// What entities of answers never do, in words; nil where they may do anything.
  var exclusion: String? {
    switch self {
    case .none: "overlap"
    case .nested: "cross"
    case .any: nil
    }
  }
}
